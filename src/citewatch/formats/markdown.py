"""The audit as a document: what to do, why, and every citation, the same way each time.

Nothing in it depends on the hour: two audits that found the same differ by their dates alone.
"""

from collections.abc import Iterator
from typing import TextIO

from citewatch.core.changes import Changed, ChangeKind, Changes
from citewatch.core.counting import Counting
from citewatch.core.display import show_address
from citewatch.core.report import Ending, LinkResult, Report
from citewatch.core.say import say
from citewatch.core.verdict import Verdict
from citewatch.formats import over_time, overview, wording
from citewatch.formats.markdown_finding import finding_blocks
from citewatch.formats.markdown_text import address, code, prose, row
from citewatch.formats.picking import links_with
from citewatch.formats.table import HEAD, cells

_Block = str | Iterator[str]
"""A paragraph, or the lines of a list or table, of which there is at least one."""


def write_markdown(report: Report, counting: Counting, out: TextIO) -> None:
    """Write the report as GitHub-flavoured Markdown, ending in a line end."""
    del counting  # people read all that was found
    between = ""
    for block in _document(report):
        out.write(between)
        lines = [block] if isinstance(block, str) else block
        out.writelines(f"{line}\n" for line in lines)
        between = "\n"


def _document(report: Report) -> Iterator[_Block]:
    yield f"# Citation audit: {prose(overview.report_title(report))}"
    yield _particulars(report)
    if report.staged:
        yield f"> **{wording.STAGED}**"
    if report.ending is Ending.OFFLINE:
        yield f"> **{wording.OFFLINE}** {wording.OFFLINE_ADVICE}"
        return
    if report.ending in wording.CUT_SHORT:
        yield f"> **{overview.interruption(report)}** Run it again to check the rest."
    yield f"**{overview.headline(report)}** {overview.subline(report)}".rstrip()
    if report.remarks:
        yield f"## {wording.LEFT_OUT}"
        yield (f"- {prose(remark)}" for remark in report.remarks)
    if report.changes is not None:
        yield from _changes(report.changes)
    if report.remarks or report.changes is not None:
        yield "## Summary"
    yield _summary(report)
    yield from filter(None, (overview.uncompared(report), overview.not_asked_again(report)))
    yield from _what_to_do(report)
    yield from _unverified(report)
    yield from _only_answering(report)
    yield "## All citations"
    yield _all_citations(report)


def _particulars(report: Report) -> str:
    sources = ", ".join(code(show_address(source)) for source in report.sources)
    started, finished = (
        f"{moment:%Y-%m-%d %H:%M} UTC" for moment in (report.started, report.finished)
    )
    return f"- Sources: {sources}\n- Started: {started}\n- Finished: {finished}"


def _changes(changes: Changes) -> Iterator[_Block]:
    yield f"## {over_time.TITLE}"
    yield over_time.compared_with(changes)
    for kind, title in over_time.KINDS.items():
        number = changes.counts.get(kind, 0)
        if number:
            yield f"**{title}** ({number:,})"
            yield _changed(changes, kind)


def _changed(changes: Changes, kind: ChangeKind) -> Iterator[str]:
    told, more = over_time.shown(changes, kind)
    yield from map(_one_changed, told)
    if more:
        yield f"- {more}"


def _one_changed(changed: Changed) -> str:
    what = f"- {prose(changed.citation)}: {address(changed.url)} {over_time.became(changed)}."
    return f"{what} {prose(over_time.why(changed))}".rstrip()


def _summary(report: Report) -> str:
    lines = ["| Verdict | Count | Meaning |", "| --- | ---: | --- |"]
    lines += [
        f"| {word} | {number} | {meaning}{_how(word, report)} |"
        for word, number, meaning in overview.summary_rows(report)
    ]
    return "\n".join(lines)


def _how(word: str, report: Report) -> str:
    return overview.how_fine(report.summary) if word == Verdict.OK else ""


def _what_to_do(report: Report) -> Iterator[_Block]:
    yield "## What to do"
    if not any(report.summary.verdicts[verdict] for verdict in wording.ACTIONABLE):
        yield wording.NOTHING_TO_DO
    for verdict in wording.ACTIONABLE:
        for result in report.citations.read(verdict):
            if result.verdict == verdict:
                yield from finding_blocks(result)


def _unverified(report: Report) -> Iterator[_Block]:
    if not any(report.summary.verdicts[verdict] for verdict in wording.UNVERIFIED):
        return
    yield "## Could not be verified"
    yield wording.UNVERIFIED_ADVICE
    yield from filter(None, [overview.nothing_known(report)])
    yield (
        f"- {prose(result.citation.id)}, {verdict}: {_brief(link)}"
        for verdict in wording.UNVERIFIED
        for result, link in links_with(report, verdict)
    )


def _only_answering(report: Report) -> Iterator[_Block]:
    if not report.summary.only_answering:
        return
    yield "## Only answering"
    yield wording.ANSWERING_ADVICE
    yield (
        f"- {prose(line.citation)}: {address(line.url)}"
        for line in report.citations.lines()
        if line.verdict is Verdict.OK and line.recognised is False
    )


def _brief(link: LinkResult) -> str:
    parts = [address(link.url), prose(wording.sentence(say(link.finding)))]
    parts.append(over_time.first_found(link))
    if link.archive is not None and link.archive.snapshot is not None:
        taken = link.archive.snapshot
        parts.append(f"Archived {wording.day(taken.captured_at)}: {address(taken.url)}")
    parts.append(prose(wording.spared(link)))
    return " ".join(filter(None, parts))


def _all_citations(report: Report) -> Iterator[str]:
    yield f"| {' | '.join(HEAD)} |"
    yield "| --- | --- | --- | --- | ---: | --- |"
    for line in report.citations.lines():
        yield row(*cells(line, report.started))
