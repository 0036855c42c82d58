"""Makes a citation of what a reader found: what it does not give is read from the text."""

from collections.abc import Iterable

from citewatch.core.citation import Citation, Place
from citewatch.documents.parts.access_dates import access_date, publication_date
from citewatch.documents.parts.targets import joined_links


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
        supports=tuple(dict.fromkeys(filter(None, supports))),
        at=at,
    )
