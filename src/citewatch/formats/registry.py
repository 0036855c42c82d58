"""Every format that a report can be written in, by the name a user gives it."""

from collections.abc import Callable, Mapping
from io import StringIO
from types import MappingProxyType
from typing import TextIO

from citewatch.core.report import Report

Writer = Callable[[Report, TextIO], None]
"""Writes a report as text that ends in a line end, and holds one citation of it at a time."""


# Each is loaded where it is asked for: what draws on terminals takes long to load, and the network
# waits for none of them.


def _plain(report: Report, out: TextIO) -> None:
    from citewatch.formats.terminal import write_plain

    write_plain(report, out)


def _markdown(report: Report, out: TextIO) -> None:
    from citewatch.formats.markdown import write_markdown

    write_markdown(report, out)


def _json(report: Report, out: TextIO) -> None:
    from citewatch.formats.json_v1.report import write_json

    write_json(report, out)


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "terminal": _plain,
        "markdown": _markdown,
        "json": _json,
    }
)
"""The writers. A function and a line add one."""


def rendered(report: Report, name: str) -> str:
    """The whole text of a report that is small enough to be held."""
    text = StringIO()
    FORMATS[name](report, text)
    return text.getvalue()
