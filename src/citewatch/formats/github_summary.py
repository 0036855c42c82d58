"""The summary of a step of GitHub Actions: what the audit found, in Markdown of a limited size."""

from collections.abc import Iterator
from typing import TextIO

from citewatch.core.counting import Counting
from citewatch.core.display import show_address
from citewatch.core.report import Report
from citewatch.core.say import say
from citewatch.formats import overview, wording
from citewatch.formats.citation_text import short_text
from citewatch.formats.entries import Entry, Level, about, entries
from citewatch.formats.markdown_text import address, code, prose
from citewatch.formats.places import line_of, path_of, place_of

_TITLES = {
    Level.ERROR: "Findings",
    Level.WARNING: "To be changed",
    Level.NOTE: "Could not be verified",
}
_LONGEST_ADDRESS = 1_000
_LONGEST_SENTENCE = 1_000
_FOR_THE_LAST_LINE = 200
"""Bytes that the line about what was cut may take."""


def write_summary(report: Report, counting: Counting, out: TextIO, room: int) -> None:
    """Write at most `room` bytes of UTF-8: whole lines, the gravest first.

    The last line says how much is missing, if anything is.
    """
    left = room - _FOR_THE_LAST_LINE
    cut = 0
    for line in _lines(report, counting):
        left -= len(line.encode()) + 1  # below zero it stays there: what is behind is no graver
        if left >= 0:
            out.write(f"{line}\n")
        else:
            cut += line.startswith("- ")
    if cut and room > _FOR_THE_LAST_LINE:
        out.write(f"\n**{cut:,} more are not told here:** GitHub shows no larger summary.\n")


def _lines(report: Report, counting: Counting) -> Iterator[str]:
    yield f"## Citation audit: {prose(overview.report_title(report))}"
    for said in about(report):
        yield from ("", f"> **{said}**")
    yield from ("", f"**{overview.headline(report)}** {overview.subline(report)}".rstrip())
    if report.remarks:
        yield from ("", f"### {wording.LEFT_OUT}", "")
        yield from (f"- {prose(remark)}" for remark in report.remarks)
    level = None
    for entry in entries(report, counting):
        if entry.spared:
            continue
        if entry.level is not level:
            level = entry.level
            yield from ("", f"### {_TITLES[level]}", "")
        yield f"- {_told(entry, report)}"
    yield ""


def _told(entry: Entry, report: Report) -> str:
    place = place_of(entry.result, report)
    line = line_of(place)
    where = code(path_of(place.file) if line is None else f"{path_of(place.file)}:{line}")
    parts = [f"**{prose(entry.title)}** in {where}:"]
    if entry.link is None:
        parts.append(prose(short_text(entry.result.citation, _LONGEST_SENTENCE)))
        return " ".join(filter(None, parts))
    link = entry.link
    said = wording.sentence(say(link.finding))[:_LONGEST_SENTENCE]
    parts += [_address(link.url), prose(said), f"(Rule {code(entry.rule)}.)"]
    if link.replacement is not None:
        parts.append(f"Cite instead: {_address(link.replacement.url)}")
    else:
        parts.append(wording.next_step(link))
    return " ".join(filter(None, parts))


def _address(url: str) -> str:
    long = len(url) > _LONGEST_ADDRESS
    return code(show_address(url, _LONGEST_ADDRESS)) if long else address(url)
