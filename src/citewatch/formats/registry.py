"""Every format that a report can be written in, by the name a user gives it."""

from collections.abc import Callable, Mapping
from io import StringIO
from types import MappingProxyType
from typing import TextIO

from citewatch.core.report import Report
from citewatch.formats.json_v1.report import write_json
from citewatch.formats.markdown import write_markdown

Writer = Callable[[Report, TextIO], None]
"""Writes a report as text that ends in a line end, and holds one citation of it at a time."""


def _plain(report: Report, out: TextIO) -> None:
    # Loaded where it is asked for: what draws on terminals takes long to load.
    from citewatch.formats.terminal import write_plain  # noqa: PLC0415

    write_plain(report, out)


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "terminal": _plain,
        "markdown": write_markdown,
        "json": write_json,
    }
)
"""The writers. One line adds one."""


def rendered(report: Report, name: str) -> str:
    """The whole text of a report that is small enough to be held."""
    text = StringIO()
    FORMATS[name](report, text)
    return text.getvalue()
