"""GitLab's code quality: valid, one name for each finding, and the same in the next audit."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from citewatch.core.citation import Place
from citewatch.core.counting import BY_DEFAULT, Counting
from citewatch.core.in_memory import in_memory
from citewatch.core.report import Ending, Report
from citewatch.formats.registry import rendered
from citewatch.formats.wording import STAGED
from formats.attacks import ATTACKS, attacked, ignored, one
from formats.sample_reports import all_fine, hostile, results_of, sample

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "gitlab-code-quality.json").read_text("utf-8")
)


def issues(report: Report, counting: Counting = BY_DEFAULT) -> list[dict[str, Any]]:
    """The issues of a report, which is valid; no two bear one fingerprint."""
    text = rendered(report, "gitlab", counting)
    assert text.isascii()
    read: list[dict[str, Any]] = json.loads(text)
    Draft202012Validator(SCHEMA).validate(read)
    assert len({issue["fingerprint"] for issue in read}) == len(read)
    return read


def test_severities_follow_what_counts_and_what_is_to_be_done() -> None:
    found = {
        (issue["check_name"], issue["severity"])
        for issue in issues(sample(), Counting({"blocked"}))
    }
    assert found == {
        ("http-403", "critical"), ("http-404", "minor"), ("dns-no-such-host", "minor"),
        ("title-mismatch", "minor"), ("malformed-address", "minor"),
        ("redirect-permanent", "minor"), ("timeout-answer", "info"),
    }  # fmt: skip


def test_a_place_is_a_path_and_a_line() -> None:
    (issue,) = issues(one(at=Place("./docs\\a b.md", 12, 5)))
    assert issue["location"] == {"path": "docs/a b.md", "lines": {"begin": 12}}
    (issue,) = issues(one(at=Place("paper.docx", 3, part="note 4")))
    assert issue["location"] == {"path": "paper.docx", "lines": {"begin": 1}}


def test_a_fingerprint_lasts_while_lines_and_sentences_change() -> None:
    (first,) = issues(one(at=Place("paper.md", 3)))
    (later,) = issues(one(said="Gone for good.", at=Place("paper.md", 99, 4)))
    assert first["fingerprint"] == later["fingerprint"]
    others = [
        one(at=Place("other.md", 3)),
        one("https://a.example/y", at=Place("paper.md", 3)),
    ]
    names = {issues(report)[0]["fingerprint"] for report in others}
    assert len({first["fingerprint"], *names}) == 3


def test_one_link_twice_is_two_issues() -> None:
    assert len(issues(one(times=3))) == 3
    twice = in_memory(
        [*results_of(one()), *results_of(one())],
        started=sample().started,
        finished=sample().finished,
    )
    assert len(issues(twice)) == 2


def test_nothing_is_told_of_what_is_ignored_or_fine() -> None:
    assert issues(ignored(sample())) == []
    assert rendered(all_fine(), "gitlab") == "[]\n"


def test_citations_without_a_link_where_they_count() -> None:
    (issue,) = issues(sample(), Counting({"unlinked"}))[:1]
    assert issue["check_name"] == "unlinked"
    assert "Mazerolle" in issue["description"]


@pytest.mark.parametrize("ending", [Ending.OFFLINE, Ending.INTERRUPTED, Ending.BROKEN])
def test_an_audit_that_was_not_whole_does_not_look_fine(ending: Ending) -> None:
    (issue,) = issues(replace(all_fine(), ending=ending))
    assert issue["severity"] == "info"
    assert "audit" in issue["description"]


def test_what_is_staged_says_so() -> None:
    assert all(STAGED in issue["description"] for issue in issues(sample(staged=True)))


@pytest.mark.parametrize("words", ATTACKS)
def test_words_of_others_stay_text(words: str) -> None:
    (issue,) = issues(attacked(words))
    assert issue["check_name"] == "http-404"
    assert len(issue["description"]) < 2_000
    assert issue["description"].isprintable()
    assert "<" not in rendered(attacked(words), "gitlab")
    assert issues(hostile())
