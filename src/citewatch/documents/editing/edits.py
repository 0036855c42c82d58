"""Exact changes of a text: nothing outside their spans changes by a character."""

from collections.abc import Iterable

from msgspec import Struct

from citewatch.core.repair.plan import Repair


class Edit(Struct, frozen=True):
    """`new` takes the place of the characters from `start` up to `end`; equal, it goes between."""

    start: int
    end: int
    new: str


class Plan(Struct, frozen=True):
    """The edits of one text, and the repairs whose link could not be found in it."""

    edits: tuple[Edit, ...]
    unplaced: tuple[Repair, ...] = ()


class Repaired(Struct, frozen=True):
    """A document after its repair.

    `before` and `after` are the text as a reader compares it: the file's own where it is text.
    `remarks` are what a person should know of it, a sentence each.
    """

    content: bytes
    before: str
    after: str
    unplaced: tuple[Repair, ...] = ()
    remarks: tuple[str, ...] = ()


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all edits made; those between the same characters in the order given.

    Of two that overlap, the first one counts.
    """
    parts, position = [], 0
    for edit in _set_apart(edits):
        parts += [text[position : edit.start], edit.new]
        position = edit.end
    return "".join([*parts, text[position:]])


def _set_apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits without repetitions and without those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
