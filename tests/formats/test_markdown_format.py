import re
from datetime import timedelta

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from citewatch.core.changes import ChangeKind, Changes
from citewatch.core.reasons.living import ANSWERS, REDIRECT_PERMANENT
from citewatch.core.report import Ending, LinkResult, Replacement, ReplacementKind, Report
from citewatch.formats.markdown_text import address, code, fenced, prose, row
from citewatch.formats.registry import rendered
from formats.sample_reports import (
    ASR,
    CHIEF,
    FOUND_AT,
    LAST,
    LOST,
    MOVED_TO,
    NYT,
    PASSWORD,
    SECURE,
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


def render_markdown(report: Report) -> str:
    return rendered(report, "markdown")


def parsed(text: str) -> list[Token]:
    """All tokens, inline ones included."""
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [token for block in blocks for token in (block, *(block.children or []))]


def shown(text: str) -> str:
    return "".join(token.content for token in parsed(text) if token.type in ("text", "code_inline"))


def section(text: str, start: str) -> str:
    return text.split(f"{start}\n", 1)[1].split("\n## ", 1)[0]


def test_the_worst_citations_come_first_and_equals_in_document_order() -> None:
    headings = re.findall(r"^### (.*)$", render_markdown(sample()), re.MULTILINE)
    assert headings == [
        "Citation 1: dead",
        "Citation 2: dead",
        "Citation 6: changed",
        "Citation 7: invalid",
        "Citation 16: moved",
    ]


def test_an_archived_source_is_ready_to_paste_with_its_snapshot_and_day() -> None:
    text = section(render_markdown(sample()), "## What to do")
    pasted = [token.content for token in parsed(text) if token.type == "fence"]
    assert pasted[0].startswith("Behrman, Elizabeth. “")
    assert pasted[0].endswith(f"{TBO} Archived at {TBO_COPY}, 13 January 2017.\n")


def test_a_moved_source_is_ready_to_paste_with_its_new_address_in_place() -> None:
    text = section(render_markdown(sample()), "## What to do")
    pasted = [token.content for token in parsed(text) if token.type == "fence"]
    assert pasted[1] == f"{MOVED_TO}\n"


def moved(old: str, new: str) -> LinkResult:
    return LinkResult(
        old,
        told(REDIRECT_PERMANENT, "It moved.", new),
        replacement=Replacement(new, ReplacementKind.MOVED, "It moved."),
    )


def pasted_of(report: Report) -> list[str]:
    return [token.content for token in parsed(render_markdown(report)) if token.type == "fence"]


def test_a_moved_address_is_not_exchanged_inside_a_longer_one() -> None:
    fine = LinkResult("http://a.example/b/c", told(ANSWERS, ""))
    two = result(
        "1",
        "See http://a.example/b, http://a.example/b/c.",
        moved("http://a.example/b", "https://n.example/"),
        fine,
    )
    assert pasted_of(with_results(sample(), two)) == [
        "See https://n.example/, http://a.example/b/c.\n"
    ]


def test_a_new_address_is_added_where_the_text_does_not_spell_the_old_one() -> None:
    bare = result("1", "A title.", moved("http://a.example/", "https://n.example/"))
    assert pasted_of(with_results(sample(), bare)) == ["A title. https://n.example/\n"]


def test_a_citation_with_a_password_in_it_is_never_offered_to_paste() -> None:
    secret = f"http://u:{PASSWORD}@a.example/"
    text = render_markdown(
        with_results(sample(), result("1", f"See {secret}", moved(secret, "https://n.example/")))
    )
    assert "Ready to paste" not in text
    assert "<https://n.example/>" in text


def test_the_evidence_gives_each_hop_with_its_status_and_joins_looks_that_agree() -> None:
    text = render_markdown(sample())
    assert f"  - Looks 1 and 2: <{TBO}> answered 301, then <{TBO}x> answered 404.\n" in text
    assert f"  - Looks 1 and 2: <{ASR}> gave no answer (`no-such-host`).\n" in text
    assert "answered 200, a page titled `Bet now`" in text


def test_the_reason_is_explained_with_what_it_can_get_wrong() -> None:
    text = render_markdown(sample())
    assert "there is no such page (404)" in text
    assert "(Rule `http-404`. What it can get wrong: " in text


def test_what_could_not_be_verified_has_its_own_section_and_is_not_to_do() -> None:
    text = render_markdown(sample())
    assert NYT not in section(text, "## What to do")
    unverified = section(text, "## Could not be verified")
    assert f"- 9, unreachable: <{NYT}>" in unverified
    assert f"Archived 13 January 2017: <{TBO_COPY}>" in unverified
    assert f"- 6, blocked: <{CHIEF}>" in unverified


def test_the_table_has_one_row_for_each_link_and_for_each_citation_without_one() -> None:
    report = sample()
    rows = section(render_markdown(report), "## All citations").strip().splitlines()[2:]
    assert len(rows) == report.summary.links + 1
    assert rows[1] == f"| 2 | `{TBO}` | dead | http-404 | 404 | found 2017-01-13 |"
    assert "| 10 |  | unlinked |  |  |  |" in rows


def audited_again(report: Report, days: int) -> Report:
    """A later audit of the same documents, which found the same."""
    later = timedelta(days=days)
    results = []
    for one in results_of(report):
        links = []
        for link in one.links:
            at = link.checked_at + later if link.checked_at else None
            links.append(fared(replace(link, checked_at=at), START, 1 + days, LAST))
        results.append(replace(one, links=tuple(links)))
    again = with_results(
        replace(report, started=report.started + later, finished=report.finished + later), *results
    )
    nothing = Changes(again.started - timedelta(days=7), dict.fromkeys(ChangeKind, 0))
    return replace(again, changes=nothing, audit=days)


def test_two_audits_that_found_the_same_differ_only_by_their_dates() -> None:
    first, later = audited_again(sample(), 7), audited_again(sample(), 14)
    pairs = zip(
        render_markdown(first).splitlines(), render_markdown(later).splitlines(), strict=True
    )
    differing = [one for one, other in pairs if one != other]
    assert [line[:15] for line in differing] == [
        "- Started: 2026",
        "- Finished: 202",
        "Nothing changed",
    ]


def test_a_finding_says_when_it_was_first_so_and_when_the_source_was_last_alive() -> None:
    text = render_markdown(audited_again(sample(), 7))
    said = "First found dead on 22 November 2026, last seen alive on 15 November 2026."
    assert f"- Since when: {said}" in text
    assert "First found unreachable on 22 November 2026" in section(
        text, "## Could not be verified"
    )
    assert "First found" not in render_markdown(sample())


def test_what_changed_comes_before_everything_else_and_says_what_it_was_and_is() -> None:
    text = render_markdown(changed())
    told_first = section(text, "## What changed since the last audit")
    assert text.index(told_first) < text.index("| Verdict | Count |")
    assert "Compared with the audit of 15 November 2026." in told_first
    assert "**New trouble** (1,234)" in told_first
    assert told_first.count(" was ok, is dead. Gone.") == 20
    assert "- and 1,214 more\n" in told_first
    assert f"- 6: <{CHIEF}> was blocked, is dead. Gone for good.\n" in told_first
    assert f"- 9: <{NYT}> was unreachable, is ok. The source answers again.\n" in told_first
    assert f"- 3: <{ASR}> was dead, cited no more.\n" in told_first


def test_a_first_audit_has_nothing_to_be_compared_with() -> None:
    first = replace(sample(), changes=Changes(None))
    assert "This is the first audit: there is nothing to compare it with yet." in render_markdown(
        first
    )
    assert "What changed" not in render_markdown(sample())


def test_a_finding_shows_every_probe_that_it_rests_on() -> None:
    text = render_markdown(with_results(sample(), result("20", "A paper.", searched())))
    for line in (
        f"Look 1: <{LOST}> gave no answer (`refused`).",
        f"The same address on https: <{SECURE}> answered 404, a page titled `Not found`.",
        f"A neighbouring name that cannot exist: <{LOST}-x> answered 404.",
        "The handle system: <https://doi.example/> answered 200.",
        f"A capture to compare with: <https://web.archive.org/web/2017/{LOST}>, 13 January 2017.",
        "A capture to compare with: none was seen.",
        f"Where an archive saw it lead: <{FOUND_AT}>.",
        "Where an archive saw its neighbours lead: it did not say.",
        f"What <{LOST}> lists of a like name: <{FOUND_AT}>.",
        "A place where it may be now: <https://new.example/4> answered 404.",
        "And 2 more such places.",
        f"A name that cannot exist there: <{FOUND_AT}-x> answered 404.",
    ):
        assert f"  - {line}\n" in text


def test_links_that_were_not_asked_again_say_when_they_were_checked() -> None:
    report = sample()
    kept = replace(report, started=START + timedelta(days=2))
    text = render_markdown(kept)
    assert "1 link was not asked for again: found fine on 22 November 2026." in text
    assert "| ok on 2026-11-22 | answers |" in text
    assert text.count(" on 2026-11-22 |") == 1


def test_pages_that_were_not_compared_are_counted_with_the_reason() -> None:
    report = sample()
    text = render_markdown(replace(report, summary=replace(report.summary, uncompared=312)))
    assert (
        "312 living pages were not held against a snapshot: one audit compares at most 200" in text
    )
    assert "snapshot: one audit" not in render_markdown(report)


def test_nothing_to_do_is_said_in_words() -> None:
    text = render_markdown(all_fine())
    assert "Nothing: no citation needs a change." in text
    assert "Could not be verified" not in text


def test_staged_offline_and_interrupted_audits_say_so_at_the_top() -> None:
    assert "> **A staged web" in render_markdown(sample(staged=True)).split("## ")[0]
    interrupted = render_markdown(sample(Ending.INTERRUPTED)).split("## ")[0]
    assert "> **The audit was interrupted: 1 of 10 links was not checked.**" in interrupted
    offline = render_markdown(sample(Ending.OFFLINE))
    assert "> **This machine seems to be offline" in offline
    assert "dead" not in offline


AWKWARD = [
    "plain words, and no more",
    "1. a list",
    "12) another",
    "- item",
    "+ item",
    "# heading",
    "=====",
    ": term",
    "> quote",
    "a * b_c_ **d** `e` ``f``",
    "[x](y) ![z](w) [^1] [ ]",
    "<b>bold</b> &lt; &amp; <!-- c -->",
    "a|b \\| \\\\| $x$ ~~gone~~",
    "| --- |",
    "---",
    "```",
    "~~~",
    "ends in a backslash \\",
    "@octocat and #12 and GH-3, x@y.example.",
    "(see http://a.example/b_c_d?e=*f*).",
    "`http://a.example/`",
    "www.a.example! javascript:alert(1)",
    "`@a` `#1`",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_prose_reads_back_as_it_was_written(text: str) -> None:
    tokens = parsed(f"- {prose(text)}\n")
    assert (
        "".join(token.content for token in tokens if token.type in ("text", "code_inline")) == text
    )
    allowed = {"bullet_list_open", "list_item_open", "paragraph_open", "inline", "text"}
    allowed |= {"code_inline", "paragraph_close", "list_item_close", "bullet_list_close"}
    allowed |= {"text_special"}
    assert {token.type for token in tokens} <= allowed


@pytest.mark.parametrize("text", AWKWARD)
def test_what_would_link_itself_stands_in_code(text: str) -> None:
    loose = "".join(token.content for token in parsed(f"- {prose(text)}\n") if token.type == "text")
    assert not re.search(r"@|#\d|://|www\.|GH-\d|javascript:", loose)


@pytest.mark.parametrize("text", AWKWARD)
def test_code_spans_and_fences_keep_every_character(text: str) -> None:
    spans = [token.content for token in parsed(f"- {code(text)}\n") if token.type == "code_inline"]
    assert spans == [text]
    fences = [token.content for token in parsed(fenced(text)) if token.type == "fence"]
    assert fences == [text + "\n"]


@pytest.mark.parametrize("text", AWKWARD)
def test_no_cell_breaks_its_table(text: str) -> None:
    table = "\n".join(["| a | b |", "| --- | --- |", row(text, "end"), row("x", text)])
    tokens = parsed(table)
    assert sum(token.type == "td_open" for token in tokens) == 4
    assert "end" in shown(table)


def test_a_pipe_in_a_cell_is_shown_as_a_pipe() -> None:
    table = "\n".join(["| a |", "| --- |", row("http://a.example/?x=1|2")])
    assert "http://a.example/?x=1|2" in shown(table)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "http://a.example/ b",
        "http://a.example/<b>",
        "http://a.example/`",
        "http://a.example/\u202e",
        f"http://u:{PASSWORD}@a.example/",
        "http://a.example/?token=abc",
    ],
)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    tokens = parsed(f"- {address(url)}\n")
    assert not any(token.type == "link_open" for token in tokens)
    assert any(token.type == "code_inline" for token in tokens)
    assert address("https://a.example/b?c=d&e#f") == "<https://a.example/b?c=d&e#f>"


@pytest.mark.parametrize("text", ["a\\|b", "a\\\\|b", "|", "\\", "`|`", "a|b\\"])
def test_a_pipe_behind_backslashes_cannot_end_a_cell_on_github_either(text: str) -> None:
    # GitHub's own parser takes a backslash and any punctuation behind it as one, also in code.
    cells = re.findall(r"(?:\\[!-/:-@\[-`{-~]|[^|])+", row(text, "end").strip("|"))
    assert len(cells) == 2
