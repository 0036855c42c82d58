"""A JSON report read back: its findings are what they were, and so are their sentences."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from citewatch.core.citation import Citation
from citewatch.core.facts import SAID, Facts
from citewatch.core.finding import Finding, Signal
from citewatch.core.in_memory import in_memory
from citewatch.core.reasons import reason_named
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.reasons.living import FOUND_AGAIN, REDIRECT_TRIVIAL
from citewatch.core.reasons.signs import TITLE_MATCH
from citewatch.core.report import (
    CitationResult,
    Ending,
    LinkResult,
    Replacement,
    ReplacementKind,
    Report,
)
from citewatch.core.say import say
from citewatch.core.verdict import Verdict
from citewatch.documents.records.past_report import read_report
from citewatch.errors import InputError
from citewatch.formats.registry import rendered
from formats.sample_reports import changed, results_of, sample

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
URL, NEW = "http://a.example/b", "https://new.example/b"
GONE = Finding(HTTP_404, Facts(status=404))
AGAIN = Finding(FOUND_AGAIN, Facts(address=NEW), NEW, before=GONE)


def written(found: Finding) -> str:
    offer = Replacement(NEW, ReplacementKind.MOVED) if found.moved_to else None
    link = LinkResult(URL, found, replacement=offer)
    cited = CitationResult(Citation("1", "A", (URL,)), (link,), "a.md")
    report = in_memory(
        [cited], title="A", sources=("a.md",), started=AT, finished=AT, source_hashes=("",)
    )
    return rendered(report, "json")


def read_back(tmp_path: Path, content: str) -> LinkResult:
    (tmp_path / "report.json").write_text(content)
    (result,) = results_of(read_report(tmp_path / "report.json"))
    return result.links[0]


def test_a_finding_comes_back_as_it_was(tmp_path: Path) -> None:
    assert read_back(tmp_path, written(GONE)).finding == GONE


def test_what_rests_on_another_finding_keeps_its_whole_sentence(tmp_path: Path) -> None:
    link = read_back(tmp_path, written(AGAIN))
    assert link.finding.reason is FOUND_AGAIN
    assert link.finding.moved_to == NEW
    assert link.finding.facts["address"] == NEW
    assert say(link.finding) == say(AGAIN)
    assert link.replacement == Replacement(NEW, ReplacementKind.MOVED)


def test_a_report_from_before_facts_keeps_its_sentences(tmp_path: Path) -> None:
    fields = json.loads(written(GONE))
    (link,) = fields["citations"][0]["links"]
    del link["facts"]
    link["detail"] = "It was not there."
    found = read_back(tmp_path, json.dumps(fields)).finding
    assert found.reason is HTTP_404
    assert say(found) == "It was not there."


def test_a_reason_of_another_version_is_kept_with_its_verdict_and_sentence(tmp_path: Path) -> None:
    other = Finding(reason_named("from-the-future", Verdict.DEAD), Facts(**{SAID: "It sank."}))
    found = read_back(tmp_path, written(other)).finding
    assert (found.reason.id, found.verdict, say(found)) == ("from-the-future", "dead", "It sank.")


def test_facts_hold_no_password_and_nothing_that_cannot_be_shown() -> None:
    secret = "http://user:hunter2 and more@a.example/\x1b[2J"
    titled = Signal(TITLE_MATCH, Facts(title="Red\x1b[31m http://u:hunter2@a.example/"))
    shown = written(Finding(REDIRECT_TRIVIAL, Facts(address=secret), signals=(titled,)))
    (link,) = json.loads(shown)["citations"][0]["links"]
    assert link["facts"]["address"] == "http://***@a.example/[2J"
    assert link["signals"][0]["facts"] == {"title": "Red[31m http://***@a.example/"}
    assert "hunter2" not in json.dumps([link["facts"], link["signals"]])


@pytest.mark.parametrize("report", [changed(), sample(Ending.INTERRUPTED)])
def test_the_numbers_of_a_report_are_what_they_were(tmp_path: Path, report: Report) -> None:
    (tmp_path / "report.json").write_text(rendered(report, "json"), encoding="utf-8")
    read = read_report(tmp_path / "report.json")
    assert (read.title, read.sources, read.ending) == (report.title, report.sources, report.ending)
    assert read.summary == report.summary


@pytest.mark.parametrize("spoilt", ["{", "[]", "{}", '"text"'])
def test_what_is_no_report_is_refused(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "report.json").write_text(spoilt, encoding="utf-8")
    with pytest.raises(InputError, match=r"report\.json: is not"):
        read_report(tmp_path / "report.json")
