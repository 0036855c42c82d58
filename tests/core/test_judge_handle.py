"""DOIs: the handle system's word against a landing page that is gone or refuses."""

from datetime import UTC, datetime

import pytest

from citewatch.core.citation import Citation
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.identifiers import doi_in, doi_of, handle_address
from citewatch.core.judge import handle_wanted, judge
from citewatch.core.judge.sightings import Sightings
from citewatch.core.say import say
from citewatch.core.urls import parse
from sightings_lab import sightings

AT = datetime(2026, 1, 5, tzinfo=UTC)
DOI = "https://doi.org/10.5555/a(1)#b"
LANDING = "https://publisher.example/1"
CITED = Citation("1", f"Someone. Something. {DOI}", (DOI,))


def landing(status: int) -> Visit:
    page = Page("text/html", 900, title="Landing", text="Words " * 90, words=90)
    return Visit((Hop(DOI, AT, 302, LANDING), Hop(LANDING, AT, status)), page)


def handle(code: int | None) -> Visit:
    body = "<html>" if code is None else f'{{"responseCode":{code},"handle":"10.5555/a"}}'
    status = 200 if code == 1 else 404
    return Visit((Hop("https://doi.org/api/handles/x", AT, status),), Page("x", 9, text=body))


def evidence(status: int, known: Visit | None = None) -> Sightings:
    looks = (landing(status), landing(status))
    return sightings(DOI, *looks, citation=CITED, handle=known)


@pytest.mark.parametrize("status", [403, 404, 410, 429, 503])
def test_a_registered_doi_is_proven_though_its_page_is_not_seen(status: int) -> None:
    found = judge(evidence(status, handle(1)))
    assert (found.verdict.value, found.reason.id) == ("ok", "persistent-identifier")
    assert found.confidence.value == "low"
    assert f"status {status}" in say(found)


def test_an_unknown_doi_stays_what_its_page_says() -> None:
    found = judge(evidence(404, handle(100)))
    assert found.reason.id == "http-404"
    assert "does not know this DOI" in say(found)


@pytest.mark.parametrize("known", [None, handle(None), handle(2), Visit((), failure=Failure.RESET)])
def test_a_handle_system_that_does_not_say_changes_nothing(known: Visit | None) -> None:
    assert judge(evidence(403, known)).reason.id == "http-403"


def test_it_is_asked_only_where_the_page_is_in_doubt_and_once() -> None:
    assert handle_wanted(evidence(404)) == handle_address(parse(DOI))
    assert handle_wanted(evidence(200)) is None
    assert handle_wanted(evidence(404, handle(1))) is None
    assert handle_wanted(sightings(LANDING, landing(404))) is None


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1016/S0140-6736%2817%2930366-4", "10.1016/S0140-6736(17)30366-4"),
        ("https://doi.org/", None),
        ("https://example.org/10.1000/182", None),
    ],
)
def test_a_doi_is_read_from_its_resolvers_addresses_alone(address: str, doi: str | None) -> None:
    assert doi_of(parse(address)) == doi


def test_signs_in_a_doi_are_escaped_for_the_handle_system() -> None:
    address = handle_address(parse("https://doi.org/10.5555/a%23b%3Fc%3C1%3E"))
    assert address == "https://doi.org/api/handles/10.5555/a%23b%3Fc%3C1%3E"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("doi:10.5555/x.1", "10.5555/x.1"),
        ("https://doi.org/10.5555/x", "10.5555/x"),
        ("10.5555/x.", "10.5555/x"),
        ("ISBN 978-3", ""),
    ],
)
def test_a_doi_is_read_from_metadata(text: str, doi: str) -> None:
    assert doi_in(text) == doi
