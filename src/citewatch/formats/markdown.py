"""The audit as a document: what to do, why, and every citation, the same way each time.

Nothing in it depends on the hour: two audits that found the same differ by their date alone.
"""

from collections.abc import Iterator

from citewatch.core.display import show_address
from citewatch.core.evidence import LinkEvidence, Visit
from citewatch.core.finding import Finding
from citewatch.core.report import CitationResult, Ending, LinkResult, Report
from citewatch.core.say import say
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats import wording
from citewatch.formats.citation_text import citation_text
from citewatch.formats.markdown_text import address, code, fenced, prose, row
from citewatch.formats.outcome import last_status
from citewatch.formats.paste import repaired_text

_LONGEST_TITLE = 200

_Blocks = Iterator[str]


def render_markdown(report: Report) -> str:
    """The report as GitHub-flavoured Markdown, ending in a line end."""
    return "\n\n".join(block for block in _document(report) if block) + "\n"


def _document(report: Report) -> _Blocks:
    yield f"# Citation audit: {prose(wording.report_title(report))}"
    yield _particulars(report)
    if report.staged:
        yield f"> **{wording.STAGED}**"
    if report.ending is Ending.OFFLINE:
        yield f"> **{wording.OFFLINE}** {wording.OFFLINE_ADVICE}"
        return
    if report.ending in wording.CUT_SHORT:
        yield f"> **{wording.interruption(report)}** Run it again to check the rest."
    yield f"**{wording.headline(report)}** {wording.subline(report)}"
    yield _summary(report)
    yield from _what_to_do(report)
    yield from _unverified(report)
    yield from _all_citations(report)


def _particulars(report: Report) -> str:
    sources = ", ".join(code(show_address(source)) for source in report.sources)
    started, finished = (
        f"{moment:%Y-%m-%d %H:%M} UTC" for moment in (report.started, report.finished)
    )
    return f"- Sources: {sources}\n- Started: {started}\n- Finished: {finished}"


def _summary(report: Report) -> str:
    lines = ["| Verdict | Count | Meaning |", "| --- | ---: | --- |"]
    lines += [
        f"| {word} | {number} | {meaning} |"
        for word, number, meaning in wording.summary_rows(report)
    ]
    return "\n".join(lines)


def _what_to_do(report: Report) -> _Blocks:
    yield "## What to do"
    troubled = [result for result in report.citations if result.verdict in wording.ACTIONABLE]
    if not troubled:
        yield "Nothing: no citation needs a change."
    for result in sorted(troubled, key=_severity):
        yield from _repair(result)


def _severity(result: CitationResult) -> int:
    return wording.ACTIONABLE.index(Verdict(result.verdict))


def _repair(result: CitationResult) -> _Blocks:
    yield f"### Citation {prose(result.citation.id)}: {result.verdict}"
    if result.citation.text:
        yield f"> {prose(citation_text(result.citation))}"
    if result.citation.at is not None:
        yield f"It stands at {code(str(result.citation.at))}."
    for link in result.links:
        if link.finding.verdict in wording.ACTIONABLE:
            yield "\n".join(_findings(link))
    repaired = repaired_text(result)
    if repaired:
        yield "Ready to paste:"
        yield fenced(repaired)


def _findings(link: LinkResult) -> Iterator[str]:
    finding = link.finding
    yield f"- Cited address: {address(link.url)}"
    yield f"- What happened: **{finding.verdict}**. {prose(wording.sentence(say(finding)))}"
    yield f"- Why we believe so: {_why(link)}"
    yield from _signs(finding)
    if link.evidence is not None:
        yield from _looks(link.evidence)
    if link.kept:
        yield f"- Decision: {prose(wording.decided(link))}"
        return
    if link.replacement is not None:
        why = prose(wording.sentence(link.replacement.why))
        yield f"- Cite instead: {address(link.replacement.url)} {why}".rstrip()
    elif finding.verdict is not Verdict.INVALID:
        yield f"- The archive: {prose(wording.archive_sentence(link))}"
    if link.replacement is None:
        yield f"- Next step: {wording.next_step(link)}"


def _signs(finding: Finding) -> Iterator[str]:
    """What was seen besides, for and against; the sign that decided is told already."""
    for signal in finding.signals:
        if not finding.tells(signal):
            against = signal.points_to is not finding.verdict
            side = "Against it" if against else "For it"
            yield f"  - {side}: {prose(wording.sentence(say(signal)))}"


def _why(link: LinkResult) -> str:
    reason = link.finding.reason
    if not reason.why:  # a reason of another version
        return f"the rule {code(reason.id)} decided."
    return f"{reason.why} (Rule {code(reason.id)}. What it can get wrong: {reason.mistaken})"


def _looks(evidence: LinkEvidence) -> Iterator[str]:
    alike: dict[str, list[str]] = {}
    for number, visit in enumerate(evidence.looks, 1):
        alike.setdefault(_chain(visit), []).append(str(number))
    for chain, numbers in alike.items():
        which = "Look" if len(numbers) == 1 else "Looks"
        yield f"  - {which} {' and '.join(numbers)}: {chain}."
    if evidence.https_look is not None:
        yield f"  - The same address on https: {_chain(evidence.https_look)}."


def _chain(visit: Visit) -> str:
    steps = [
        f"{address(hop.url)} {'gave no answer' if hop.status is None else f'answered {hop.status}'}"
        for hop in visit.hops
    ]
    chain = ", then ".join(steps) or "no request was made"
    if visit.failure is not None:
        return f"{chain} ({code(visit.failure)})"
    if visit.page is not None and visit.page.title:
        return f"{chain}, a page titled {code(visit.page.title[:_LONGEST_TITLE])}"
    return chain


def _unverified(report: Report) -> _Blocks:
    pairs = wording.of_verdicts(report, wording.UNVERIFIED)
    if not pairs:
        return
    yield "## Could not be verified"
    yield "No verdict either way. Open these in a browser: a person may well see the source."
    yield "\n".join(
        f"- {prose(result.citation.id)}, {link.finding.verdict}: {_brief(link)}"
        for result, link in pairs
    )


def _brief(link: LinkResult) -> str:
    brief = f"{address(link.url)} {prose(wording.sentence(say(link.finding)))}"
    if link.archive is None or link.archive.snapshot is None:
        return brief
    taken = link.archive.snapshot
    return f"{brief} Archived {wording.day(taken.captured_at)}: {address(taken.url)}"


def _all_citations(report: Report) -> _Blocks:
    yield "## All citations"
    lines = [
        "| Citation | Address | Verdict | Reason | Status | Archive |",
        "| --- | --- | --- | --- | ---: | --- |",
    ]
    for result in report.citations:
        lines += [_row(result, link) for link in result.links]
        if not result.links:
            lines.append(row(result.citation.id, "", UNLINKED, "", "", ""))
    yield "\n".join(lines)


def _row(result: CitationResult, link: LinkResult) -> str:
    status = last_status(link.evidence)
    archive = ""
    if link.archive is not None:
        taken = link.archive.snapshot
        archive = (
            f"{link.archive.state} {taken.captured_at:%Y-%m-%d}" if taken else link.archive.state
        )
    return row(
        result.citation.id,
        show_address(link.url),
        link.finding.verdict,
        link.finding.reason.id,
        "" if status is None else str(status),
        archive,
    )
