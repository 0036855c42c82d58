"""The works that a Markdown document cites by key."""

import re
from collections.abc import Iterator

from citewatch.core.citation import Citation
from citewatch.documents.addresses.links import links_in
from citewatch.documents.kinds.bibtex.followed import followed
from citewatch.documents.kinds.markdown.blocks import Outline
from citewatch.documents.kinds.markdown.front_matter import Bibliography, bibliography_of
from citewatch.documents.kinds.markdown.keys import keys_in

_HAS_YEAR = re.compile(r"\d\d")
"""What keys of works have, and names of people seldom."""


def works_of(found: Outline, name: str) -> tuple[list[Citation], list[str]]:
    """The works that are cited, from the bibliographies that the front matter names or holds.

    Besides come remarks on what was not found. Without a bibliography, `@name` is a person, and
    only what looks like a key within brackets is told.
    """
    bibliography = bibliography_of(found.front_matter, name)
    cited = list(_cited(found, surely=not bibliography))
    cited += [(key.name, "") for key in keys_in(bibliography.uncited)]
    works, remarks = followed(cited, bibliography.files, name, bibliography.works)
    return works, [*remarks, *_left_out(found.front_matter, bibliography)]


def _left_out(front_matter: str, bibliography: Bibliography) -> Iterator[str]:
    """The remark on addresses in the front matter, which speak of the document itself."""
    described = {link for work in bibliography.works for link in work.links}
    others = {found.url for found in links_in(front_matter)} - described
    if others:
        these = "1 address" if len(others) == 1 else f"{len(others):,} addresses"
        yield f"Left out: {these} in the front matter."


def _cited(found: Outline, *, surely: bool) -> Iterator[tuple[str, str]]:
    for block in found.blocks:
        for key in block.cited:
            if not surely or (key.bracketed and _HAS_YEAR.search(key.name)):
                yield key.name, block.sentence(key.end)
