"""The report as a table for spreadsheets and scripts: a row for each link.

It is CSV by RFC 4180: commas, quotes, lines that end in CR LF, one row of names. There is no byte
order mark before it: with one, programs read the first column's name wrong. Excel is told that it
is UTF-8 where it imports it (Data, From Text/CSV).
"""

import csv
from collections.abc import Iterator
from typing import TextIO

from citewatch.core.counting import Counting
from citewatch.core.display import show
from citewatch.core.report import CitationResult, LinkResult, Report
from citewatch.core.verdict import UNLINKED
from citewatch.formats.citation_text import citation_text
from citewatch.formats.json_v1.citations import known
from citewatch.formats.json_v1.values import Fields, address
from citewatch.formats.places import place_of

COLUMNS = (
    *("document", "citation", "at", "url", "verdict", "finding", "reason", "detail", "status"),
    *("final_url", "title", "checked_at", "archive_state", "snapshot", "captured_at"),
    *("replacement", "replacement_kind", "since", "first_seen", "last_ok", "audits", "change"),
    *("ignored", "ignored_until", "kept", "text", "staged"),
)
"""The columns' names. More may be added, none is renamed."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet run a cell, as wide characters too. Tabs and line ends, which do so as
well, are gone from all that is shown."""

_TABLE = {
    "url": ("url",),
    "verdict": ("verdict",),
    "reason": ("reason",),
    "detail": ("detail",),
    "status": ("status",),
    "final_url": ("final_url",),
    "title": ("title",),
    "checked_at": ("checked_at",),
    "archive_state": ("archive", "state"),
    "snapshot": ("archive", "url"),
    "captured_at": ("archive", "captured_at"),
    "replacement": ("replacement", "url"),
    "replacement_kind": ("replacement", "kind"),
    "since": ("history", "since"),
    "first_seen": ("history", "first_seen"),
    "last_ok": ("history", "last_ok"),
    "audits": ("history", "audits"),
    "change": ("history", "change"),
    "ignored": ("ignored", "why"),
    "ignored_until": ("ignored", "until"),
}
"""Where the fields of the JSON report hold what a column has."""


def write_csv(report: Report, counting: Counting, out: TextIO) -> None:
    """Write a row for each link, and for each citation without one."""
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for result in report.citations.read():
        for row in _rows(result, report, counting):
            rows.writerow(_cell(row.get(column)) for column in COLUMNS)


def _rows(result: CitationResult, report: Report, counting: Counting) -> Iterator[Fields]:
    shared: Fields = {
        "document": address(place_of(result, report).file),
        "citation": result.citation.id,
        "at": None if result.citation.at is None else str(result.citation.at),
        "text": citation_text(result.citation),
        "staged": _yes(report.staged),
    }
    if not result.links:
        yield {**shared, "verdict": UNLINKED, "finding": _yes(counting.counts_unlinked(report))}
    before = report.changes.before if report.changes else None
    for link in result.links:
        finding = counting.counts(link, report.started, before)
        yield {**shared, **_link(link), "finding": _yes(finding)}


def _link(link: LinkResult) -> Fields:
    fields = known(link)
    row = {column: _at(fields, path) for column, path in _TABLE.items()}
    return {**row, "kept": _yes(link.kept)}


def _at(fields: object, path: tuple[str, ...]) -> object:
    for name in path:
        fields = fields.get(name) if isinstance(fields, dict) else None
    return fields


def _yes(holds: bool) -> str | None:
    return "yes" if holds else None


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = show(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
