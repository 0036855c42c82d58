"""The works that a Markdown document cites by key."""

import re
from collections.abc import Iterator

from citewatch.core.citation import Citation
from citewatch.documents.kinds.bibtex.followed import followed
from citewatch.documents.kinds.markdown.blocks import Outline
from citewatch.documents.kinds.markdown.front_matter import bibliography_of
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
    return followed(cited, bibliography.files, name, bibliography.works)


def _cited(found: Outline, *, surely: bool) -> Iterator[tuple[str, str]]:
    for block in found.blocks:
        for key in block.cited:
            if not surely or (key.bracketed and _HAS_YEAR.search(key.name)):
                yield key.name, block.sentence(key.end)
