"""Progress and messages, on standard error alone: standard output stays the report's."""

import sys
import time
from contextlib import AbstractContextManager

from citewatch.core.display import printable_line
from citewatch.formats.fitting import fit
from citewatch.formats.progress import progress_on
from citewatch.ports import Progress


def say(message: str) -> None:
    """One message to the user, of one or more lines."""
    lines = "".join(f"{printable_line(line)}\n" for line in message.split("\n"))
    sys.stderr.write(fit(lines, sys.stderr.encoding))
    sys.stderr.flush()


def progress_on_stderr(*, quiet: bool) -> AbstractContextManager[Progress]:
    """The progress that suits standard error."""
    return progress_on(sys.stderr, time.monotonic, quiet=quiet)
