"""A simulated site around a labelled page, and the audit of a link to it.

The pages come without the sites that they stood on, so this is a simulation, and no measurement
of the web: every page is answered with status 200 at an address of its host. A living page's site
says 404 to names that do not exist, and its front page is another living page. A soft 404 is shown
for names that do not exist too, below a living front page. Any other bad page is shown at every
address of its host, the front page too, as parked domains, unused servers and walls do.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from citewatch.core.citation import Citation
from citewatch.core.dates import wanted_day
from citewatch.core.evidence import Hop, Page, Visit
from citewatch.core.finding import Finding
from citewatch.core.judge import (
    another_look_helps,
    front_page_wanted,
    judge,
    sibling_wanted,
)
from citewatch.core.judge.sightings import Sightings
from citewatch.core.link import Link
from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.urls import parse
from labelled.pages import Labelled

_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SLUG_WORDS = 8
_BELOW_A_FRONT = frozenset({"soft404", "server-error"})
"""Labels of bad pages of a site whose front page lives."""


@dataclass(frozen=True, slots=True)
class Cited:
    """How a link is written: its address, and the words of its citation, or ""."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Audited:
    """A page's link: the finding on the page alone, and after the controls of its site."""

    page: Labelled
    alone: Finding
    settled: Finding
    controls: int


def audit(one: Labelled, living: Sequence[Labelled], *, worded: bool) -> Audited:
    """Judge a link to a page.

    `living` are pages to stand in as front pages, and as what a bad page's link once cited.
    `worded` links have a citation with the source's title and its words in their address; others
    are a bare address with a number in it, from which nothing can be told.
    """
    other = _another(one, living)
    cited = _cited(one if one.is_living else other, one.host, worded=worded)
    seen = Sightings(parse(cited.address), _link(cited)).plus(_look(cited, one.page, 1))
    alone = seen.looks[0].found
    controls = 0
    while True:
        if address := sibling_wanted(seen):
            missing = None if one.is_living else one.page
            seen = seen.plus(_probe(Purpose.SIBLING, address, missing))
            controls += 1
        elif address := front_page_wanted(seen):
            has_front = one.is_living or one.label in _BELOW_A_FRONT
            front = other.page if has_front else one.page
            seen = seen.plus(_probe(Purpose.FRONT_PAGE, address, front))
            controls += 1
        elif another_look_helps(seen):
            seen = seen.plus(_look(cited, one.page, len(seen.looks) + 1))
        else:
            return Audited(one, alone, judge(seen), controls)


def _another(one: Labelled, living: Sequence[Labelled]) -> Labelled:
    """A living page that is always the same for one page, and not that page."""
    others = [page for page in living if page.file != one.file and page.page.title]
    digest = hashlib.sha256(one.file.encode()).hexdigest()
    return others[int(digest[:8], 16) % len(others)]


def _cited(source: Labelled, host: str, *, worded: bool) -> Cited:
    number = int(hashlib.sha256(source.file.encode()).hexdigest()[:6], 16)
    if not worded:
        return Cited(f"https://{host}/pages/{number}", "")
    name = source.page.headings[0] if source.page.headings else source.page.title
    words = _WORD.findall(name.lower())[:_SLUG_WORDS]
    address = f"https://{host}/2019/03/{'-'.join(words) or number}"
    return Cited(address, f"Okafor, Lena. “{source.page.title}”. 12 March 2019. {address}")


def _link(cited: Cited) -> Link:
    citation = Citation("1", cited.text, (cited.address,))
    return Link(citation, cited.address, wanted_day(citation, None))


def _look(cited: Cited, page: Page, turn: int) -> Probe:
    question = Question(Purpose.LOOK, cited.address, turn)
    return Probe(question, _AT, _answer(cited.address, page))


def _probe(purpose: Purpose, address: str, page: Page | None) -> Probe:
    return Probe(Question(purpose, address), _AT, _answer(address, page))


def _answer(address: str, page: Page | None) -> Visit:
    if page is None:
        return Visit((Hop(address, _AT, 404),), Page("text/html", 9, title="404", text="404"))
    return Visit((Hop(address, _AT, 200),), page)
