"""`python -m citewatch`."""

import gc
import os
import signal
import sys
from types import FrameType, ModuleType
from typing import cast

from citewatch.version import __version__


def main() -> None:
    """Run the program; an interruption while its parts are still being loaded ends it at once."""
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)
    if sys.argv[1:] == ["--version"]:  # answered without the parts that read a command line
        sys.stdout.write(f"citewatch {__version__}\n")
        return
    gc.disable()  # until the command is loaded: what is loaded stays, and there is much of it
    _spare_the_command_line_of_httpx()
    # Loaded late, so that the lines above stand before the time that it takes.
    from citewatch.cli.app import main as program  # noqa: PLC0415

    program()


def _spare_the_command_line_of_httpx() -> None:
    """Let `import httpx` find no command line of its own, which it can do without.

    Where click, rich and pygments are installed, it would load them all: half of what it takes.
    """
    cast("dict[str, ModuleType | None]", sys.modules)["httpx._main"] = None


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(3)


if __name__ == "__main__":
    main()
