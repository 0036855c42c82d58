"""SARIF: valid by its schema and by what GitHub takes, and the same finding keeps its name."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from msgspec.structs import replace

from citewatch.core.citation import Place
from citewatch.core.counting import BY_DEFAULT, Counting
from citewatch.core.in_memory import in_memory
from citewatch.core.reasons import REASONS, Reason
from citewatch.core.report import Ending, Report
from citewatch.formats import sarif
from citewatch.formats.registry import SUFFIXES, rendered
from citewatch.formats.wording import STAGED
from formats.attacks import ATTACKS, attacked, ignored, one
from formats.sample_reports import (
    LAST,
    MOVED_TO,
    all_fine,
    changed,
    fared,
    hostile,
    results_of,
    sample,
    with_results,
)
from formats.test_streaming import EVERY, MANY, many

URI = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*")
"""The characters of RFC 3986, which the schema's `uri-reference` means."""


@cache
def validator() -> Draft4Validator:
    path = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
    return Draft4Validator(json.loads(path.read_text("utf-8")))


def run(report: Report, counting: Counting = BY_DEFAULT) -> dict[str, Any]:
    """The run of a report, which is valid, with rules that fit its results."""
    text = rendered(report, "sarif", counting)
    assert text.isascii()
    log = json.loads(text)
    validator().validate(log)
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert URI.fullmatch(uri), uri
    names = [result["partialFingerprints"]["citedAddress/v1"] for result in only["results"]]
    assert len(set(names)) == len(names)
    found: dict[str, Any] = only
    return found


def results(report: Report, counting: Counting = BY_DEFAULT) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(report, counting)["results"]
    return found


def region(place: Place) -> Any:
    (result,) = results(one(at=place))
    return result["locations"][0]["physicalLocation"]["region"]


def artifact(file: str) -> Any:
    (result,) = results(one(source=file))
    return result["locations"][0]["physicalLocation"]["artifactLocation"]


def notes(report: Report) -> list[str]:
    (invocation,) = run(report)["invocations"]
    return [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]


def test_a_suffix_names_it() -> None:
    assert SUFFIXES[".sarif"] == "sarif"


def test_levels_follow_what_counts_and_what_is_to_be_done() -> None:
    levels = {found["properties"]["verdict"]: found["level"] for found in results(sample())}
    assert levels == {
        "dead": "error", "changed": "error", "invalid": "error", "moved": "warning",
        "unreachable": "note", "blocked": "note",
    }  # fmt: skip
    only_moved = results(sample(), Counting({"moved"}))
    assert {
        found["properties"]["verdict"] for found in only_moved if found["level"] == "error"
    } == {"moved"}
    assert results(all_fine()) == []


def test_a_result_says_what_to_cite_instead_and_since_when_it_is_so() -> None:
    (moved,) = (one for one in results(sample()) if one["ruleId"] == "redirect-permanent")
    assert moved["properties"]["replacement"] == MOVED_TO
    assert f"cite instead: {MOVED_TO}" in moved["message"]["text"]
    first, *_ = results_of(sample())
    old = replace(first, links=(fared(first.links[0], LAST, 2),))
    (result,) = results(with_results(sample(), old))
    assert result["provenance"] == {"firstDetectionTimeUtc": "2026-11-15T10:58:03Z"}


@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_each_reason_is_a_rule_that_explains_itself(reason: Reason) -> None:
    link = results_of(sample())[0].links[0]
    found = replace(link, finding=replace(link.finding, reason=reason))
    report = with_results(sample(), replace(results_of(sample())[0], links=(found,)))
    described = run(report, Counting({reason.verdict.value}))["tool"]["driver"]["rules"]
    (rule,) = described
    assert rule["id"] == reason.id
    assert rule["fullDescription"]["text"] == reason.why
    assert reason.todo in rule["help"]["text"]
    assert reason.mistaken in rule["help"]["markdown"]
    assert len(rule["name"]) <= 255
    assert 0 < len(rule["shortDescription"]["text"]) <= 1024
    assert len(rule["fullDescription"]["text"]) <= 1024
    assert rule["properties"]["tags"] == [reason.verdict.value]
    assert "{" not in rule["help"]["text"]  # it would be a placeholder


def test_a_place_is_a_line_and_a_column_where_a_document_has_them() -> None:
    assert region(Place("paper.md", 12, 5)) == {"startLine": 12, "startColumn": 5}
    assert region(Place("paper.bib", 12)) == {"startLine": 12}
    assert region(Place("paper.docx", part="note 4")) == {"startLine": 1}
    assert region(Place("book.epub", 12, 5, "chapter.xhtml")) == {"startLine": 1}
    (result,) = results(one(at=Place("paper.docx", part="note 4")))
    assert result["locations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "paper.docx:note 4"}
    ]


def test_documents_are_named_by_addresses() -> None:
    root = {"uriBaseId": "%SRCROOT%"}
    assert artifact("./docs/a b%:ü.md") == {"uri": "docs/a%20b%25%3A%C3%BC.md", **root}
    assert artifact("docs\\a.md") == {"uri": "docs/a.md", **root}
    assert artifact("/home/me/a.md") == {"uri": "file:///home/me/a.md"}
    assert artifact("C:\\a b.md") == {"uri": "file:///C:/a%20b.md"}
    assert artifact("https://a.example/x y?q=%20|%#z") == {
        "uri": "https://a.example/x%20y?q=%20%7C%25#z"
    }


def test_a_fingerprint_lasts_while_lines_and_sentences_change() -> None:
    (first,) = results(one(at=Place("paper.md", 3)))
    (later,) = results(one(said="Gone for good.", at=Place("paper.md", 99, 4)))
    assert first["partialFingerprints"] == later["partialFingerprints"]
    assert set(first["partialFingerprints"]) == {"primaryLocationLineHash", "citedAddress/v1"}
    (other,) = results(one(at=Place("other.md", 3)))
    assert first["partialFingerprints"] != other["partialFingerprints"]
    assert len(results(one(times=3))) == 3


def test_what_is_ignored_is_suppressed_with_its_reason() -> None:
    (result,) = results(ignored(one()))
    assert result["suppressions"] == [
        {"kind": "external", "justification": "ignored: behind our login."}
    ]
    assert result["level"] == "warning"
    (heard,) = results(one())
    assert heard["suppressions"] == []


def test_citations_without_a_link_where_they_count() -> None:
    found, *_ = results(sample(), Counting({"unlinked"}))
    assert (found["ruleId"], found["level"]) == ("unlinked", "error")
    assert found["properties"] == {"citation": "10"}
    assert not any(one["ruleId"] == "unlinked" for one in results(sample()))


@pytest.mark.parametrize("ending", Ending)
def test_an_invocation_says_when_and_how_it_ended(ending: Ending) -> None:
    (invocation,) = run(sample(ending))["invocations"]
    assert invocation["executionSuccessful"] is (ending is Ending.COMPLETE)
    assert invocation["startTimeUtc"] == "2026-11-22T10:58:03Z"
    assert datetime.fromisoformat(invocation["endTimeUtc"]) > sample().started
    assert len(notes(sample(ending))) == (0 if ending is Ending.COMPLETE else 1)


def test_what_was_left_out_of_documents_and_what_is_staged_is_said() -> None:
    report = replace(sample(staged=True), remarks=("paper.md: x [a](b) {0}",))
    assert notes(report) == [STAGED, "paper.md: x [a] (b) {{0}}"]
    assert run(report)["properties"] == {"staged": True}


def test_reports_of_all_kinds_are_valid() -> None:
    assert results(changed())
    assert results(hostile())


@pytest.mark.parametrize("words", ATTACKS)
def test_words_of_others_stay_text(words: str) -> None:
    (result,) = results(attacked(words))
    text = result["message"]["text"]
    assert text.isprintable()
    assert len(text) < 2_000
    assert "](" not in text
    assert not re.search(r"(?<!\{)(?:\{\{)*\{\d", text)
    assert "<" not in rendered(attacked(words), "sarif")


def test_a_log_has_no_more_results_than_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 1_500)
    found = run(many())
    assert len(found["results"]) == 1_500
    levels = [result["level"] for result in found["results"]]
    assert levels.count("error") == MANY // EVERY  # the gravest stay
    (note,) = found["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("1,500 of 2,000 findings are given")


def _long() -> Iterator[tuple[str, str]]:
    dice = random.Random(7)
    letters = "".join(chr(number) for number in range(0x4E00, 0x6000))
    for number in range(4_000):
        words = "".join(dice.choices(letters, k=600))
        yield f"https://a.example/{number}/{words}", words


def test_a_log_is_no_larger_than_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    most = sarif.PACKED_AT_MOST // 10
    monkeypatch.setattr(sarif, "PACKED_AT_MOST", most)
    every = [result for url, said in _long() for result in one(url, said).citations.read()]
    report = in_memory(every, sources=("paper.md",), started=LAST, finished=sample().finished)
    text = rendered(report, "sarif")
    assert most * 0.8 < len(gzip.compress(text.encode())) < most * 1.05
    (note,) = json.loads(text)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert "of 4,000 findings are given" in note["message"]["text"]


def test_its_own_limits_are_githubs() -> None:
    assert sarif.MOST_RESULTS == 25_000
    assert sarif.PACKED_AT_MOST < 10_000_000
