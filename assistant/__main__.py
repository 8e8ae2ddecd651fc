"""`python -m assistant` is `nianbao`."""

from assistant.cli import main

if __name__ == "__main__":
    main()
