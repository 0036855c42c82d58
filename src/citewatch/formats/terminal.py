"""The report for a person at a terminal: what needs attention first, then the numbers."""

from collections import Counter
from io import StringIO
from itertools import groupby

from rich.console import Console

from citewatch.core.display import show
from citewatch.core.report import CitationResult, Ending, LinkResult, Report
from citewatch.core.say import say
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats import wording
from citewatch.formats.citation_text import short_text
from citewatch.formats.sheet import Sheet

PLAIN_WIDTH = 80
"""Columns of the report when it is written to a file."""

_COLOURS: dict[str, str] = {
    Verdict.DEAD: "bold red",
    Verdict.CHANGED: "bold magenta",
    Verdict.INVALID: "bold red",
    Verdict.MOVED: "bold blue",
    Verdict.UNREACHABLE: "bold yellow",
    Verdict.BLOCKED: "bold yellow",
    Verdict.SKIPPED: "bold",
    Verdict.OK: "bold green",
    UNLINKED: "bold",
}
_IDS_LISTED = 20

_Pair = tuple[CitationResult, LinkResult]


def render_terminal(report: Report, console: Console) -> None:
    """Print a report to `console`, as wide as it is, with colours only where it has them."""
    sheet = Sheet(console)
    _top(report, sheet)
    if report.ending is Ending.OFFLINE:
        return
    for verdict in wording.ACTIONABLE:
        _trouble(verdict, wording.of_verdicts(report, [verdict]), sheet)
    _unverified(wording.of_verdicts(report, wording.UNVERIFIED), sheet)
    _left_out(report, sheet)
    _summary(report, sheet)
    if report.ending in wording.CUT_SHORT:
        sheet.gap()
        sheet.put(wording.interruption(report), "bold yellow")


def render_plain(report: Report) -> str:
    """The same report as plain text, `PLAIN_WIDTH` columns wide."""
    text = StringIO()
    console = Console(file=text, width=PLAIN_WIDTH, color_system=None, force_terminal=False)
    render_terminal(report, console)
    return text.getvalue()


def _top(report: Report, sheet: Sheet) -> None:
    sheet.put(wording.report_title(report), "bold")
    sheet.put(wording.origin(report), "dim")
    sheet.gap()
    if report.staged:
        sheet.put(wording.STAGED, "bold cyan")
        sheet.gap()
    if report.ending is Ending.OFFLINE:
        sheet.put(wording.OFFLINE, "bold yellow")
        sheet.put(wording.OFFLINE_ADVICE)
        return
    if report.ending in wording.CUT_SHORT:
        sheet.put(wording.interruption(report), "bold yellow")
        sheet.gap()
    sheet.put(wording.headline(report), "bold")
    sheet.put(wording.subline(report))


def _heading(word: str, number: int, meaning: str, sheet: Sheet) -> None:
    sheet.gap()
    sheet.put_parts(
        (f"{word.upper()} ({number:,})", _COLOURS.get(word, "bold")), (f"  {meaning}", "")
    )


def _trouble(verdict: Verdict, pairs: list[_Pair], sheet: Sheet) -> None:
    if not pairs:
        return
    _heading(verdict, len(pairs), wording.MEANINGS[verdict], sheet)
    width = _label_width(pairs)
    for citation, link in pairs:
        sheet.gap()
        with sheet.labelled(show(citation.citation.id), width):
            sheet.put(short_text(citation.citation, sheet.room), "bold")
            sheet.address(link.url)
            if citation.citation.at is not None:
                sheet.put(f"at {show(str(citation.citation.at))}", "dim")
            sheet.put(wording.sentence(say(link.finding)))
            if link.kept:
                sheet.put(wording.decided(link))
            else:
                _what_instead(link, sheet)


def _what_instead(link: LinkResult, sheet: Sheet) -> None:
    if link.replacement is not None:
        sheet.put("Cite instead:", "bold green")
        sheet.address(link.replacement.url, "green")
        sheet.put(wording.sentence(link.replacement.why))
        return
    if link.finding.verdict is not Verdict.INVALID:
        sheet.put(wording.archive_sentence(link))
    sheet.put(wording.next_step(link))


def _label_width(pairs: list[_Pair]) -> int:
    return max(len(show(citation.citation.id)) for citation, _ in pairs)


def _unverified(pairs: list[_Pair], sheet: Sheet) -> None:
    if not pairs:
        return
    _heading("could not be verified", len(pairs), "no verdict either way", sheet)
    width = _label_width(pairs)
    for verdict, group in groupby(pairs, key=lambda pair: pair[1].finding.verdict):
        sheet.gap()
        meaning = wording.MEANINGS[verdict]
        sheet.put_parts((f"{verdict}", _COLOURS[verdict]), (f": {meaning}", ""))
        for citation, link in group:
            with sheet.labelled(show(citation.citation.id), width):
                sheet.address(link.url)
                sheet.put(_in_brief(link), "dim")


def _in_brief(link: LinkResult) -> str:
    detail = wording.sentence(say(link.finding))
    if link.archive is None or link.archive.snapshot is None:
        return detail
    return f"{detail} Archived {wording.day(link.archive.snapshot.captured_at)}."


def _left_out(report: Report, sheet: Sheet) -> None:
    missed = wording.unchecked(report)
    skipped = [
        link
        for link in report.links
        if link.finding.verdict is Verdict.SKIPPED and link not in missed
    ]
    if skipped:
        sheet.gap()
        titles = Counter(link.finding.reason.title for link in skipped)
        reasons = ", ".join(f"{title} ({number:,})" for title, number in titles.items())
        sheet.put_parts((f"SKIPPED ({len(skipped):,})", "bold"), (f"  not checked: {reasons}", ""))
    bare = [show(citation.citation.id) for citation in wording.unlinked(report)]
    if bare:
        sheet.gap()
        more = f" and {len(bare) - _IDS_LISTED:,} more" if len(bare) > _IDS_LISTED else ""
        ids = ", ".join(bare[:_IDS_LISTED]) + more
        sheet.put_parts(
            (f"UNLINKED ({len(bare):,})", "bold"), (f"  citations without a link: {ids}", "")
        )


def _summary(report: Report, sheet: Sheet) -> None:
    sheet.gap()
    sheet.put("SUMMARY", "bold")
    rows = wording.summary_rows(report)
    digits = max(len(f"{number:,}") for _, number, _ in rows)
    for word, number, meaning in rows:
        style = _COLOURS[word] if number else "dim"
        with sheet.labelled(f"{word:<11}  {number:>{digits},}", style=style):
            sheet.put(meaning, "" if number else "dim")
