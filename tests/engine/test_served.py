"""What a host has served in a run."""

from datetime import UTC, datetime

import pytest

from citewatch.core.evidence import Hop, Visit
from citewatch.engine.served import Served

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
URL = "http://a.example/report"


def told(hop: Hop) -> str | None:
    served = Served()
    served.note(Visit((hop,)))
    return served.at("a.example")


@pytest.mark.parametrize(
    "hop",
    [
        Hop(URL, AT, 200),
        Hop(URL, AT, 301, target="http://a.example/reports/7", permanent=True),
    ],
)
def test_a_page_or_a_new_place_was_served(hop: Hop) -> None:
    assert told(hop) == URL


@pytest.mark.parametrize(
    "hop",
    [
        Hop(URL, AT),
        Hop(URL, AT, 404),
        Hop(URL, AT, 403),
        Hop(URL, AT, 302, target="http://walls.example/", permanent=False),
        Hop(URL, AT, 301, target="https://www.a.example/report", permanent=True),
    ],
)
def test_a_refusal_or_another_spelling_was_not(hop: Hop) -> None:
    assert told(hop) is None


def test_only_the_last_hosts_are_remembered() -> None:
    served = Served(hosts=2)
    for name in "abc":
        served.note(Visit((Hop(f"http://{name}.example/x", AT, 200),)))
    assert [served.at(f"{name}.example") for name in "abc"] == [
        None,
        "http://b.example/x",
        "http://c.example/x",
    ]
