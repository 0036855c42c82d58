"""Front pages to which a cited address leads: the source itself now and then, mostly not.

The title of a front page is the name of its site, and that stands in the citation as the
publisher's. So it tells nothing, unless the citation or the address uses it for the source; and a
project that got a site of its own is known by the name that its old address gave it.
"""

import re

from citewatch.core.content.wording import fold
from citewatch.core.evidence import Page
from citewatch.core.url_names import slug_words
from citewatch.core.urls import Url, owner

_QUOTED = (
    re.compile(
        r"[\u201c\u201e\u00ab\"]([^\u201c\u201d\u201e\u00ab\u00bb\"]{3,300})[\u201c\u201d\u00bb\"]"
    ),
    re.compile(r"\u2018([^\u2018\u2019]{3,300})\u2019(?!\w)"),
    re.compile(r"(?<!\w)([*_]{1,2})(?=\S)(?P<title>[^*_\n]{3,300})(?<=\S)\1(?!\w)"),
)
"""Where a citation puts its title: between quotation marks, or in Markdown's italics."""

_WORD = re.compile(r"[^\W_]+")
_SLUG_WORDS = 2
_SLUG_SHARE = 0.6
"""The share of an address's own words that a name must have to be the one it was made from."""

_TITLE_SHARE = 0.6
"""The share of a cited title's words that a name must have to be that title, or the other way."""

_SHORTEST_LABEL = 4
"""Shorter names of sites are abbreviations, that stand for many things."""


def is_own_site(  # noqa: PLR0913 - each a thing of its own
    page: Page, start: Url, end: Url, citation: str, name: str, *, stands_there: bool
) -> bool:
    """Whether the front page at `end` is the source cited as `start`, in the words of `citation`.

    `name` is the part of its title that is its own, and `stands_there` whether that stands in the
    citation.
    """
    if name and _is_cited_title(name, citation):
        return True
    if stands_there and _is_in_address(name, start):
        return True
    return _bears_project(page, start, end)


def _is_cited_title(name: str, citation: str) -> bool:
    """Whether the citation marks these very words as a title."""
    words = _WORD.findall(fold(name))
    for form in _QUOTED:
        for found in form.finditer(citation):
            title = _WORD.findall(fold(found.groupdict().get("title") or found[1]))
            shorter, longer = sorted((words, title), key=len)
            inside = f" {' '.join(shorter)} " in f" {' '.join(longer)} "
            if inside and len(shorter) >= _TITLE_SHARE * len(longer):
                return True
    return False


def _is_in_address(name: str, start: Url) -> bool:
    """Whether the address was made from these words."""
    slug = slug_words(start)
    shared = slug & set(_WORD.findall(fold(name)))
    return len(shared) >= _SLUG_WORDS and len(shared) >= _SLUG_SHARE * len(slug)


def _bears_project(page: Page, start: Url, end: Url) -> bool:
    """Whether another owner's site is named as the cited address named its page, and says so."""
    if owner(start.host) == owner(end.host):
        return False
    label = _squeezed(owner(end.host).partition(".")[0])
    if len(label) < _SHORTEST_LABEL:
        return False
    named = [part for part in start.path.split("/") if part][-2:]
    below = start.host.removesuffix(owner(start.host)).split(".")
    called = {_squeezed(re.sub(r"\.\w{2,5}$", "", part)) for part in (*named, *below)}
    names = (page.title, page.site_name, *page.other_titles, *page.headings[:1])
    return label in called and any(label in _squeezed(one) for one in names)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))
