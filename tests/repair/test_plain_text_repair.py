"""Plain text: addresses exchanged, notes of snapshots added, all else kept byte for byte."""

import pytest

from citewatch.core.citation import Citation
from citewatch.core.repair.plan import Action
from citewatch.documents.kinds.known import KINDS
from repair.repair_lab import NEW, OLD, archived, edit, edited, moved, snapshot

NOTE = f"Archived at {snapshot(OLD)}, 12 January 2017."


def test_a_moved_link_is_exchanged_everywhere_and_nothing_else_is() -> None:
    text = f"One {OLD}, two {OLD}.\n\n{OLD}b stays\n"
    assert edit("text", text, moved()) == text.replace(OLD, NEW).replace(f"{NEW}b", f"{OLD}b")


def test_a_note_follows_the_citation() -> None:
    cited = f"Smith. At {OLD}. Accessed 2017."
    text = f"[1] {cited}\n[2] Other.\n"
    assert edit("text", text, archived(cited)) == f"[1] {cited} {NOTE}\n[2] Other.\n"


def test_a_note_in_running_text_stands_in_brackets_behind_the_link() -> None:
    text = f"It is said at {OLD} that it rains.\n"
    inner = f"(archived at {snapshot(OLD)}, 12 January 2017)"
    assert edit("text", text, archived("x")) == f"It is said at {OLD} {inner} that it rains.\n"


def test_two_notes_share_one_full_stop() -> None:
    other = "http://other.example/b"
    citation = Citation("1", f"{OLD} and {other} by Smith", (OLD, other))
    after = edit("text", citation.text, archived(citation), archived(citation, other))
    assert after.endswith(f"by Smith. {NOTE} Archived at {snapshot(other)}, 12 January 2017.")


def test_a_second_run_changes_nothing() -> None:
    text = f"1. Smith, {OLD}\n2. {OLD}\n"
    once = edit("text", text, archived(f"Smith, {OLD}"))
    assert once != text
    assert edit("text", once, archived(f"Smith, {OLD}")) == once


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "koi8-r"]
)
def test_encodings_byte_order_marks_and_line_ends_survive(encoding: str, action: Action) -> None:
    beginning = "Größe " if encoding == "cp1252" else "Пётр " if "koi" in encoding else "é “x” "
    text = f"{beginning}{OLD}\r\n\r\nlast\rline"
    if encoding == "utf-16-le":
        text = f"\ufeff{text}"
    editor = KINDS["text"].editor
    assert editor is not None
    repaired = editor()(text.encode(encoding), [archived("", action=action)])
    after = repaired.content.decode(encoding)
    assert snapshot(OLD) in after
    assert after.startswith(text[: text.index(OLD)])
    assert after.endswith("\r\n\r\nlast\rline")


def test_an_address_broken_over_lines_becomes_whole_again() -> None:
    text = f"See {OLD[:-1]}\r\n    {OLD[-1]}.\r\n\r\n{OLD}\n    b\n"
    assert edit("text", text, moved()) == f"See {NEW}.\r\n\r\n{NEW}\n    b\n"


def test_what_does_not_stand_in_the_text_is_told() -> None:
    broken = OLD.replace("example/", "example/ ")
    repaired = edited("text", broken, moved())
    assert repaired.unplaced == (moved(),)
    assert repaired.content.decode() == broken


def test_each_of_several_citations_gets_its_own_snapshot() -> None:
    one, two = archived(Citation("1", "")), archived(Citation("2", ""))
    later = snapshot(OLD).replace("2017", "2019")
    two = type(two)(two.citation, OLD, later, Action.EXCHANGE, two.reason)
    one = type(one)(one.citation, OLD, one.url, Action.EXCHANGE, one.reason)
    text = f"1. {OLD}\n2. {OLD}\n"
    assert edit("text", text, one, two) == f"1. {snapshot(OLD)}\n2. {later}\n"
