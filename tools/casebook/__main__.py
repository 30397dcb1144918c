"""``casebook`` and ``python -m casebook``."""

import sys


def main() -> None:
    """Run the program; one that is stopped while it is loaded ends as one at work does."""
    try:
        from casebook.cli import main as program  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.stderr.write("Aborted!\n")
        sys.exit(1)
    program(prog_name="casebook")


if __name__ == "__main__":
    main()
