import json
from importlib.resources import files
from itertools import groupby
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from citewatch import __version__
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.report import Ending, Report
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState
from citewatch.core.verdict import Verdict
from citewatch.formats.registry import rendered as written
from formats.sample_reports import (
    ASR,
    CHIEF,
    FOUND_AT,
    LAST,
    LOST,
    MOVED,
    MOVED_TO,
    TBO,
    TBO_COPY,
    all_fine,
    changed,
    fared,
    hostile,
    result,
    results_of,
    sample,
    searched,
    with_results,
)
from formats.sample_reports import link as link_of
from told import told

SCHEMA = json.loads((files("citewatch") / "schemas" / "report.schema.json").read_text("utf-8"))


def rendered(report: Report) -> Any:
    return json.loads(written(report, "json"))


def link(url: str) -> Any:
    report = rendered(sample())
    return next(
        link for citation in report["citations"] for link in citation["links"] if link["url"] == url
    )


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("ending", Ending)
def test_every_ending_of_an_audit_fits_the_schema(ending: Ending) -> None:
    Draft202012Validator(SCHEMA).validate(rendered(sample(ending)))


def test_empty_and_hostile_reports_fit_the_schema() -> None:
    Draft202012Validator(SCHEMA).validate(rendered(all_fine()))
    Draft202012Validator(SCHEMA).validate(rendered(hostile()))


def test_the_schema_refuses_an_unverified_snapshot_called_found() -> None:
    report = rendered(sample())
    report["citations"][1]["links"][0]["archive"]["verified"] = False
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(report)


def test_the_schema_describes_every_field_that_is_written() -> None:
    report = rendered(everything())
    defs = SCHEMA["$defs"]
    assert list(report) == list(SCHEMA["properties"])
    assert list(report["changes"]) == list(defs["changes"]["properties"])
    assert list(report["changes"]["links"]["gone"][0]) == list(defs["changed"]["properties"])
    citation = report["citations"][1]
    assert list(citation) == list(defs["citation"]["properties"])
    written = citation["links"][0]
    assert list(written) == list(defs["link"]["properties"])
    assert list(written["archive"]) == list(defs["archive"]["properties"])
    assert list(written["replacement"]) == list(defs["replacement"]["properties"])
    assert list(report["citations"][-1]["links"][0]["history"]) == list(
        defs["history"]["properties"]
    )
    shapes = {shape["properties"]["kind"]["const"]: shape for shape in defs["evidence"]["oneOf"]}
    entries = [
        item for entry in report["citations"] for one in entry["links"] for item in one["evidence"]
    ]
    assert {item["kind"] for item in entries} == set(shapes)
    assert all(list(item) == list(shapes[item["kind"]]["properties"]) for item in entries)


def test_a_report_of_the_first_release_still_fits_the_schema() -> None:
    report = rendered(everything())
    for added in ("audit", "changes"):
        del report[added]
    del report["summary"]["uncompared"]
    for citation in report["citations"]:
        del citation["work"]
        for one in citation["links"]:
            del one["history"], one["ignored"]
            one["evidence"] = [item for item in one["evidence"] if item["kind"] != "probe"]
            for item in one["evidence"]:
                del item["purpose"]
    Draft202012Validator(SCHEMA).validate(report)


def everything() -> Report:
    """A report that has every kind of entry."""
    report = changed()
    lost = fared(searched(), LAST, 4, LAST)
    return with_results(report, *results_of(report), result("20", "A lost paper.", lost))


def test_every_probe_is_in_the_evidence_with_its_purpose() -> None:
    probes = searched().probes
    entries = rendered(everything())["citations"][-1]["links"][0]["evidence"]
    purposes = [purpose for purpose, _ in groupby(item["purpose"] for item in entries)]
    assert purposes == [purpose.value for purpose, _ in groupby(p.purpose for p in probes)]
    visits = {item["look"] for item in entries if "look" in item}
    assert visits == set(range(1, 1 + sum(probe.visit is not None for probe in probes)))


def test_what_an_archive_did_not_say_is_never_nothing() -> None:
    entries = rendered(everything())["citations"][-1]["links"][0]["evidence"]
    found = {
        (item["purpose"], item["meaning"]): item["found"]
        for item in entries
        if item["kind"] == "probe"
    }
    assert found == {
        ("glimpse", "A capture of 13 January 2017."): [f"https://web.archive.org/web/2017/{LOST}"],
        ("glimpse", "No capture to compare with was seen."): None,
        ("redirects", f"The archive saw it lead to {FOUND_AT}."): [FOUND_AT],
        ("neighbours", "The archive did not say."): None,
        ("site-map", f"The site lists {FOUND_AT} of a like name."): [FOUND_AT],
    }


def test_an_answer_of_an_archive_that_took_no_call_has_an_entry_of_its_own() -> None:
    unasked = ArchiveAnswer(ArchiveState.UNKNOWN, "It was not asked.")
    one = link_of(TBO, told(HTTP_404, "Gone."), archive=unasked)
    report = rendered(with_results(sample(), result("1", "A paper.", one)))
    (entry,) = report["citations"][0]["links"][0]["evidence"]
    assert (entry["kind"], entry["purpose"], entry["url"]) == ("probe", "snapshot", TBO)
    assert (entry["found"], entry["meaning"]) == (None, "It was not asked.")


def test_a_link_says_how_it_fared_over_the_audits() -> None:
    report = rendered(everything())
    assert report["citations"][-1]["links"][0]["history"] == {
        "since": "2026-11-15T10:58:03Z",
        "first_seen": "2025-11-15T10:58:03Z",
        "last_ok": "2026-11-15T10:58:03Z",
        "audits": 7,
        "change": "same",
    }
    assert report["citations"][0]["links"][0]["history"] is None


def test_what_changed_is_counted_whole_and_told_in_part() -> None:
    report = rendered(everything())
    assert report["audit"] == 12
    changes = report["changes"]
    assert changes["before"] == "2026-11-15T10:58:03Z"
    assert changes["counts"] == {
        "new-trouble": 1234, "worse": 1, "back": 1, "better": 1, "gone": 1,
    }  # fmt: skip
    assert len(changes["links"]["new-trouble"]) == 30
    assert changes["links"]["worse"] == [
        {
            "citation": "6",
            "url": CHIEF,
            "before": "blocked",
            "now": "dead",
            "reason": "http-404",
            "detail": "Gone for good.",
        }
    ]
    assert rendered(sample())["changes"] is None


@pytest.mark.parametrize("report", [everything(), hostile(), with_results(sample())])
def test_what_is_written_piece_by_piece_is_laid_out_as_one(report: Report) -> None:
    text = written(report, "json")
    assert text == json.dumps(json.loads(text), indent=2) + "\n"


def test_the_summary_counts_every_verdict_and_the_unlinked() -> None:
    summary = rendered(sample())["summary"]
    assert summary["citations"] == 9
    assert summary["links"] == 9 == sum(summary[verdict] for verdict in Verdict)
    assert (summary["dead"], summary["unlinked"]) == (2, 1)


def test_an_archived_link_carries_its_evidence_archive_and_replacement() -> None:
    found = link(TBO)
    assert (found["verdict"], found["reason"], found["status"]) == ("dead", "http-404", 404)
    assert found["final_url"] == f"{TBO}x"
    assert found["archive"] == {
        "state": "found",
        "url": TBO_COPY,
        "captured_at": "2017-01-13T02:03:04Z",
        "verified": True,
        "why": "The capture nearest to the access date.",
    }
    assert found["replacement"]["kind"] == "archived"
    kinds = [(item["kind"], item.get("look")) for item in found["evidence"]]
    assert kinds == [
        ("request", 1),
        ("request", 1),
        ("page", 1),
        ("request", 2),
        ("request", 2),
        ("page", 2),
        ("archive-call", None),
    ]
    assert found["evidence"][0] == {
        "kind": "request",
        "purpose": "look",
        "look": 1,
        "url": TBO,
        "status": 301,
        "target": f"{TBO}x",
        "permanent": True,
        "at": "2026-11-22T10:58:03Z",
        "seconds": 0.21,
        "address": "192.0.2.7",
    }


def test_a_host_that_does_not_exist_has_no_status_and_its_failure_as_evidence() -> None:
    found = link(ASR)
    assert (found["status"], found["title"], found["replacement"]) == (None, None, None)
    assert found["archive"]["state"] == "none"
    assert {"kind": "failure", "look": 1, "failure": "no-such-host"}.items() <= found["evidence"][
        1
    ].items()


def test_a_link_that_nobody_asked_for_has_nulls() -> None:
    skipped = link("mailto:editor@paper.example")
    empty = ("status", "final_url", "title", "checked_at", "archive", "replacement")
    assert [skipped[name] for name in empty] == [None] * 6
    assert skipped["evidence"] == []


def test_a_moved_link_names_its_new_address() -> None:
    found = link(MOVED)
    assert found["final_url"] == found["replacement"]["url"] == MOVED_TO
    assert found["replacement"]["kind"] == "moved"


def test_the_envelope_names_tool_times_ending_and_stage() -> None:
    report = rendered(sample(staged=True))
    assert report["version"] == 1
    assert report["tool"] == {"name": "citewatch", "version": __version__}
    assert (report["started"], report["finished"]) == (
        "2026-11-22T10:58:03Z",
        "2026-11-22T11:02:41Z",
    )
    assert (report["ending"], report["staged"]) == ("complete", True)
    assert report["sources"] == ["sources.yaml"]


def test_citations_keep_their_order_and_an_unlinked_one_says_so() -> None:
    citations = rendered(sample())["citations"]
    ids = [citation["id"] for citation in citations]
    assert ids == ["1", "2", "6", "7", "16", "9", "10", "12", "villanti"]
    assert [citation["verdict"] for citation in citations[5:7]] == ["unreachable", "unlinked"]


def test_json_is_ascii() -> None:
    assert written(sample(), "json").isascii()
