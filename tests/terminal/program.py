"""The program itself, to be started in a pseudo-terminal."""

from assistant.command_line import main

if __name__ == "__main__":
    main()
