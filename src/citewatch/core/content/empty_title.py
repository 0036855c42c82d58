"""Titles with an empty place: a server wrote the site's name into it and had no page to name."""

import re

from citewatch.core.evidence import Page
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal
from citewatch.core.reasons.signs import EMPTY_TITLE

_NOTHING = r"(?:|undefined|null|none|nan|\{\{.*\}\}|\[object object\])"
_SEPARATOR = r"(?:[-|\u00b7\u2022\u2013\u2014\u203a\u00bb\u00ab:~]|::)"
_EMPTY_PLACE = re.compile(
    rf"(?i)^\s*{_NOTHING}\s*{_SEPARATOR}\s+\S|\S\s+{_SEPARATOR}\s*{_NOTHING}\s*$"
)
"""A separator with a name on one side of it alone, or with what programs write for nothing."""


def has_empty_title(page: Page) -> bool:
    """Whether the title has a place for the page's own name in which nothing stands."""
    return bool(_EMPTY_PLACE.search(page.title))


def empty_title(page: Page) -> Signal | None:
    """The sign of such a title: the site's server knew of nothing to show there."""
    return Signal(EMPTY_TITLE, Facts(title=page.title)) if has_empty_title(page) else None
