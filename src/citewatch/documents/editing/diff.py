"""The change of a document as a unified diff that is safe to show."""

import difflib
from collections.abc import Iterator

from citewatch.core.display import printable_line, redact


def unified_diff(name: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff, without line ends; none where nothing changes.

    Passwords and tokens are hidden in it, so that it is for reading, not for `patch`.
    """
    compared = difflib.unified_diff(_lines(before), _lines(after), name, f"{name} (repaired)")
    for number, line in enumerate(compared):
        yield redact(printable_line(line.removesuffix("\n")))
        if number > 1 and not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _lines(text: str) -> list[str]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
