"""Makes a citation of what a reader found: its links and dates are read from its text."""

from collections.abc import Iterable

from citewatch.core.citation import Citation
from citewatch.documents.access_dates import access_date, publication_date
from citewatch.documents.links import FoundLink, Written, links_in


def compose(  # noqa: PLR0913 - the parts of a citation
    name: str,
    text: str,
    *,
    links: Iterable[str] | None = None,
    supports: Iterable[str] = (),
    at: str | None = None,
    dated_by: str | None = None,
) -> Citation:
    """The citation `name` with its reference as written.

    `links` are given where the kind of document has them apart from the text; otherwise they are
    read from it. `dated_by` is the text that the dates are read from, if it is another.
    """
    dates = text if dated_by is None else dated_by
    return Citation(
        id=name,
        text=text,
        links=tuple(dict.fromkeys(cited_links(text) if links is None else links)),
        accessed=access_date(dates),
        published=publication_date(dates),
        supports=tuple(dict.fromkeys(filter(None, supports))),
        at=at,
    )


def cited_links(text: str) -> list[str]:
    """The links of a reference. A bare DOI counts where it is all that leads to the source."""
    return [link.url for link in worth_citing(links_in(text))]


def worth_citing(found: list[FoundLink]) -> list[FoundLink]:
    """Of the links found in one reference, those that are its links: see `cited_links`."""
    addresses = [link for link in found if link.written is not Written.AS_DOI]
    return addresses or found
