"""Where a citation stands, as formats for programs say it: a file, and a line of that file."""

from citewatch.core.citation import Place
from citewatch.core.report import CitationResult, Report


def place_of(result: CitationResult, report: Report) -> Place:
    """The place of a citation: its document at least."""
    if result.citation.at is not None:
        return result.citation.at
    return Place(result.source or (report.sources[0] if report.sources else ""))


def line_of(place: Place) -> int | None:
    """The line of the file itself; None where a document has none, or counts them in its parts."""
    return place.line if place.part is None else None
