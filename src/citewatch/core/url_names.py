"""What in an address names its page: the words of its path, or a parameter of its query."""

import re

from citewatch.core.urls import Url

_WORD = re.compile(r"[^\W\d_]{4,}")
_SLUG_WORDS = 2
"""Words of one segment from which it is a name that somebody gave the page."""

_IDENTIFIERS = (
    re.compile(r"(?i)^(?:v|p|id|q?id|guid|uuid|oid|pid|aid|nid|docid|key|no|nr|num|number)$"),
    re.compile(
        r"(?i)^(?:article|story|doc|document|item|news|post|report|record|entry|video|topic|thread"
        r"|node|event|publication|release|slug|title|name|file|page)(?:[-_]?(?:id|no|nr|num))?$"
    ),
    re.compile(r"(?i)^(?!(?:sess|lang|site|user|client|campaign|ref).*)\w+[-_]?id$"),
)
"""Names of parameters that hold the identifier of a page, the surest first."""

_ONE_OF_A_FEW = re.compile(r"(?i)^(?:\d{1,2}|[a-z]{1,4}|true|false|)$")
"""Values that may be a page of a list, a language or a switch: they name no page."""


def identifying_parameter(url: Url) -> tuple[str, str] | None:
    """The name and the value, as they are written, of the parameter that names the page.

    None where the query has none that does: parameters of other names may well be ignored.
    """
    pairs = [pair.partition("=") for pair in url.query.split("&")]
    for names in _IDENTIFIERS:
        for name, _, value in pairs:
            if names.match(name) and not (name == "page" and _ONE_OF_A_FEW.match(value)):
                return (name, value) if value else None
    return None


def slug_words(url: Url) -> frozenset[str]:
    """The words, in lower case, of the last segment of the path that is made of several."""
    slugs = [frozenset(_WORD.findall(part.lower())) for part in url.path.split("/")]
    return next((words for words in reversed(slugs) if len(words) >= _SLUG_WORDS), frozenset())


def words_of(text: str) -> frozenset[str]:
    """The words of a text, in lower case, that can tell: those of four letters and more."""
    return frozenset(_WORD.findall(text.lower()))
