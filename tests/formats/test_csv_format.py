"""The table for spreadsheets: what stands in it is read back as it was, and runs nothing."""

import csv
import io

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.counting import Counting
from citewatch.core.in_memory import in_memory
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.report import CitationResult, Ending, LinkResult, Report
from citewatch.formats.registry import SUFFIXES, rendered
from citewatch.formats.spreadsheet import COLUMNS
from formats.sample_reports import (
    END,
    LAST,
    START,
    TBO,
    TBO_COPY,
    all_fine,
    fared,
    hostile,
    results_of,
    sample,
    with_results,
)
from formats.test_ignored_links import all_ignored
from told import told


def rows(report: Report, counting: Counting | None = None) -> list[dict[str, str]]:
    text = rendered(report, "csv", *([counting] if counting else []))
    read = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert all(tuple(row) == COLUMNS for row in read)
    return read


def cited(url: str, id_: str = "1", text: str = "") -> Report:
    link = LinkResult(url, told(HTTP_404, "Gone."))
    result = CitationResult(Citation(id_, text or url, (url,)), (link,))
    return in_memory([result], sources=("a.md",), started=START, finished=END)


def test_a_suffix_names_it() -> None:
    assert SUFFIXES[".csv"] == "csv"


def test_a_row_for_each_link_and_each_citation_without_one() -> None:
    read = rows(sample())
    assert len(read) == sample().summary.links + 1
    (bare,) = [row for row in read if row["verdict"] == "unlinked"]
    assert (bare["citation"], bare["url"], bare["document"]) == ("10", "", "sources.yaml")
    (dead,) = [row for row in read if row["url"] == TBO]
    assert {
        "citation": "2", "verdict": "dead", "reason": "http-404", "finding": "yes",
        "status": "404", "final_url": f"{TBO}x", "archive_state": "found", "snapshot": TBO_COPY,
        "captured_at": "2017-01-13T02:03:04Z", "replacement": TBO_COPY, "since": "",
        "replacement_kind": "archived", "ignored": "", "kept": "", "staged": "",
    }.items() <= dead.items()  # fmt: skip


def test_how_a_link_fared_and_whether_it_is_ignored() -> None:
    first, *_ = results_of(sample())
    old = replace(first, links=(fared(first.links[0], LAST, 2),))
    (row,) = rows(with_results(sample(), old))
    assert (row["since"], row["audits"], row["change"]) == ("2026-11-15T10:58:03Z", "5", "same")
    for row in rows(all_ignored()):
        if row["url"]:
            assert (row["ignored"], row["ignored_until"]) == ("behind our login", "2027-01-31")
            assert row["finding"] == ""


def test_what_counts_is_told_by_its_users_choice() -> None:
    words = [row["finding"] for row in rows(sample(), Counting({"unlinked"}))]
    assert words.count("yes") == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n@", "\u200b=", " ="])
def test_no_cell_is_a_formula(start: str) -> None:
    nasty = f"{start}cmd|' /C calc'!A0"
    (row,) = rows(cited(nasty, id_=nasty, text=nasty))
    for column in ("citation", "url", "text"):
        assert row[column].startswith("'")
        assert "cmd|" in row[column]


@pytest.mark.parametrize(
    "text", ['a "b", c', "ü – 漢字 😀", "\ud800 lone", "nul\0nul", "two\nlines", "t" * 100_000]
)
def test_what_is_read_back_is_what_is_shown(text: str) -> None:
    (row,) = rows(cited("http://a.example/", text=text))
    assert row["text"] == {
        "\ud800 lone": "lone", "nul\0nul": "nulnul", "two\nlines": "two lines"
    }.get(text, text)  # fmt: skip
    assert rendered(cited("http://a.example/", text=text), "csv").encode()


def test_lines_end_as_the_standard_says_and_nothing_stands_before_the_names() -> None:
    text = rendered(hostile(), "csv")
    assert text.startswith("document,citation,")
    assert text.count("\r\n") == text.count("\n") == len(rows(hostile())) + 1


@pytest.mark.parametrize("ending", Ending)
def test_every_ending_and_no_citation_at_all(ending: Ending) -> None:
    assert rows(sample(ending))
    assert rows(with_results(all_fine())) == []
    assert {row["staged"] for row in rows(sample(staged=True))} == {"yes"}
