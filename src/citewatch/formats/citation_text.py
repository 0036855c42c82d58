"""The text of a citation, whole or in short, with its links known to be addresses."""

import re
from collections.abc import Callable

from citewatch.core.citation import Citation
from citewatch.core.display import show, show_address

_ADDRESS = re.compile(r"://|^www\.")
_ACCESSED = re.compile(r" \(?(?:[Ll]ast )?(?:[Aa]ccessed|[Rr]etrieved) ")
_GAPS = re.compile(r"… (?=[….,;:])")
_LOOSE_END = re.compile(r"(?:…\.|[ …,;:(]|\b(?:and|at|from|see)\b)+$")
_WORDS_OF_A_TITLE = re.compile(r"[^\W\d_]{2,}")


def citation_text(citation: Citation) -> str:
    """The reference as written, safe to show; its links are known to be addresses."""
    return show(exchange_links(citation, show_address))


def short_text(citation: Citation, limit: int) -> str:
    """The citation in at most `limit` characters, `…` for its addresses; "" if that is all it is.

    When it was accessed is left out, and the cut falls between words.
    """
    text = _ACCESSED.split(show(exchange_links(citation, lambda _: " … ")))[0]
    text = " ".join("…" if _ADDRESS.search(word) else word for word in text.split(" "))
    text = text[: 4 * limit]
    text = _LOOSE_END.sub("", _GAPS.sub("…", text).replace("……", "…"))
    if len(_WORDS_OF_A_TITLE.findall(text)) < 2:
        return ""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" …,;:") + "…"


def exchange_links(citation: Citation, new: Callable[[str], str]) -> str:
    """The citation's text with each of its links put through `new`."""
    if len(citation.links) == 1:
        (link,) = citation.links
        return citation.text.replace(link, new(link)) if link else citation.text
    # All at once and the longest first: one address is often the beginning of another.
    there = [link for link in citation.links if link in citation.text]
    if not there:
        return citation.text
    pattern = "|".join(re.escape(link) for link in sorted(there, key=len, reverse=True))
    return re.sub(pattern, lambda found: new(found[0]), citation.text)
