"""The report for a person at a terminal: what needs attention first, then the numbers."""

from collections import Counter
from itertools import islice
from typing import TextIO

from rich.console import Console

from citewatch.core.counting import Counting
from citewatch.core.display import show
from citewatch.core.reasons.unchecked import INTERRUPTED
from citewatch.core.report import Ending, Line, LinkResult, Report
from citewatch.core.say import say
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats import over_time, overview, wording
from citewatch.formats.citation_text import short_text
from citewatch.formats.picking import links_with, unlinked
from citewatch.formats.probes import in_brief
from citewatch.formats.sheet import LONGEST_LABEL, Sheet
from citewatch.formats.terminal_changes import put_changes

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
_MOST_REMARKS = 5
_IDS_LISTED = 20


def render_terminal(report: Report, console: Console) -> None:
    """Print a report to `console`, as wide as it is, with colours only where it has them.

    It holds one citation of the report at a time.
    """
    sheet = Sheet(console)
    _top(report, sheet)
    if report.ending is Ending.OFFLINE:
        return
    if report.changes is not None:
        put_changes(report.changes, sheet)
    for verdict in wording.ACTIONABLE:
        _trouble(report, verdict, sheet)
    _unverified(report, sheet)
    _only_answering(report, sheet)
    _skipped_and_unlinked(report, sheet)
    _not_done(report, sheet)
    _summary(report, sheet)
    if report.ending in wording.CUT_SHORT:
        sheet.gap()
        sheet.put(overview.interruption(report), "bold yellow")


def write_plain(report: Report, counting: Counting, out: TextIO) -> None:
    """Write the same report as plain text, `PLAIN_WIDTH` columns wide."""
    del counting  # people read all that was found
    console = Console(file=out, width=PLAIN_WIDTH, color_system=None, force_terminal=False)
    render_terminal(report, console)


def _top(report: Report, sheet: Sheet) -> None:
    sheet.put(overview.report_title(report), "bold")
    sheet.put(overview.origin(report), "dim")
    sheet.gap()
    if report.staged:
        sheet.put(wording.STAGED, "bold cyan")
        sheet.gap()
    if report.ending is Ending.OFFLINE:
        sheet.put(wording.OFFLINE, "bold yellow")
        sheet.put(wording.OFFLINE_ADVICE)
        return
    if report.ending in wording.CUT_SHORT:
        sheet.put(overview.interruption(report), "bold yellow")
        sheet.gap()
    sheet.put(overview.headline(report), "bold")
    sheet.put(overview.subline(report))
    _left_out(report, sheet)


def _left_out(report: Report, sheet: Sheet) -> None:
    if not report.remarks:
        return
    sheet.gap()
    sheet.put(wording.LEFT_OUT, "bold yellow")
    for remark in report.remarks[:_MOST_REMARKS]:
        sheet.put(f"- {show(remark)}")
    more = len(report.remarks) - _MOST_REMARKS
    if more > 0:
        sheet.put(f"- {more:,} more, which the other formats list", "dim")


def _heading(word: str, number: int, meaning: str, sheet: Sheet) -> None:
    sheet.gap()
    sheet.put_parts(
        (f"{word.upper()} ({number:,})", _COLOURS.get(word, "bold")), (f"  {meaning}", "")
    )


def _trouble(report: Report, verdict: Verdict, sheet: Sheet) -> None:
    number = report.summary.verdicts[verdict]
    if not number:
        return
    _heading(verdict, number, wording.MEANINGS[verdict], sheet)
    width = _label_width(report, verdict)
    for citation, link in links_with(report, verdict, evidence=True):
        sheet.gap()
        with sheet.labelled(show(citation.citation.id), width):
            sheet.put(short_text(citation.citation, sheet.room), "bold")
            sheet.address(link.url)
            if citation.citation.at is not None:
                sheet.put(f"at {show(str(citation.citation.at))}", "dim")
            sheet.put(wording.sentence(say(link.finding)))
            sheet.put(over_time.stood(link))
            sheet.put(in_brief(link.probes), "dim")
            if link.spared:
                sheet.put(wording.spared(link))
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


def _label_width(report: Report, *verdicts: Verdict) -> int:
    return max(
        (
            len(show(citation.citation.id, LONGEST_LABEL))
            for verdict in verdicts
            for citation, _ in links_with(report, verdict)
        ),
        default=0,
    )


def _unverified(report: Report, sheet: Sheet) -> None:
    counts = report.summary.verdicts
    number = sum(counts[verdict] for verdict in wording.UNVERIFIED)
    if not number:
        return
    _heading("could not be verified", number, "no verdict either way", sheet)
    width = _label_width(report, *wording.UNVERIFIED)
    for verdict in wording.UNVERIFIED:
        if not counts[verdict]:
            continue
        sheet.gap()
        meaning = wording.MEANINGS[verdict]
        sheet.put_parts((f"{verdict}", _COLOURS[verdict]), (f": {meaning}", ""))
        for citation, link in links_with(report, verdict):
            with sheet.labelled(show(citation.citation.id), width):
                sheet.address(link.url)
                sheet.put(_in_brief(link), "dim")


def _in_brief(link: LinkResult) -> str:
    parts = [wording.sentence(say(link.finding)), over_time.stood(link)]
    if link.archive is not None and link.archive.snapshot is not None:
        parts.append(f"Archived {wording.day(link.archive.snapshot.captured_at)}.")
    parts.append(wording.spared(link))
    return " ".join(filter(None, parts))


def _skipped_and_unlinked(report: Report, sheet: Sheet) -> None:
    skipped = report.summary.verdicts[Verdict.SKIPPED] - overview.unchecked(report)
    if skipped:
        sheet.gap()
        parts = (f"SKIPPED ({skipped:,})", "bold"), (f"  not checked: {_why_skipped(report)}", "")
        sheet.put_parts(*parts)
    number = report.summary.unlinked
    if number:
        sheet.gap()
        first = islice(unlinked(report), _IDS_LISTED)
        more = f" and {number - _IDS_LISTED:,} more" if number > _IDS_LISTED else ""
        ids = ", ".join(show(citation.citation.id) for citation in first) + more
        sheet.put_parts(
            (f"UNLINKED ({number:,})", "bold"), (f"  citations without a link: {ids}", "")
        )


def _only_answering(report: Report, sheet: Sheet) -> None:
    """Those whose source nobody recognised, for whoever wants to look."""
    number = report.summary.only_answering
    if not number:
        return
    answering = (line for line in report.citations.lines() if _answers_only(line))
    ids = dict.fromkeys(show(line.citation) for line in islice(answering, _IDS_LISTED))
    more = " and more" if number > _IDS_LISTED else ""
    said = f"  nobody recognised the cited source in what answers: {', '.join(ids)}{more}"
    sheet.gap()
    sheet.put_parts((f"ONLY ANSWERING ({number:,})", "bold"), (said, ""))


def _answers_only(line: Line) -> bool:
    return line.verdict is Verdict.OK and line.recognised is False


def _why_skipped(report: Report) -> str:
    cut_short = report.ending in wording.CUT_SHORT
    titles = Counter(
        link.finding.reason.title
        for _, link in links_with(report, Verdict.SKIPPED)
        if not (cut_short and link.finding.reason == INTERRUPTED)
    )
    return ", ".join(f"{title} ({number:,})" for title, number in titles.items())


def _not_done(report: Report, sheet: Sheet) -> None:
    for text in filter(None, (overview.uncompared(report), overview.not_asked_again(report))):
        sheet.gap()
        sheet.put(text)


def _summary(report: Report, sheet: Sheet) -> None:
    sheet.gap()
    sheet.put("SUMMARY", "bold")
    rows = [*overview.summary_rows(report), *overview.known_rows(report)]
    digits = max(len(f"{number:,}") for _, number, _ in rows)
    for word, number, meaning in rows:
        style = _COLOURS.get(word, "bold") if number else "dim"
        with sheet.labelled(f"{word:<13}  {number:>{digits},}", style=style):
            sheet.put(meaning, "" if number else "dim")
