"""One citation in trouble, in Markdown: what happened, why we believe so, what to do."""

from collections.abc import Iterator

from citewatch.core.finding import Finding
from citewatch.core.report import CitationResult, LinkResult
from citewatch.core.say import say
from citewatch.core.verdict import Verdict
from citewatch.formats import wording
from citewatch.formats.citation_text import citation_text
from citewatch.formats.markdown_probes import probe_lines
from citewatch.formats.markdown_text import address, code, fenced, prose
from citewatch.formats.over_time import first_found
from citewatch.formats.paste import repaired_text


def finding_blocks(result: CitationResult) -> Iterator[str]:
    """The blocks about one citation."""
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
    # How often it was found so would differ from audit to audit; since when does not.
    since = first_found(link)
    if since:
        yield f"- Since when: {since}"
    yield f"- Why we believe so: {_why(link)}"
    yield from _signs(finding)
    yield from probe_lines(link.probes)
    if link.spared:
        yield f"- Decision: {prose(wording.spared(link))}"
        return
    if link.replacement is not None:
        why = prose(wording.sentence(link.replacement.why))
        yield f"- Cite instead: {address(link.replacement.url)} {why}".rstrip()
    elif finding.verdict is not Verdict.INVALID:
        yield f"- The archive: {prose(wording.archive_sentence(link))}"
    if link.replacement is None:
        yield f"- Next step: {wording.next_step(link)}"


def _signs(finding: Finding) -> Iterator[str]:
    yield from (f"  - {side}: {prose(said)}" for side, said in wording.beside(finding))


def _why(link: LinkResult) -> str:
    reason = link.finding.reason
    if not reason.why:  # a reason of another version
        return f"the rule {code(reason.id)} decided."
    return f"{reason.why} (Rule {code(reason.id)}. What it can get wrong: {reason.mistaken})"
