"""What is known beside the verdict: the source recognised, or only an answer; signs of life."""

import pytest

from citewatch.core.citation import Citation
from citewatch.core.evidence import Hop, Page, Visit
from citewatch.core.facts import Facts
from citewatch.core.finding import Finding, Signal, Strength
from citewatch.core.judge import judge
from citewatch.core.life import is_unknown, signs_of_life
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.reasons.living import ANSWERS, FOUND_AGAIN, REDIRECT_PERMANENT
from citewatch.core.reasons.refused import HTTP_403
from citewatch.core.reasons.signs import (
    QUOTE_FOUND,
    QUOTE_UNREAD,
    SAME_TEXT,
    SEEN_BEFORE,
    SIBLING_REFUSED,
    TEXT_DRIFTED,
    TITLE_MATCH,
)
from citewatch.core.recognised import is_recognised
from sightings_lab import AT, sightings

URL = "https://www.reeve.example/reports/7"
TITLE = "Night Buses and the People Who Drive Them"
TEXT = "Words of a report about buses that run at night. " * 40


def found(citation: Citation, title: str = "Page", doi: str = "", url: str = URL) -> Finding:
    page = Page("text/html", 900, title=title, text=TEXT, words=400, doi=doi)
    return judge(sightings(url, Visit((Hop(url, AT, 200),), page), citation=citation))


@pytest.mark.parametrize(
    ("citation", "title", "doi", "recognised"),
    [
        (Citation("1", f"Adeyemi. “{TITLE}.” 2016."), TITLE, "", True),
        (Citation("1", ""), TITLE, "", False),
        (Citation("1", f"Adeyemi. “{TITLE}.” 2016."), "Reeve Institute", "", False),
        (Citation("1", "Night buses. Reeve, 2016."), "Night buses", "", False),
        (Citation("1", "", quote="buses that run at night"), "Page", "", True),
        (Citation("1", "Adeyemi 2016. doi:10.5555/NB.7."), "Page", "10.5555/nb.7", True),
        (Citation("1", "Adeyemi 2016. doi:10.5555/nb.72"), "Page", "10.5555/nb.7", False),
        (Citation("1", "Adeyemi 2016."), "Page", "10.5555/nb.7", False),
    ],
    ids=[
        "its title", "a bare link", "the publisher's title", "a title of two words", "its words",
        "its DOI", "a longer DOI", "a DOI that nobody cites",
    ],
)  # fmt: skip
def test_the_source_is_recognised_by_what_is_its_own(
    citation: Citation, title: str, doi: str, *, recognised: bool
) -> None:
    one = found(citation, title, doi)
    assert one.verdict.is_alive
    assert is_recognised(one) is recognised


def test_an_identifier_that_leads_to_a_page_is_the_source() -> None:
    assert is_recognised(found(Citation("1", ""), url="https://doi.org/10.5555/nb.7")) is True


@pytest.mark.parametrize(
    ("one", "recognised"),
    [
        (Finding(ANSWERS, signals=(Signal(SAME_TEXT),)), True),
        (Finding(ANSWERS, signals=(Signal(TEXT_DRIFTED),)), False),
        (Finding(ANSWERS, signals=(Signal(QUOTE_UNREAD),)), False),
        (Finding(ANSWERS, signals=(Signal(SIBLING_REFUSED, strength=Strength.DECISIVE),)), False),
        (Finding(ANSWERS, signals=(Signal(TITLE_MATCH),)), False),
        (Finding(REDIRECT_PERMANENT, moved_to=URL), False),
        (Finding(REDIRECT_PERMANENT, moved_to=URL, signals=(Signal(QUOTE_FOUND),)), True),
        (Finding(FOUND_AGAIN, moved_to=URL), True),
        (Finding(HTTP_404), None),
        (Finding(HTTP_403), None),
    ],
)
def test_other_signs_are_of_an_answer_and_the_dead_are_neither(
    one: Finding, *, recognised: bool | None
) -> None:
    assert is_recognised(one) is recognised


def test_nothing_is_known_of_what_nobody_saw_and_no_sign_speaks_of() -> None:
    seen = Signal(SEEN_BEFORE, Facts(seen="2026-01-01", ago="9 days ago"))
    assert is_unknown(Finding(HTTP_403))
    assert not is_unknown(Finding(HTTP_403, signals=(seen,)))
    assert signs_of_life(Finding(HTTP_403, signals=(seen, Signal(TITLE_MATCH)))) == (seen,)
    assert not is_unknown(Finding(HTTP_404))
    assert not signs_of_life(Finding(ANSWERS, signals=(seen,)))
