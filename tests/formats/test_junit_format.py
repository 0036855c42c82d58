"""The report as tests: valid by Jenkins' schema, and what is counted is what stands there."""

from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from citewatch.core.citation import Citation, Place
from citewatch.core.counting import BY_DEFAULT, Counting
from citewatch.core.in_memory import in_memory
from citewatch.core.report import CitationResult, Ending, Report
from citewatch.core.verdict import Verdict
from citewatch.formats.registry import SUFFIXES, rendered
from formats.attacks import ATTACKS, attacked, ignored, one
from formats.sample_reports import (
    TBO,
    TBO_COPY,
    all_fine,
    changed,
    fared,
    hostile,
    results_of,
    sample,
    with_results,
)

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit-10.xsd"))
STRICT = etree.XMLParser(resolve_entities=False, recover=False, huge_tree=False)
OUTCOMES = {"failure": "failures", "skipped": "skipped"}


def suites(report: Report, counting: Counting = BY_DEFAULT) -> list[etree._Element]:
    """The suites of a report, which is valid and counts its tests rightly."""
    tree = etree.fromstring(rendered(report, "junit", counting).encode(), STRICT)
    SCHEMA.assertValid(tree)
    for suite in tree:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        for tag, name in OUTCOMES.items():
            assert suite.get(name) == str(len(suite.findall(f"testcase/{tag}")))
    assert tree.get("tests") == str(len(tree.findall("testsuite/testcase")))
    assert tree.get("failures") == str(len(tree.findall("testsuite/testcase/failure")))
    return list(tree)


def outcomes(report: Report, counting: Counting = BY_DEFAULT) -> dict[str, str]:
    """What became of each test, by its name."""
    found = {}
    for suite in suites(report, counting):
        for case in suite.findall("testcase"):
            marks = [child.tag for child in case if child.tag in OUTCOMES]
            assert len(marks) <= 1
            name = str(case.get("name"))
            assert name not in found
            found[name] = marks[0] if marks else "passed"
    return found


def test_a_suffix_names_it() -> None:
    assert SUFFIXES[".xml"] == "junit"


def test_what_counts_failed_what_nobody_saw_was_skipped_and_the_rest_passed() -> None:
    found = outcomes(sample())
    verdicts = {
        f"{result.citation.id}: {link.url}": link.finding.verdict
        for result in results_of(sample())
        for link in result.links
    }
    expected = {
        Verdict.DEAD: "failure", Verdict.CHANGED: "failure", Verdict.INVALID: "failure",
        Verdict.MOVED: "passed", Verdict.UNREACHABLE: "skipped", Verdict.BLOCKED: "skipped",
        Verdict.SKIPPED: "skipped", Verdict.OK: "passed",
    }  # fmt: skip
    assert set(verdicts.values()) == set(Verdict)
    for name, outcome in found.items():
        if name == "10: no link":
            assert outcome == "skipped"
        else:
            shown = {key.partition("?token")[0]: verdict for key, verdict in verdicts.items()}
            assert outcome == expected[shown[name.partition("?token")[0]]]


def test_what_counts_is_its_users_choice() -> None:
    found = outcomes(sample(), Counting({"blocked", "unlinked"}))
    assert found["10: no link"] == "failure"
    assert list(found.values()).count("failure") == 2


def test_a_failure_says_what_happened_and_the_test_tells_the_evidence() -> None:
    (suite,) = suites(sample())
    (case,) = (case for case in suite if case.get("name") == f"2: {TBO}")
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("type") == "http-404"
    assert f"cite instead: {TBO_COPY}" in str(failure.get("message"))
    told = str(case.findtext("system-out")).splitlines()
    assert any(line.startswith("Looks 1 and 2: ") and "404" in line for line in told)
    assert f"Cite instead: {TBO_COPY}" in told


def test_what_is_ignored_is_skipped_and_says_why() -> None:
    (suite,) = suites(ignored(one()))
    (skipped,) = suite.findall("testcase/skipped")
    assert "Ignored: behind our login." in str(skipped.get("message"))


def test_a_suite_a_document_in_their_order() -> None:
    results = [
        CitationResult(Citation("1", "", at=Place("b.md", 1)), (), source)
        for source in ("b.md", "b.md", "a.md", "./c d.md")
    ]
    found = suites(in_memory(results, sources=("b.md",), started=sample().started,
                             finished=sample().finished))  # fmt: skip
    assert [suite.get("name") for suite in found] == ["b.md", "a.md", "c d.md"]


def test_one_link_twice_is_two_tests() -> None:
    assert list(outcomes(one(times=2))) == ["1: https://a.example/x", "1: https://a.example/x (2)"]


def test_names_do_not_depend_on_lines_or_times() -> None:
    (name,) = outcomes(one(at=Place("paper.md", 3)))
    assert outcomes(one(at=Place("paper.md", 99, 4))) == {name: "failure"}


@pytest.mark.parametrize("ending", Ending)
def test_every_ending_is_valid_and_says_what_it_was(ending: Ending) -> None:
    found = suites(sample(ending))
    notes = [str(note.get("value")) for suite in found for note in suite.iter("property")]
    assert len(notes) == (0 if ending is Ending.COMPLETE else 1)


def test_reports_of_all_kinds_are_valid() -> None:
    assert outcomes(all_fine())
    assert outcomes(changed())
    assert suites(hostile())
    assert suites(with_results(all_fine())) == []
    old = replace(results_of(sample())[0])
    link = fared(old.links[0], sample().started, 3)
    assert outcomes(with_results(sample(), replace(old, links=(link,))))
    (notes, _) = suites(replace(sample(staged=True), remarks=("x ]]>\x00\u202e left\nout",)))
    assert [note.get("value") for note in notes.iter("property")][1:] == ["x ]]> left out"]


@pytest.mark.parametrize("words", ATTACKS)
def test_words_of_others_stay_text(words: str) -> None:
    report = attacked(words)
    (suite,) = suites(report)
    (case,) = suite.findall("testcase")
    assert [child.tag for child in case] == ["failure", "system-out"]
    assert not list(case.iter(etree.Comment, etree.Entity, etree.PI))
    text = rendered(report, "junit")
    assert "]]>" not in text
    assert "<!" not in text
    assert "<script" not in text
    assert not any(line.startswith(("::", "##[")) for line in text.splitlines())
