"""Whether a page's own title stands in the citation's text, which is not parsed for it."""

import re
from enum import StrEnum

from msgspec import Struct

from citewatch.core.content.thresholds import INFORMATIVE_WORDS, TITLE_MATCH, TITLE_MISMATCH
from citewatch.core.content.wording import fold, segments
from citewatch.core.evidence import Page

_URL = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SCRIPT = r"[\u0370-\u03ff]|[\u0400-\u04ff]|[\u0590-\u06ff]|[\u0900-\u0dff]|[\u3040-\uffdc]"
"""Compiled where it is asked for, since it takes 3 ms."""

_COMMON = frozenset(
    """a an the of in on at to for from by with and or but is are was be as it its this that how
    what why who when do does not no new more about into over after der die das den dem des ein eine
    und oder im in von zu mit auf fur ist le la les un une des du de et ou en dans pour sur par est
    el los las y o del con por para que se il lo gli i e di da del della che per a os as um uma do
    dos na no em com het een van voor op met te aan""".split()
)
_MAIN_WORDS = 200
"""Words of a citation compared at most."""


class Likeness(StrEnum):
    """Whether the title stands in the citation."""

    MATCH = "match"
    UNSURE = "unsure"
    MISMATCH = "mismatch"


class TitleCheck(Struct, frozen=True):
    """The name of a page that fits a citation best, and how well (score, 0 to 100).

    `informative` words of its own are in the name: with few of them it may be the publisher's.
    `name` are the words of the part that was compared: a part may be the name of the whole site.
    """

    likeness: Likeness
    score: int
    title: str
    informative: int = 0
    name: str = ""

    @property
    def identifies(self) -> bool:
        """Whether the title stands in the citation, and is long enough to be the source's alone."""
        return self.likeness is Likeness.MATCH and self.informative >= INFORMATIVE_WORDS


def check_title(page: Page, citation: str, host: str) -> TitleCheck:
    """Look for each of the page's names in `citation`.

    Names of the site itself (`site_name`, parts of `host`) are left out, since the publisher
    stands in the citation whatever the page. A mismatch needs a title of several words of its own
    in the citation's script; everything less is unsure.
    """
    cited = _Cited(_words(_URL.sub(" ", citation))[:_MAIN_WORDS])
    site = {fold(page.site_name), *fold(host).removeprefix("www.").split(".")}
    # A page's heading is often its title: a name is looked for once.
    names = dict.fromkeys((page.title, *page.other_titles, *page.headings[:1]))
    checks = []
    for name in names:
        check = _check(name, _main_words(name, site), cited)
        if check.score == _WHOLE and check.identifies:
            return check
        checks.append(check)
    best = max(checks, key=lambda check: (check.score, check.informative))
    if best.score < TITLE_MISMATCH:
        telling = [check for check in checks if check.likeness is Likeness.MISMATCH]
        return telling[0] if telling else best
    return best


def bears_name(page: Page, name: str) -> bool:
    """Whether a page has the words of `name` in a name of its own, or in that of its site.

    A name that two pages of a site bear is the site's.
    """
    names = (page.title, page.site_name, *page.other_titles, *page.headings[:1])
    return bool(name) and any(f" {name} " in f" {' '.join(_words(one))} " for one in names)


class _Cited:
    """The words of a citation, and the places where each stands."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self.places.setdefault(word, []).append(place)


def _check(name: str, words: list[str], cited: _Cited) -> TitleCheck:
    score = _score(words, cited)
    informative = len({word for word in words if word not in _COMMON and len(word) >= _LIGHT})
    likeness = Likeness.UNSURE
    if score >= TITLE_MATCH:
        likeness = Likeness.MATCH
    elif score < TITLE_MISMATCH and informative >= INFORMATIVE_WORDS and _one_script(words, cited):
        likeness = Likeness.MISMATCH
    return TitleCheck(likeness, score, name, informative, " ".join(words))


def _main_words(name: str, site: set[str]) -> list[str]:
    """The words of the most informative part of a title that does not name the site."""
    parts = [_words(part) for part in segments(name) if not _names_site(part, site)]
    return max(parts, key=lambda words: sum(map(_weight, words)), default=[])


def _names_site(part: str, site: set[str]) -> bool:
    squeezed = re.sub(r"[\W_]", "", part)
    return part in site or any(len(name) > 3 and squeezed == name for name in site)


def _score(words: list[str], cited: _Cited) -> int:
    """The mean of two shares: of the title's weight found anywhere, and found in one run."""
    weights = list(map(_weight, words))
    total = sum(weights)
    # One common word proves nothing, so a title of one short word never stands in a citation.
    if total < 2 * _LIGHT:
        return 0
    pairs = zip(words, weights, strict=True)
    found = sum(weight for word, weight in pairs if word in cited.places)
    return round(50 * (found + _longest_run(words, weights, cited)) / total)


_LIGHT = 3
_WHOLE = 100
"""The score of a name that stands in the citation word for word: none can fit better."""


def _weight(word: str) -> int:
    """How much a word tells: by its length, since long ones are rare; a common one nothing."""
    return 0 if word in _COMMON else min(len(word), 10)


def _longest_run(words: list[str], weights: list[int], cited: _Cited) -> int:
    """The weight of the heaviest stretch of `words` that stands in `cited` word for word."""
    best = 0
    above: dict[int, int] = {}  # by the place in `cited` where a run ends, the weight of the run
    for word, weight in zip(words, weights, strict=True):
        above = {place: above.get(place - 1, 0) + weight for place in cited.places.get(word, ())}
        if above:
            best = max(best, *above.values())
    return best


def _one_script(words: list[str], cited: _Cited) -> bool:
    """Whether title and citation are in one script; in two, one may translate the other."""
    scripts = {bool(re.search(_SCRIPT, " ".join(text))) for text in (words, cited.words)}
    return len(scripts) == 1 and bool(cited.words)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
