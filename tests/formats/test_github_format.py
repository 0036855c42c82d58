"""Workflow commands: read as GitHub's runner reads them, nothing but what we meant is a command."""

import io
import re

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from citewatch.core.citation import Place
from citewatch.core.counting import BY_DEFAULT, Counting
from citewatch.core.in_memory import in_memory
from citewatch.core.report import Ending, Report
from citewatch.core.verdict import Verdict
from citewatch.formats.entries import Level
from citewatch.formats.github import MOST_OF_A_KIND, command
from citewatch.formats.github_summary import write_summary
from citewatch.formats.registry import rendered
from citewatch.formats.wording import OFFLINE, STAGED
from formats.attacks import ATTACKS, attacked, ignored, one
from formats.sample_reports import END, START, all_fine, hostile, results_of, sample
from formats.test_streaming import EVERY, MANY, many

Command = tuple[str, dict[str, str], str]
UNESCAPED = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def _plain(text: str, known: tuple[str, ...]) -> str:
    for escape in known:
        text = text.replace(escape, UNESCAPED[escape])
    return text.replace("%25", "%")


def commands(text: str) -> list[Command]:
    """The commands in what a step prints, as the runner takes them apart."""
    found = []
    for line in text.splitlines():
        if not line.lstrip().startswith("::"):
            assert "##[" not in line
            continue
        head, _, data = line.lstrip()[2:].partition("::")
        name, _, given = head.partition(" ")
        properties = dict(part.split("=", 1) for part in given.split(",") if "=" in part)
        plain = {key: _plain(value, tuple(UNESCAPED)) for key, value in properties.items()}
        found.append((name, plain, _plain(data, ("%0D", "%0A"))))
    return found


def told(report: Report, counting: Counting = BY_DEFAULT) -> list[Command]:
    return commands(rendered(report, "github", counting))


def summary(report: Report, room: int = 1024 * 1024, counting: Counting = BY_DEFAULT) -> str:
    out = io.StringIO()
    write_summary(report, counting, out, room)
    assert len(out.getvalue().encode()) <= max(room, 0)
    return out.getvalue()


def test_a_command_names_kind_place_and_reason() -> None:
    ((name, properties, message),) = told(one(at=Place("./docs/a, b: c.md", 12, 5)))
    assert name == "error"
    assert properties == {
        "file": "docs/a, b: c.md",
        "line": "12",
        "col": "5",
        "title": "Citation 1, dead (http-404)",
    }
    assert message.startswith("Citation 1, dead: Gone. Run the audit again later")
    assert message.endswith(" Cited address: https://a.example/x")


def test_lines_within_a_part_of_a_document_are_none_of_the_file() -> None:
    ((_, properties, _),) = told(one(at=Place("book.epub", 12, 5, "chapter.xhtml")))
    assert (properties["file"], "line" in properties, "col" in properties) == (
        "book.epub", False, False,
    )  # fmt: skip
    ((_, properties, _),) = told(one(source="https://web.example/page.html"))
    assert "file" not in properties


def test_kinds_follow_what_counts_and_what_is_to_be_done() -> None:
    kinds = {re.findall(r", (\w+):", message)[0]: name for name, _, message in told(sample())}
    assert kinds == {
        "dead": "error", "changed": "error", "invalid": "error", "moved": "warning",
        "unreachable": "notice", "blocked": "notice",
    }  # fmt: skip
    blocked = {name for name, _, said in told(sample(), Counting({"blocked"})) if "403" in said}
    assert blocked == {"error"}


def test_no_more_than_github_shows_and_the_last_line_says_how_many_more() -> None:
    text = rendered(many(), "github")
    names = [name for name, _, _ in commands(text)]
    assert names == ["error"] * MOST_OF_A_KIND + ["notice"] * MOST_OF_A_KIND
    left_out = 2 * MANY // EVERY - 2 * MOST_OF_A_KIND
    last = text.splitlines()[-1]
    assert last.startswith(f"And {left_out:,} more: ")
    assert "summary" in last
    assert "--output" in last


def test_what_the_audit_as_a_whole_was_comes_first_and_counts_too() -> None:
    assert told(replace(all_fine(), ending=Ending.OFFLINE))[0][2].startswith(OFFLINE)
    first, *_ = told(sample(staged=True))
    assert first == ("warning", {"title": "citewatch"}, STAGED)
    moved = [one for one in results_of(sample()) if one.verdict == Verdict.MOVED] * 20
    report = in_memory(moved, sources=("a.md",), started=START, finished=END, staged=True)
    assert len(told(report)) == MOST_OF_A_KIND


def test_nothing_is_told_of_what_is_ignored_or_fine() -> None:
    assert told(ignored(sample())) == []
    text = rendered(all_fine(), "github")
    assert commands(text) == []
    assert text.startswith("1 citation, 1 link: nothing needs you.")


@pytest.mark.parametrize("words", ATTACKS)
def test_words_of_others_are_no_command_and_no_property(words: str) -> None:
    ((name, properties, message),) = told(attacked(words))
    assert name == "error"
    assert properties.keys() == {"file", "line", "col", "title"}
    assert (properties["line"], properties["col"]) == ("3", "7")
    assert len(message) < 2_000
    assert len(properties["title"]) < 255
    assert message.isprintable()
    assert all(name in {"error", "warning", "notice"} for name, _, _ in told(hostile()))


@pytest.mark.parametrize("text", ["a\r\n::error::b", "%0A%3A%25", "a,b=c:d", "::", "%"])
def test_a_command_is_one_line_and_read_back_as_it_was(text: str) -> None:
    line = command(Level.NOTE, {"file": text, "title": text}, text)
    assert line.count("\n") == 1
    assert line.endswith("\n")
    assert commands(line) == [("notice", {"file": text, "title": text}, text)]


def test_the_summary_tells_of_each_finding_what_it_was_and_what_to_cite_instead() -> None:
    text = summary(sample())
    assert text.startswith("## Citation audit: Police-Community Relations\n")
    assert text.index("### Findings") < text.index("### To be changed")
    assert text.index("### To be changed") < text.index("### Could not be verified")
    assert text.count("\n- ") == 7
    assert "`sources.yaml`" in text
    assert "Cite instead: <https://leadkingcounty.example/what-is-lead/lead-evaluation/>" in text
    assert "`paper.md:12`" in summary(one(at=Place("paper.md", 12, 5)))
    assert "Mazerolle" in summary(sample(), counting=Counting({"unlinked"}))
    assert f"**{STAGED}**" in summary(sample(staged=True))
    assert "### " not in summary(ignored(sample()))
    assert "- only this" in summary(replace(all_fine(), remarks=("only this",)))


@pytest.mark.parametrize("room", [-5, 0, 150, 300, 700, 2_000, 20_000])
def test_a_summary_is_cut_at_a_whole_line_and_says_so(room: int) -> None:
    report = many()
    text = summary(report, room)
    whole = summary(report).splitlines()
    lines = text.splitlines()
    if room < 200:
        assert text == ""
        return
    told_of = sum(line.startswith("- ") for line in lines)
    assert lines[-1].startswith(f"**{2 * MANY // EVERY - told_of:,} more are not told here:**")
    assert lines[:-2] == whole[: len(lines) - 2]


def test_what_fits_is_not_cut() -> None:
    text = summary(many())
    assert "not told here" not in text
    assert text.count("\n- ") == 2 * MANY // EVERY


@pytest.mark.parametrize("report", [hostile(), *map(attacked, ATTACKS)])
def test_words_of_others_are_no_markup_in_the_summary(report: Report) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(summary(report))
    inline = [child for token in tokens for child in token.children or []]
    assert {token.type for token in inline} <= {
        "text", "text_special", "code_inline", "softbreak", "strong_open", "strong_close",
        "link_open", "link_close",
    }  # fmt: skip
    targets = [str(token.attrs["href"]) for token in inline if token.type == "link_open"]
    assert all(re.match(r"https?://(?!evil)", target) for target in targets)
    assert {token.type for token in tokens}.isdisjoint({"html_block", "code_block", "table_open"})
    loose = "".join(token.content for token in inline if token.type == "text")
    without_links = loose if not targets else loose.replace(targets[0], "")
    assert not re.search(r"@\w|#\d|www\.|javascript:|GH-\d", without_links)
