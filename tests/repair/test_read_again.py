"""A repaired document is read again before anybody has it: only replaced links may differ."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Edit, Plan
from citewatch.documents.editing.whole_text import text_editor
from citewatch.documents.kinds.kind import Kind
from citewatch.documents.kinds.known import KINDS
from citewatch.documents.repairing import repair
from citewatch.errors import InputError
from repair.repair_lab import NEW, OLD, archived, moved

OTHER = "http://other.example/c"
TEXT = f"[1] One, {OLD}\n[2] Two, {OTHER}\n"
FIRST, SECOND = Citation("1", "One", (OLD,)), Citation("2", "Two", (OTHER,))


def kind_with(editor_of: dict[str, tuple[str, str]]) -> Kind:
    """Plain text with an editor that, for each link, puts the one text in the other's place."""

    def planned(text: str, repairs: Sequence[Repair]) -> Plan:
        edits = []
        for one in repairs:
            old, new = editor_of[one.link]
            edits.append(Edit(text.index(old), text.index(old) + len(old), new))
        return Plan(tuple(edits))

    return replace(KINDS["text"], editor=lambda: text_editor(planned))


def test_what_was_replaced_differs_and_nothing_else() -> None:
    repaired = repair(
        TEXT.encode(), "a.txt", KINDS["text"], [moved(FIRST), archived(SECOND, OTHER)]
    )
    assert repaired.unplaced == ()
    assert NEW in repaired.after
    assert repaired.after.count(OTHER) == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param((OLD, NEW + "/glued"), id="another address than the new one"),
        pytest.param((OLD, "gone"), id="the new address is nowhere"),
        pytest.param((f"{OLD}\n[2] Two, {OTHER}", NEW), id="a neighbour is lost"),
    ],
)
def test_an_editor_that_does_something_else_changes_nothing(damage: tuple[str, str]) -> None:
    with pytest.raises(InputError, match=r"a\.txt: repaired, it would not be read as it is now"):
        repair(TEXT.encode(), "a.txt", kind_with({OLD: damage}), [moved(FIRST)])


def test_the_name_of_a_site_may_stand_for_itself_once_its_page_is_elsewhere() -> None:
    link = "http://www.press.old.example/a"
    text = f"[1] One, {link}, www.old.example.\n[2] Two, {OTHER}\n"
    first = Citation("1", "One", (link,))
    repaired = repair(text.encode(), "a.txt", KINDS["text"], [moved(first, link)])
    assert repaired.after == text.replace(link, NEW)


def test_what_does_not_hold_keeps_nothing_else_from_being_repaired() -> None:
    bad, good = moved(FIRST), moved(SECOND, OTHER, "https://new.example/d")
    kind = kind_with({OLD: (OLD, "gone"), OTHER: (OTHER, "https://new.example/d")})
    repaired = repair(TEXT.encode(), "a.txt", kind, [bad, good])
    assert repaired.unplaced == (bad,)
    assert OLD in repaired.after
    assert "https://new.example/d" in repaired.after


def test_a_repair_that_finds_no_place_changes_nothing() -> None:
    absent = moved(Citation("3", "", ("http://absent.example/",)), "http://absent.example/")
    repaired = repair(TEXT.encode(), "a.txt", KINDS["text"], [absent])
    assert repaired.unplaced == (absent,)
    assert repaired.content == TEXT.encode()
