"""Where a citation stands, as formats for programs say it: a file, and a line of that file."""

import re

from citewatch.core.citation import Place
from citewatch.core.display import show_address
from citewatch.core.report import CitationResult, Report

_WEB_ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]+://")


def place_of(result: CitationResult, report: Report) -> Place:
    """The place of a citation: its document at least."""
    if result.citation.at is not None:
        return result.citation.at
    return Place(result.source or (report.sources[0] if report.sources else ""))


def line_of(place: Place) -> int | None:
    """The line of the file itself; None where a document has none, or counts them in its parts."""
    return place.line if place.part is None else None


def column_of(place: Place) -> int | None:
    """The column within `line_of`."""
    return place.column if line_of(place) is not None else None


def path_of(file: str) -> str:
    """A document's name as programs compare it: with slashes, and without `./` before it."""
    shown = show_address(file)
    return shown if is_on_the_web(shown) else shown.replace("\\", "/").removeprefix("./")


def is_on_the_web(file: str) -> bool:
    """Whether a document is no file, but a page."""
    return _WEB_ADDRESS.match(file) is not None
