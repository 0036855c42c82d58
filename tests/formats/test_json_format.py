import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from citewatch import __version__
from citewatch.core.report import Ending, Report
from citewatch.core.verdict import Verdict
from citewatch.formats.registry import rendered as written
from formats.sample_reports import ASR, MOVED, MOVED_TO, TBO, TBO_COPY, all_fine, hostile, sample

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
    report = rendered(sample())
    defs = SCHEMA["$defs"]
    assert list(report) == SCHEMA["required"] == list(SCHEMA["properties"])
    citation = report["citations"][1]
    assert list(citation) == list(defs["citation"]["properties"])
    written = citation["links"][0]
    assert list(written) == list(defs["link"]["properties"])
    assert list(written["archive"]) == list(defs["archive"]["properties"])
    assert list(written["replacement"]) == list(defs["replacement"]["properties"])
    shapes = {shape["properties"]["kind"]["const"]: shape for shape in defs["evidence"]["oneOf"]}
    everything = [
        item for entry in report["citations"] for one in entry["links"] for item in one["evidence"]
    ]
    assert {item["kind"] for item in everything} == set(shapes)
    assert all(list(item) == list(shapes[item["kind"]]["properties"]) for item in everything)


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
