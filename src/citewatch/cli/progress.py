"""Progress and messages, on standard error alone: standard output stays the report's."""

import time
from contextlib import AbstractContextManager

from rich.console import Console
from rich.text import Text

from citewatch.formats.progress import progress_on
from citewatch.ports import Progress


def say(message: str) -> None:
    """One message to the user."""
    Console(stderr=True).print(Text(message), soft_wrap=True)


def progress_on_stderr(*, quiet: bool) -> AbstractContextManager[Progress]:
    """The progress that suits standard error."""
    return progress_on(Console(stderr=True), time.monotonic, quiet=quiet)
