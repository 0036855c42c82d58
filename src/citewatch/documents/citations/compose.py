"""Makes a citation of what a reader found: what it does not give is read from the text."""

from collections.abc import Iterable

from msgspec.structs import replace

from citewatch.core.citation import Citation, Place
from citewatch.documents.addresses.targets import joined_links
from citewatch.documents.citations.access_dates import access_date, publication_date
from citewatch.documents.citations.supports import kept


def dated(citation: Citation) -> Citation:
    """A citation with the days that only its text says; those that it has of itself hold."""
    accessed, published = citation.accessed, citation.published
    if accessed is not None and published:
        return citation
    return replace(
        citation,
        accessed=access_date(citation.text) if accessed is None else accessed,
        published=published or publication_date(citation.text),
    )


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
    return Citation(
        id=name,
        text=text,
        links=joined_links(text, ()) if links is None else tuple(dict.fromkeys(links)),
        accessed=access_date(text),
        published=publication_date(text),
        supports=kept(supports),
        at=at,
    )
