"""What a user is told when citewatch itself fails: no traceback, unless one is asked for."""

import os
import traceback

from citewatch.cli.progress import say
from citewatch.core.display import show


def tell_fault(fault: BaseException) -> None:
    """Say on standard error what failed; with CITEWATCH_TRACEBACK set, where."""
    say(f"citewatch itself failed: {show(f'{type(fault).__name__}: {fault}', 500)}")
    if os.environ.get("CITEWATCH_TRACEBACK"):
        lines = "".join(traceback.format_exception(fault)).splitlines()
        say("\n".join(show(line) for line in lines))
    else:
        say("Set CITEWATCH_TRACEBACK=1 to see where, for a report to its developers.")
