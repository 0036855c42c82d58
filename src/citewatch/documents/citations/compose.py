"""Makes a citation of what a reader found: what it does not give is read from the text."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from citewatch.core.citation import Citation, Place
from citewatch.documents.addresses.targets import joined_links
from citewatch.documents.citations.access_dates import access_date, publication_date
from citewatch.documents.citations.own_words import own_words
from citewatch.documents.citations.supports import kept


def dated(citation: Citation) -> Citation:
    """A citation with the days that only its text says; those that it has of itself hold."""
    accessed, published = citation.accessed, citation.published
    if accessed is not None and published:
        return citation
    said = dating_words(citation.text, citation.links)
    return replace(
        citation,
        accessed=access_date(said) if accessed is None else accessed,
        published=published or publication_date(said),
    )


def dating_words(text: str, links: Sequence[str]) -> str:
    """What says when the source of a citation was seen and published: all of a note's text."""
    return own_words(text, links[0]) if len(links) == 1 else text


def compose(
    name: str,
    text: str,
    *,
    links: Iterable[str] | None = None,
    supports: Iterable[str] = (),
    at: Place | None = None,
) -> Citation:
    """The citation `name` with its reference as written, its dates read from there.

    `links` are given where the kind of document has them apart from the text; otherwise they are
    read from it.
    """
    named = joined_links(text, ()) if links is None else tuple(dict.fromkeys(links))
    said = dating_words(text, named)
    return Citation(
        id=name,
        text=text,
        links=named,
        accessed=access_date(said),
        published=publication_date(said),
        supports=kept(supports),
        at=at,
    )
