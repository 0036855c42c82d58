"""A citation's text with its broken links put right, ready to paste into the document."""

from citewatch.core.citation import Citation
from citewatch.core.display import clean, show
from citewatch.core.report import CitationResult, LinkResult, ReplacementKind
from citewatch.formats.citation_text import citation_text, exchange_links
from citewatch.formats.wording import ACTIONABLE, day


def repaired_text(result: CitationResult) -> str:
    """The text to cite instead, or "" where nothing can be pasted.

    A moved link is exchanged for its new address; an archived one stays, and the snapshot is added
    with its day, so that the reader still sees where the source once stood. Nothing is offered
    where no link in trouble has a replacement, or where the text holds a password.
    """
    new_addresses: dict[str, str] = {}
    added = []
    for link in result.links:
        if link.replacement is None or link.spared or link.finding.verdict not in ACTIONABLE:
            continue
        if link.replacement.kind is ReplacementKind.MOVED:
            new_addresses[link.url] = link.replacement.url
        else:
            added.append(f"Archived at {link.replacement.url}{_taken(link)}.")
    if not new_addresses and not added:
        return ""
    text = clean(" ".join([_exchange(result.citation, new_addresses), *added]))
    return "" if _holds_a_secret(text, result.citation) else text


def _holds_a_secret(text: str, citation: Citation) -> bool:
    return show(text) != text or citation_text(citation) != clean(citation.text)


def _exchange(citation: Citation, new_addresses: dict[str, str]) -> str:
    missing = [new for old, new in new_addresses.items() if old not in citation.text]
    text = exchange_links(citation, lambda link: new_addresses.get(link, link))
    return " ".join([text, *missing])


def _taken(link: LinkResult) -> str:
    if link.archive is None or link.archive.snapshot is None:
        return ""
    return f", {day(link.archive.snapshot.captured_at)}"
