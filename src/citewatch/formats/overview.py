"""What is said of an audit as a whole: its title, its numbers in words, what it did not do."""

from citewatch.core.display import show, show_address
from citewatch.core.report import COMPARED_AT_MOST, Ending, Report, Summary
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats.wording import (
    CUT_SHORT,
    MEANINGS,
    NOTHING_KNOWN,
    ONLY_ANSWERING,
    RECOGNISED,
    UNVERIFIED,
    count,
    day,
    sentence,
)


def report_title(report: Report) -> str:
    """The document's title, or where it was read from."""
    if report.title:
        return show(report.title)
    return ", ".join(show_address(source) for source in report.sources) or "Citations"


def origin(report: Report) -> str:
    """Where the citations were read from, and the day of the audit."""
    sources = ", ".join(show_address(source) for source in report.sources)
    audited = f"audited {day(report.started)}"
    return f"{sources}, {audited}" if report.title and sources else sentence(audited)


def unchecked(report: Report) -> int:
    """How many links an audit that was cut short did not come to."""
    return report.summary.unchecked if report.ending in CUT_SHORT else 0


def interruption(report: Report) -> str:
    """How far an interrupted audit came."""
    missed = unchecked(report)
    how = "broke off" if report.ending is Ending.BROKEN else "was interrupted"
    return (
        f"The audit {how}: {missed:,} of {count(report.summary.links, 'link')} "
        f"{'was' if missed == 1 else 'were'} not checked."
    )


def headline(report: Report) -> str:
    """The one sentence to read first."""
    summary = report.summary
    size = f"{count(summary.citations, 'citation')}, {count(summary.links, 'link')}"
    if summary.needy:
        return f"{size}: {summary.needy:,} {'needs' if summary.needy == 1 else 'need'} you."
    if unchecked(report) or _unverified(report):
        return f"{size}: nothing found that needs you."
    return f"{size}: nothing needs you."


def subline(report: Report) -> str:
    """The rest of the numbers, in words; those that are zero are left out."""
    summary, missed = report.summary, unchecked(report)
    parts = (
        (summary.verdicts[Verdict.OK], f"fine{how_fine(summary)}"),
        (_unverified(report), f"could not be verified{_how_open(summary)}"),
        (summary.verdicts[Verdict.SKIPPED] - missed, "skipped"),
        (missed, "not checked"),
        (summary.kept, "kept as decided"),
        (summary.ignored, "ignored"),
    )
    links = [f"{number:,} {words}" for number, words in parts if number]
    if summary.unlinked:
        links.append(f"{count(summary.unlinked, 'citation')} without a link")
    return ", ".join(links) + "." if links else ""


def how_fine(summary: Summary) -> str:
    """How many of the living links show the cited source itself."""
    if not summary.verdicts[Verdict.OK]:
        return ""
    return f" ({summary.recognised:,} recognised, {summary.only_answering:,} only answering)"


def _how_open(summary: Summary) -> str:
    """Of how many links that could not be verified nothing else is known either."""
    if not summary.unknown:
        return ""
    return f" (nothing at all is known of {summary.unknown:,})"


def _unverified(report: Report) -> int:
    return sum(report.summary.verdicts[verdict] for verdict in UNVERIFIED)


def summary_rows(report: Report) -> list[tuple[str, int, str]]:
    """Each verdict's word, its count and its meaning, worst first; then the unlinked citations."""
    counts = report.summary.verdicts
    rows = [(verdict.value, counts[verdict], MEANINGS[verdict]) for verdict in Verdict]
    return [*rows, (UNLINKED, report.summary.unlinked, MEANINGS[UNLINKED])]


def known_rows(report: Report) -> list[tuple[str, int, str]]:
    """What is known beside the verdicts: of the living links, and of those nobody could see."""
    summary = report.summary
    return [
        ("recognised", summary.recognised, RECOGNISED),
        ("answering", summary.only_answering, ONLY_ANSWERING),
        ("nothing known", summary.unknown, NOTHING_KNOWN),
    ]


def nothing_known(report: Report) -> str:
    """Of how many links that could not be verified nothing else is known either; "" for none."""
    number = report.summary.unknown
    if not number:
        return ""
    return (
        f"Of {number:,} of them nothing at all is known: no capture of the last weeks bears the "
        "cited title, no identifier resolves, and no audit of this history saw them alive."
    )


def uncompared(report: Report) -> str:
    """How many living pages were not held against their snapshots, and why; "" for none."""
    number = report.summary.uncompared
    if not number:
        return ""
    pages, still = f"{number:,} living pages were", "they still say"
    if number == 1:
        pages, still = "1 living page was", "it still says"
    return (
        f"{pages} not held against a snapshot: one audit compares at most {COMPARED_AT_MOST}, to "
        f"spare the archive. Whether {still} what was cited is not known."
    )


def not_asked_again(report: Report) -> str:
    """How many links were found fine lately and not asked for again, and when; "" for none."""
    known = report.citations.fine_before(report.started)
    if known is None:
        return ""
    oldest, newest = day(known.oldest), day(known.newest)
    when = f"on {oldest}" if oldest == newest else f"between {oldest} and {newest}"
    lead = "1 link was" if known.number == 1 else f"{known.number:,} links were"
    return f"{lead} not asked for again: found fine {when}."
