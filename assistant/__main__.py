"""`python -m assistant` is `nianbao`."""

from assistant.command_line import main

if __name__ == "__main__":
    main()
