"""Soft 404s: pages that say "not found" to a reader while their status says that all is well."""

import re

from citewatch.core.content import vocabulary as say
from citewatch.core.content.labels import first_only, is_only
from citewatch.core.content.shown import Shown
from citewatch.core.content.thresholds import LIST_WORDS, NOTICE_WORDS, SHORT_WORDS, THIN_WORDS
from citewatch.core.content.wording import fold
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons.content import SOFT_404_WORDING
from citewatch.core.urls import Url

_ABOUT_ERRORS = re.compile(
    r"(?:error|http|status|code)[-_/]*4(?:04|10)\b|\b4(?:04|10)[-_](?:error|not|page)"
    r"|(?:page|file)[-_]?not[-_]?found"
)


def not_found(shown: Shown, url: Url, citation: str) -> Signal | None:
    """The sign that a page, answered for `url` with a good status, is an error page.

    A page whose address or `citation` names such an error may be an article about it; where there
    is a citation and it does not, no page is too long to be believed when title and heading agree.
    """
    title, heading = _naming(shown.title_parts), _naming(shown.heading_parts)
    sentence = _sentence(shown)
    strength = _strength(shown, title, heading, sentence)
    if strength is None:
        return _cry(shown, citation)
    if citation and _has_words(title) and heading:
        strength = Strength.DECISIVE
    only_said = not (title or heading)
    if _is_about_errors(url, citation) or (only_said and _may_mean_another(shown)):
        strength = Strength.SUPPORTING
    said = shown.said(title, heading) if title or heading else Facts(phrase=sentence[:120])
    return Signal(SOFT_404_WORDING, said, strength)


def _cry(shown: Shown, citation: str) -> Signal | None:
    """The sign that a mere notice is headed by no more than a cry ("Whoops!").

    A story may be called so too: the cry decides only where a citation is known and has none.
    """
    if not shown.thinner_than(NOTICE_WORDS):
        return None
    title, heading = shown.page.title, next(iter(shown.page.headings), "")
    if not (_is_cry(title) or _is_cry(heading)):
        return None
    known = citation and not say.NOT_FOUND_CRY.search(fold(citation))
    strength = Strength.DECISIVE if known else Strength.SUPPORTING
    said = Facts(title=title) if _is_cry(title) else Facts(heading=heading)
    return Signal(SOFT_404_WORDING, said, strength)


def _is_cry(name: str) -> bool:
    """Whether a whole title or heading, what follows a colon included, is no more than a cry."""
    return is_only(fold(name), say.NOT_FOUND_CRY, say.NOT_FOUND_FILLER)


def _strength(shown: Shown, title: str, heading: str, sentence: str) -> Strength | None:
    """How much the places together prove; a word in one place of a long page proves nothing."""
    in_words = _has_words(title) or _has_words(heading)
    if shown.thinner_than(THIN_WORDS) and in_words:
        return Strength.DECISIVE
    if shown.thinner_than(SHORT_WORDS) and (title or heading or sentence):
        return Strength.DECISIVE
    # A site's menus can make an error page long; an article is not named so in two places.
    if shown.thinner_than(LIST_WORDS) and title and (sentence or _second_name(shown, heading)):
        return Strength.DECISIVE
    return Strength.SUPPORTING if title or heading or sentence else None


def _naming(parts: list[str]) -> str:
    """The first part that is nothing but the name or number of an error, or ''."""
    return (
        first_only(parts, say.NOT_FOUND_NAME, say.NOT_FOUND_FILLER)
        or first_only(parts, say.NOT_FOUND_SENTENCE, say.NOT_FOUND_FILLER)
        or first_only(parts, say.NOT_FOUND_NUMBER, say.NOT_FOUND_FILLER)
    )


def _has_words(part: str) -> bool:
    return any(letter.isalpha() for letter in part)


def _second_name(shown: Shown, heading: str) -> bool:
    """Whether a heading names the error too, or says no more than "Oops!"."""
    return bool(heading) or any(
        is_only(part, say.NOT_FOUND_FILLER, say.NOT_FOUND_FILLER)
        for part in shown.heading_parts[:1]
    )


def _sentence(shown: Shown) -> str:
    """What the headings or first lines say of a missing page, or ''.

    All the lines of a mere notice are first ones, and on a long page none are.
    """
    lines = shown.headings
    if shown.thinner_than(NOTICE_WORDS):
        lines += f"\n{shown.text}"
    elif shown.thinner_than(THIN_WORDS):
        lines += f"\n{shown.lead}"
    found = say.NOT_FOUND_SENTENCE.search(lines)
    return found[0] if found else ""


def _is_about_errors(url: Url, citation: str) -> bool:
    return bool(_ABOUT_ERRORS.search(url.href.lower()) or say.NOT_FOUND_NAME.search(fold(citation)))


def _may_mean_another(shown: Shown) -> bool:
    """Whether the sentence may be an article's, or speak of a page that is there for members."""
    return shown.has_headline or bool(say.PERMISSION.search(shown.text))
