"""A diff on standard output, in colours on a terminal."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from citewatch.formats.fitting import fit

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def show_diff(lines: Iterable[str]) -> None:
    """Print the lines of a diff as they are: no line is wrapped or cut."""
    console = Console()
    if not console.is_terminal:
        sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
        sys.stdout.flush()
        return
    for line in lines:
        style = "bold" if line.startswith(("--- ", "+++ ")) else _STYLES.get(line[:1], "")
        console.print(Text(fit(line, console.encoding), style), soft_wrap=True)
