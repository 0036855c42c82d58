"""What one audit heard of an address: an answer, silence, or nothing that counts."""

from datetime import UTC, datetime

import pytest

from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.judge import heard
from citewatch.core.over_time import Heard
from citewatch.core.reasons import REASONS, Trait
from sightings_lab import sightings

AT = datetime(2026, 1, 5, tzinfo=UTC)
URL, SECURE = "http://a.example/x", "https://a.example/x"


def failed(failure: Failure, url: str = URL) -> Visit:
    return Visit((Hop(url, AT),), failure=failure)


def answered(status: int, url: str = URL, retry_after: float | None = None) -> Visit:
    page = Page("text/html", 900, title="A page", text="Words " * 90, words=90)
    return Visit((Hop(url, AT, status),), page, retry_after=retry_after)


RESET, TIMEOUT = failed(Failure.RESET), failed(Failure.ANSWER_TIMEOUT)
HUNG, TOLD_TO_WAIT = failed(Failure.HOST_HUNG), failed(Failure.HOST_ASKED_TO_WAIT)


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([RESET, RESET], Heard.SILENCE),
        ([TIMEOUT, RESET], Heard.SILENCE),
        ([RESET], Heard.NOTHING),
        ([HUNG, TIMEOUT, TIMEOUT], Heard.SILENCE),
        ([HUNG, TIMEOUT, HUNG], Heard.SILENCE),
        ([HUNG, HUNG, HUNG], Heard.NOTHING),
        ([TIMEOUT, TOLD_TO_WAIT, TOLD_TO_WAIT], Heard.NOTHING),
        ([answered(200)], Heard.ANSWER),
        ([answered(403)], Heard.ANSWER),
        ([answered(404), answered(404)], Heard.ANSWER),
        ([answered(404), RESET, RESET], Heard.ANSWER),
        ([answered(429), RESET, RESET], Heard.ANSWER),
        ([RESET, answered(403)], Heard.ANSWER),
        ([answered(503), answered(503)], Heard.SILENCE),
        ([answered(503, retry_after=9), RESET, RESET], Heard.ANSWER),
        ([failed(Failure.TLS_EXPIRED), TIMEOUT], Heard.ANSWER),
        ([failed(Failure.PRIVATE_ADDRESS)], Heard.NOTHING),
        ([failed(Failure.NO_SUCH_HOST)] * 2, Heard.ANSWER),
    ],
)
def test_one_answer_outweighs_any_silence(looks: list[Visit], expected: Heard) -> None:
    assert heard(sightings(URL, *looks)) is expected


@pytest.mark.parametrize(
    ("https", "expected"),
    [
        (failed(Failure.REFUSED, SECURE), Heard.SILENCE),
        (failed(Failure.HOST_HUNG, SECURE), Heard.SILENCE),
        (answered(500, SECURE), Heard.SILENCE),
        (answered(200, SECURE), Heard.ANSWER),
        (answered(404, SECURE), Heard.ANSWER),
        (failed(Failure.TLS_UNTRUSTED, SECURE), Heard.ANSWER),
    ],
)
def test_what_answers_on_https_answers(https: Visit, expected: Heard) -> None:
    assert heard(sightings(URL, RESET, RESET, https=https)) is expected


def test_a_redirect_into_a_private_network_is_an_answer() -> None:
    hops = (Hop(URL, AT, 302, target="http://10.0.0.1/"), Hop("http://10.0.0.1/", AT))
    assert heard(sightings(URL, Visit(hops, failure=Failure.REDIRECT_TO_PRIVATE))) is Heard.ANSWER


def test_only_reasons_for_unreachable_are_silent() -> None:
    silent = [reason for reason in REASONS.values() if Trait.SILENT in reason.traits]
    assert silent
    assert {reason.verdict.value for reason in silent} == {"unreachable"}
    assert not [reason for reason in silent if Trait.UNASKED in reason.traits]
