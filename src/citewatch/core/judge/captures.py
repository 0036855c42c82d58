"""What an archived capture is worth: the page that was cited, or an error page kept by accident."""

import re
from enum import StrEnum

from msgspec import Struct

from citewatch.core.content.drift import similarity
from citewatch.core.content.judge import Answer, Judgement, judge_page
from citewatch.core.content.quote import Found, find_quote
from citewatch.core.content.support import find_support
from citewatch.core.content.thresholds import READABLE_WORDS, SAME_TEXT
from citewatch.core.display import clean
from citewatch.core.evidence import Page
from citewatch.core.finding import Signal
from citewatch.core.reasons.content import TITLE_MISMATCH
from citewatch.core.reasons.signs import TITLE_MATCH
from citewatch.core.say import say
from citewatch.core.snapshot import Wanted
from citewatch.core.urls import parse

_PASSAGE = 240
_COMPARABLE = 20
"""Characters of text from which two pages can be said to be the same."""

_TELLING_WORDS = 5
"""Words of a citation from which a title can be missed in it. A judgement."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Words(StrEnum):
    """Whether a capture holds the words that the citation needs; NEARLY: with others in between."""

    NOT_WANTED = "not-wanted"
    HELD = "held"
    NEARLY = "nearly"
    MISSING = "missing"
    UNREAD = "unread"


_QUOTED = frozenset({Words.HELD, Words.NEARLY})


class Worth(Struct, frozen=True):
    """What a capture is worth to a citation; every text is a sentence for a person, or empty.

    `trouble` is why it is never to be offered, and `gone` tells that the source had gone by then.
    `doubt` speaks against it without deciding, such as a title that is not the cited one.
    `identified` tells that it bears the cited title or the quoted words. `said` is what became of
    the search for `words`.
    """

    trouble: str = ""
    gone: bool = False
    doubt: str = ""
    identified: bool = False
    words: Words = Words.NOT_WANTED
    said: str = ""


def judge_capture(page: Page, url: str, wanted: Wanted) -> Worth:
    """What a capture of `url` is worth, by the same rules as a living page."""
    if page.bytes_read == 0:
        return Worth("The capture is empty.")
    if "html" in page.media_type and page.words < READABLE_WORDS and page.has_unread_content:
        return Worth("The capture holds next to no text: scripts that draw the page are missing.")
    address = parse(url)
    telling = wanted.citation if names_its_source(wanted.citation) else ""
    judgement = judge_page(Answer(page, 200, {}, address, address), telling)
    if judgement.conclusion is not None:
        text = f"The capture is no copy of it: {say(judgement.conclusion)}"
        return Worth(text, gone=_speaks_of_loss(judgement.conclusion))
    if _same_text(page.text, wanted.present):
        text = "It shows what stands there today, and that is not the source."
        return Worth(text, gone=True)
    return _living(page, judgement, wanted)


def _living(page: Page, judgement: Judgement, wanted: Wanted) -> Worth:
    words, said = _words(page, wanted)
    if judgement.identified or (wanted.quote and words in _QUOTED):
        return Worth(identified=True, words=words, said=said)
    against = _against(judgement)
    worse = [signal for signal in against if signal.rule is not TITLE_MISMATCH]
    if worse:  # a living page would be held against its siblings now
        return Worth(f"The capture may be no copy of it: {say(worse[0])}")
    return Worth(doubt=say(against[0]) if against else "", words=words, said=said)


def names_its_source(citation: str) -> bool:
    """Whether a citation has words enough to hold a title beside its address."""
    return len(_WORD.findall(_ADDRESS.sub(" ", citation))) >= _TELLING_WORDS


def _against(judgement: Judgement) -> list[Signal]:
    """What speaks against a page, unless its title stands in the citation."""
    if any(signal.rule is TITLE_MATCH for signal in judgement.signals):
        return []
    return [signal for signal in judgement.signals if _speaks_of_loss(signal)]


def _speaks_of_loss(signal: Signal) -> bool:
    return signal.points_to is not None and signal.points_to.is_gone


def _same_text(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _COMPARABLE:
        return False
    return one == other or similarity(one, other) >= SAME_TEXT


def _words(page: Page, wanted: Wanted) -> tuple[Words, str]:
    if wanted.quote:
        return _quoted(wanted.quote, page)
    return _supporting(wanted.supports, page)


def _quoted(quote: str, page: Page) -> tuple[Words, str]:
    match = find_quote(quote, page.text)
    passage = clean(match.passage, _PASSAGE)
    if match.found is Found.REWORDED:
        return Words.NEARLY, f"It holds the quoted words nearly so: “{passage}”."
    if match.found is not Found.MISSING:
        return Words.HELD, f"It holds the quoted words: “{passage}”."
    if not _is_read(page):
        return Words.UNREAD, "Its text could not be read whole, so look in it for the quoted words."
    return Words.MISSING, "The quoted words do not stand in it."


def _supporting(sentences: tuple[str, ...], page: Page) -> tuple[Words, str]:
    """Whether the page holds what one of the sentences rests on."""
    found = [find_support(sentence, page.text) for sentence in sentences]
    telling = [support for support in found if support.held is not None]
    if not telling:
        return Words.NOT_WANTED, ""
    if held := [support for support in telling if support.held]:
        passage = clean(held[0].passage, _PASSAGE)
        return Words.HELD, f"It holds what the citation supports: “{passage}”."
    if not _is_read(page):
        said = "Its text could not be read whole, so look in it for what the citation supports."
        return Words.UNREAD, said
    return Words.MISSING, "The numbers and names that the citation supports were not found in it."


def _is_read(page: Page) -> bool:
    return bool(page.text) and not (page.text_cut or page.truncated)
