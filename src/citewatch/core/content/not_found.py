"""Soft 404s: pages that say "not found" to a reader while their status says that all is well."""

import re

from citewatch.core.content.not_found_wording import FILLER, NAME, NUMBER, SENTENCE
from citewatch.core.content.shown import Shown
from citewatch.core.content.signal import Signal, Strength
from citewatch.core.content.thresholds import LIST_WORDS, NOTICE_WORDS, SHORT_WORDS, THIN_WORDS
from citewatch.core.verdict import Verdict

REASON = "soft-404-wording"

_LETTER = re.compile(r"[^\W\d_]")
_SLUG = re.compile(
    r"(?i)(?:error|http|status|code)[-_/]*4(?:04|10)|4(?:04|10)[-_](?:error|not|page)"
    r"|(?:page|file)[-_]?not[-_]?found|status/4(?:04|10)"
)
_PERMISSION = re.compile(
    r"log(?:ged)? ?in|sign(?:ed)? ?in|permission|private|subscri|anmeld|connect|iniciar sesion"
)
"""Sites that hide a page from strangers say that it is missing or private in one breath."""


def not_found(shown: Shown, url: str, citation: str) -> Signal | None:
    """The sign that `shown`, answered for `url` with a good status, is an error page.

    `citation` is the folded text of the citation, which may itself name an article about errors.
    """
    title = _naming(shown.title_segments)
    heading = _naming([part for place, _, part in shown.labels if place == "heading"])
    sentence = _sentence(shown)
    strength = _strength(shown, title, heading, sentence)
    if strength is None:
        return None
    if is_about_errors(url, citation) or (not title and not heading and _hidden(shown)):
        strength = Strength.SUPPORTING
    return Signal(REASON, Verdict.DEAD, strength, _evidence(shown, title, heading, sentence))


def is_about_errors(url: str, citation: str) -> bool:
    """Whether what is cited is itself a page about "not found" pages."""
    return bool(_SLUG.search(url) or NAME.search(citation))


def _strength(shown: Shown, title: str, heading: str, sentence: str) -> Strength | None:
    """How much the places together prove; a word in one place of a long page proves nothing."""
    named = NAME in (_kind(title), _kind(heading))
    numbered = bool(title or heading)
    if shown.is_thinner_than(THIN_WORDS):
        if named or (numbered and (sentence or shown.is_thinner_than(SHORT_WORDS))):
            return Strength.DECISIVE
    elif title and (heading or sentence):
        # A site's menus can make an error page long; an article is not named so in two places.
        return Strength.DECISIVE if shown.is_thinner_than(LIST_WORDS) else Strength.SUPPORTING
    if sentence and shown.is_thinner_than(SHORT_WORDS):
        return Strength.DECISIVE
    return Strength.SUPPORTING if numbered or sentence else None


def _naming(parts: list[str]) -> str:
    """The first of `parts` that is nothing but the name of an error page, or ''."""
    return next((part for part in parts if _kind(part) is not None), "")


def _kind(part: str) -> re.Pattern[str] | None:
    """NAME where `part` names an error page in words, NUMBER where it is only its number."""
    if not part:
        return None
    for pattern in (NAME, SENTENCE, NUMBER):
        if pattern.search(part):
            rest = FILLER.sub(" ", pattern.sub(" ", part))
            if not _LETTER.search(rest):
                only_number = pattern is NUMBER and part.strip("0123456789 !.") == ""
                return NUMBER if only_number else NAME
    return None


def _sentence(shown: Shown) -> str:
    """What the page's first lines say of a missing page, or ''; all of a notice is first lines."""
    lines = shown.text if shown.is_thinner_than(NOTICE_WORDS) else shown.lead
    if shown.is_thinner_than(THIN_WORDS):
        found = SENTENCE.search(" ".join([*shown.headings, lines]))
    else:
        found = SENTENCE.search(" ".join(shown.headings))
    return found[0] if found else ""


def _hidden(shown: Shown) -> bool:
    return bool(_PERMISSION.search(shown.text)) and shown.page.has_password_field


def _evidence(shown: Shown, title: str, heading: str, sentence: str) -> str:
    if title:
        return f"The page's title says “{shown.title}”."
    if heading:
        said = next(text for _, text, part in shown.labels if part == heading)
        return f"The page's heading says “{said}”."
    return f"The page says “{sentence[:120]}”, and little else."
