"""A link whose findings are ignored: it is shown, with the reason, and nothing is asked for it."""

import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from citewatch.core.counting import BY_DEFAULT
from citewatch.core.in_memory import in_memory
from citewatch.core.repair.plan import Style, repairs_of
from citewatch.core.report import Ignored, Report
from citewatch.formats.registry import rendered
from formats.sample_reports import END, START, sample
from formats.test_json_format import SCHEMA

IGNORED = Ignored("behind our login", date(2027, 1, 31))


def all_ignored() -> Report:
    results = (
        replace(one, links=tuple(replace(link, ignored=IGNORED) for link in one.links))
        for one in sample().citations.read()
    )
    return in_memory(results, started=START, finished=END)


def test_nothing_that_is_ignored_counts_or_is_repaired() -> None:
    assert BY_DEFAULT.any_in(sample())
    assert repairs_of(sample().citations.read(), Style.APPEND)
    report = all_ignored()
    assert not BY_DEFAULT.any_in(report)
    assert report.summary.needy == 0
    assert report.summary.ignored == report.summary.links
    assert repairs_of(report.citations.read(), Style.APPEND) == []


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_people_read_why_and_until_when(name: str) -> None:
    text = " ".join(rendered(all_ignored(), name).split())
    assert "gnored until 31 January 2027: behind our login." in text
    assert "Cite instead" not in text


def test_programs_read_why_and_until_when() -> None:
    report = json.loads(rendered(all_ignored(), "json"))
    Draft202012Validator(SCHEMA).validate(report)
    links = [link for citation in report["citations"] for link in citation["links"]]
    assert all(
        link["ignored"] == {"why": "behind our login", "until": "2027-01-31"} for link in links
    )
    assert report["summary"]["ignored"] == len(links)
