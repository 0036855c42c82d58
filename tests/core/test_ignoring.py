"""Which findings an ignore means, and for how long it holds."""

from datetime import date

import pytest

from citewatch.core.citation import Citation
from citewatch.core.finding import Finding
from citewatch.core.ignoring import HEARING_ALL, Found, Ignore, ignoring_on
from citewatch.core.reasons.refused import HTTP_403
from citewatch.core.report import CitationResult, Ignored, LinkResult
from citewatch.core.verdict import Verdict

FOUND = Found("a.md", "7", "https://Wiki.intranet.example/page?x=[1]", Verdict.BLOCKED, "http-403")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({"link": "https://Wiki.intranet.example/*"}, True),
        ({"link": "https://Wiki.intranet.example/"}, False),
        ({"host": "*.INTRANET.example"}, True),
        ({"host": "intranet.example"}, False),
        ({"citation": "7"}, True),
        ({"citation": "8"}, False),
        ({"reason": "http-403"}, True),
        ({"reason": "http-404"}, False),
        ({"verdict": Verdict.BLOCKED}, True),
        ({"verdict": Verdict.DEAD}, False),
        ({"document": "a.md"}, True),
        ({"document": "b.md"}, False),
        ({"citation": "7", "verdict": Verdict.BLOCKED}, True),
        ({"citation": "7", "verdict": Verdict.DEAD}, False),
    ],
)
def test_all_conditions_that_are_given_must_hold(given: dict[str, str], meant: bool) -> None:
    ignore = Ignore(why="ours", **given)  # type: ignore[arg-type]
    assert ignore.means(FOUND) is meant


def test_it_holds_to_the_end_of_its_last_day_and_is_told_of_afterwards() -> None:
    ignore = Ignore(why="ours", link="*", until=date(2027, 1, 31), written_in="citewatch.toml")
    last = ignoring_on(date(2027, 1, 31), [ignore])
    assert last.of(FOUND) == Ignored("ours", date(2027, 1, 31))
    assert last.remarks == ()
    past = ignoring_on(date(2027, 2, 1), [ignore])
    assert past.of(FOUND) is None
    assert past.remarks == (
        (
            "An ignore in citewatch.toml ran out on 31 January 2027, and what it hid is reported "
            "again: * (ours)."
        ),
    )


def test_each_link_of_a_citation_is_ignored_or_not() -> None:
    links = tuple(LinkResult(f"https://{host}/", Finding(HTTP_403)) for host in ("a.b", "c.d"))
    result = CitationResult(Citation("1", "", ("https://a.b/", "https://c.d/")), links, "a.md")
    ignoring = ignoring_on(date(2027, 1, 1), [Ignore(why="ours", host="a.b")])
    one, two = ignoring.put_into(result).links
    assert one.ignored == Ignored("ours")
    assert two.ignored is None
    assert HEARING_ALL.put_into(result) is result
