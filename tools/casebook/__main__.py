"""``python -m casebook``, where the command itself is not on the path."""

from casebook.cli import main

if __name__ == "__main__":
    main(prog_name="casebook")
