"""`python -m citewatch`."""

import os
import signal
from types import FrameType


def main() -> None:
    """Run the program; an interruption while its parts are still being loaded ends it at once."""
    signal.signal(signal.SIGINT, _leave)
    # Loaded late, so that the line above stands before the half second that it takes.
    from citewatch.cli.app import main as program  # noqa: PLC0415

    program()


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(3)


if __name__ == "__main__":
    main()
