import io
import re
from datetime import timedelta
from typing import cast

import pytest
from msgspec.structs import replace
from rich.console import Console

from citewatch.core.changes import ChangeKind, Changes
from citewatch.core.citation import Citation
from citewatch.core.reasons import reason_named
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.reasons.unanswered import TIMEOUT_ANSWER
from citewatch.core.report import Ending, LinkResult, Report
from citewatch.core.verdict import Verdict
from citewatch.formats.citation_text import short_text
from citewatch.formats.registry import rendered
from citewatch.formats.sheet import fold_address
from citewatch.formats.terminal import render_terminal
from citewatch.formats.wording import sentence
from formats.sample_reports import (
    LAST,
    MOVED_TO,
    NYT,
    START,
    TBO,
    TBO_COPY,
    all_fine,
    changed,
    fared,
    result,
    results_of,
    sample,
    searched,
    with_results,
)
from told import told

ESCAPES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def render_plain(report: Report) -> str:
    return rendered(report, "terminal")


def on_terminal(report: Report, width: int, *, no_color: bool = False) -> str:
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=True,
        color_system="standard",
        no_color=no_color,
        legacy_windows=False,
        _environ={},
    )
    render_terminal(report, console)
    return file.getvalue()


def in_order(text: str, *parts: str) -> bool:
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_what_needs_attention_comes_first_and_the_summary_last() -> None:
    assert in_order(
        render_plain(sample()),
        "9 citations, 9 links: 5 need you.",
        "DEAD (2)",
        "CHANGED (1)",
        "INVALID (1)",
        "MOVED (1)",
        "COULD NOT BE VERIFIED (2)",
        "SKIPPED (1)",
        "UNLINKED (1)",
        "SUMMARY",
    )


def test_a_dead_link_says_what_was_cited_what_happened_and_what_to_cite_instead() -> None:
    assert in_order(
        render_plain(sample()),
        "  2  Behrman, Elizabeth.",
        f"     {TBO}\n",
        "The server says that this page does not exist (404).",
        "Cite instead:",
        f"     {TBO_COPY}\n",
        "A snapshot of 13 January 2017, one day after",
    )


def test_a_moved_link_shows_the_new_address() -> None:
    moved = render_plain(sample()).split("MOVED (1)")[1]
    assert in_order(moved, "http://www.lead.example/", "Cite instead:", MOVED_TO)


def test_an_archive_without_an_answer_is_worded_unlike_one_without_a_snapshot() -> None:
    text = render_plain(sample())
    assert in_order(text, "asanet.example does not exist", "The archive has no usable snapshot.")
    assert in_order(text, "about betting", "We do not know whether the archive has a snapshot.")
    assert text.count("The archive has no usable snapshot.") == 1


def test_a_link_that_could_not_be_verified_names_its_snapshot() -> None:
    assert in_order(
        render_plain(sample()),
        "unreachable: ",
        NYT,
        "No answer came within 20 seconds. Archived 13 January 2017.",
    )


def test_what_changed_comes_before_the_findings() -> None:
    text = render_plain(changed())
    assert in_order(
        text,
        "5 need you.",
        "WHAT CHANGED SINCE THE LAST AUDIT",
        "Compared with the audit of 15 November 2026.",
        "New trouble (1,234)",
        "was ok, is dead. Gone.",
        "and 1,214 more",
        "Got worse (1)",
        "was blocked, is dead. Gone for good.",
        "Came back (1)",
        "was unreachable, is ok. The source answers again.",
        "In less trouble (1)",
        "Gone from the document (1)",
        "was dead, cited no more.",
        "DEAD (2)",
    )
    assert text.count("was ok, is dead. Gone.") == 20


def test_an_audit_that_found_the_same_says_that_nothing_changed() -> None:
    same = replace(sample(), changes=Changes(LAST, dict.fromkeys(ChangeKind, 0)))
    assert in_order(
        render_plain(same), "need you", "Nothing changed since the audit of 15 November", "DEAD (2)"
    )
    first = render_plain(replace(sample(), changes=Changes(None)))
    assert in_order(first, "need you", "This is the first audit", "DEAD (2)")
    assert "audit of" not in render_plain(sample())


def test_a_finding_that_stood_before_says_since_when_and_how_often() -> None:
    old, new = fared(searched(), LAST, 4), fared(searched(), LAST, 1)
    refused = LinkResult(NYT, told(TIMEOUT_ANSWER, "No answer."))
    results = (
        result("1", "A", old),
        result("2", "B", new),
        result("3", "C", fared(refused, LAST, 2)),
    )
    text = render_plain(with_results(sample(), *results))
    assert text.count("Dead since 15 November 2026, in 4 audits in a row.") == 1
    assert text.count("in a row") == 2
    assert "No answer. Unreachable since 15 November 2026, in 2 audits in a row." in text


def test_a_finding_says_in_brief_what_was_seen() -> None:
    text = render_plain(with_results(sample(), result("20", "A paper.", searched())))
    assert (
        "Looked once: no answer (refused); the same address on https: 404; a neighbouring name "
        "that cannot exist: 404; the handle system: 200; held against a capture of 13 January "
        "2017; 7 other places visited in search of it." in " ".join(text.split())
    )


def test_what_an_audit_did_not_do_is_told() -> None:
    report = sample()
    later = replace(
        report,
        started=START + timedelta(days=2),
        summary=replace(report.summary, uncompared=1),
    )
    text = " ".join(render_plain(later).split())
    assert "1 living page was not held against a snapshot: one audit compares at most 200" in text
    assert "1 link was not asked for again: found fine on 22 November 2026." in text
    assert "not asked for again" not in render_plain(report)


def test_a_report_without_findings_says_so_in_its_headline() -> None:
    assert "1 citation, 1 link: nothing needs you." in render_plain(all_fine())


def test_a_single_finding_is_counted_in_the_singular() -> None:
    report = sample()
    alone = with_results(report, results_of(report)[0])
    assert "1 citation, 1 link: 1 needs you." in render_plain(alone)


def test_a_staged_report_says_so_before_anything_is_counted() -> None:
    assert in_order(render_plain(sample(staged=True)), "A staged web", "9 citations")
    assert "staged" not in render_plain(sample())


def test_an_offline_report_judges_nothing() -> None:
    text = render_plain(sample(Ending.OFFLINE))
    assert "This machine seems to be offline" in text
    assert not any(word in text for word in ("DEAD", "need you", "SUMMARY", TBO))


def test_an_interrupted_report_says_first_and_last_what_was_not_checked() -> None:
    text = render_plain(sample(Ending.INTERRUPTED))
    said = "The audit was interrupted: 1 of 10 links was not checked."
    assert text.count(said) == 2
    assert in_order(text, said, "need you")
    assert text.rstrip().endswith(said)
    assert "1 skipped, 1 not checked" in text


def test_plain_text_holds_no_escape_and_whole_addresses() -> None:
    text = render_plain(sample())
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if len(line) > 80 and "://" not in line] == []
    assert not any(line.endswith(" ") for line in text.splitlines())


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_no_address_is_cut(width: int) -> None:
    text = ESCAPES.sub("", on_terminal(sample(), width))
    assert max(len(line) for line in text.splitlines()) <= width
    unfolded = re.sub(r"\n +", "", text)
    for address in (TBO, TBO_COPY, NYT, MOVED_TO):
        assert address in unfolded


def test_every_fold_of_an_address_links_to_the_whole_of_it() -> None:
    text = on_terminal(sample(), 40)
    assert len(re.findall(rf"\x1b]8;[^;]*;{re.escape(TBO_COPY)}\x1b", text)) > 2


def test_an_address_that_nobody_can_visit_is_no_link() -> None:
    assert "exa mple" not in "".join(re.findall(r"\x1b]8;[^\x1b]*", on_terminal(sample(), 80)))


def test_without_colour_every_verdict_still_has_its_word() -> None:
    text = on_terminal(sample(), 80, no_color=True)
    assert not re.search(r"\x1b\[[\d;]*3[1-7]", text)
    for verdict in Verdict:
        assert re.search(rf"\b{verdict}\b", ESCAPES.sub("", text))


def test_a_terminal_that_knows_only_ascii_gets_only_ascii() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", errors="strict")
    link = LinkResult("http://ex.example/ü", told(HTTP_404, "Ein Fehler: ü"))
    report = sample()
    report = with_results(report, *results_of(report), result("ü", "Über alles Recht", link))
    render_terminal(report, Console(file=cast("io.StringIO", file), width=80, _environ={}))
    file.flush()
    text = raw.getvalue().decode("ascii")
    assert "\"'No snitch' rule" in text
    assert "http://ex.example/%C3%BC" in text


def test_a_long_key_of_a_citation_leaves_room_for_the_rest() -> None:
    link = LinkResult("http://a.example/", told(HTTP_404, "Gone."))
    report = with_results(sample(), result("k" * 300, "Some long title", link))
    text = render_plain(report)
    assert "k" * 19 + "…" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_a_citation_that_is_nothing_but_an_address_shows_it_once() -> None:
    assert render_plain(sample()).count("http://www.lead.example/lead-evaluation/") == 1


def test_a_reason_that_nobody_registered_is_shown_by_its_id() -> None:
    link = LinkResult("gopher://a/", told(reason_named("from-the-future", Verdict.SKIPPED), ""))
    report = with_results(sample(), result("1", "A", link))
    assert "from-the-future (1)" in render_plain(report)


def test_addresses_fold_behind_a_separator_where_one_is_near() -> None:
    assert fold_address("http://a.example/one/two/three", 24) == [
        "http://a.example/one/",
        "two/three",
    ]
    assert fold_address("x" * 50, 20) == ["x" * 20, "x" * 20, "x" * 10]


@pytest.mark.parametrize(
    ("text", "links", "short"),
    [
        (
            "Doe, Jane. “A Title.” Paper. Accessed 1 May 2016 at http://a/x",
            ["http://a/x"],
            "Paper.",
        ),
        (
            "Bulletin Number One, http://a/x, and http://a/x/y.",
            ["http://a/x", "http://a/x/y"],
            "One",
        ),
        ("Weekly Bulletin, http://a/x, and more", ["http://a/x"], "Weekly Bulletin, …, and more"),
        ("See www.a.example and http://a/x", ["http://a/x"], ""),
        ("A title of " + "more words " * 20, [], "words…"),
        ("and," * 30_000 + "x", [], ""),
    ],
)
def test_a_citation_in_short_has_neither_addresses_nor_access_dates(
    text: str, links: list[str], short: str
) -> None:
    written = short_text(Citation("1", text, tuple(links)), 70)
    assert written.endswith(short)
    assert bool(written) is bool(short)
    assert len(written) <= 70


def test_details_read_as_sentences_but_the_names_of_hosts_stay_as_they_are() -> None:
    assert sentence("the server is silent") == "The server is silent."
    assert sentence("www.a.example is silent.") == "www.a.example is silent."
    assert sentence("titled “So?”") == "Titled “So?”"
    assert sentence("") == ""
