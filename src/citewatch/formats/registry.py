"""Every format that a report can be written in, by the name a user gives it."""

from collections.abc import Callable, Mapping
from io import StringIO
from types import MappingProxyType
from typing import TextIO

from msgspec import Struct

from citewatch.core.counting import BY_DEFAULT, Counting
from citewatch.core.report import Report

Writer = Callable[[Report, Counting, TextIO], None]
"""Writes a report as text that ends in a line end, and holds one citation of it at a time.

The choices of its user say which links count as findings."""


class Format(Struct, frozen=True):
    """A format: what loads its writer, and the suffixes that name it in the names of files.

    It is loaded where it is asked for: what draws on terminals takes long to load, and the network
    waits for none of them.
    """

    writer: Callable[[], Writer]
    suffixes: tuple[str, ...] = ()

    def write(self, report: Report, counting: Counting, out: TextIO) -> None:
        """Write a report: see Writer."""
        self.writer()(report, counting, out)


def _plain() -> Writer:
    from citewatch.formats.terminal import write_plain

    return write_plain


def _markdown() -> Writer:
    from citewatch.formats.markdown import write_markdown

    return write_markdown


def _json() -> Writer:
    from citewatch.formats.json_v1.report import write_json

    return write_json


def _html() -> Writer:
    from citewatch.formats.html.page import write_html

    return write_html


def _csv() -> Writer:
    from citewatch.formats.spreadsheet import write_csv

    return write_csv


def _junit() -> Writer:
    from citewatch.formats.junit import write_junit

    return write_junit


def _sarif() -> Writer:
    from citewatch.formats.sarif import write_sarif

    return write_sarif


def _github() -> Writer:
    from citewatch.formats.github import write_github

    return write_github


def _gitlab() -> Writer:
    from citewatch.formats.gitlab import write_gitlab

    return write_gitlab


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "terminal": Format(_plain),
        "markdown": Format(_markdown, (".md", ".markdown")),
        "json": Format(_json, (".json",)),
        "html": Format(_html, (".html", ".htm")),
        "csv": Format(_csv, (".csv",)),
        "junit": Format(_junit, (".xml",)),
        "sarif": Format(_sarif, (".sarif",)),
        "github": Format(_github),
        "gitlab": Format(_gitlab),
    }
)
"""The formats. A function and a line add one."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {suffix: name for name, known in FORMATS.items() for suffix in known.suffixes}
)
"""The format that a file's suffix names."""


def rendered(report: Report, name: str, counting: Counting = BY_DEFAULT) -> str:
    """The whole text of a report that is small enough to be held."""
    text = StringIO()
    FORMATS[name].write(report, counting, text)
    return text.getvalue()
