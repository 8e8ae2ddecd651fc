"""The program itself, to be started in a pseudo-terminal."""

from assistant.__main__ import main

if __name__ == "__main__":
    main()
