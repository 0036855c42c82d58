"""Repairs documents in light markup: what was read is written at the very places it was read at."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.editing.edits import Plan
from citewatch.documents.editing.passages import Syntax, plan
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.markup.flat import Spot
from citewatch.documents.markup.outline import Outline, Passage, same_lines


class Writing(Struct, frozen=True):
    """How a kind writes: what its `outline` is, what is read of a stretch of it, an address.

    `exchanged` is a new address as it is written at a spot, `noted` as it is written in a note.
    """

    outline: Callable[[str], Outline]
    plain: Callable[[str], str]
    exchanged: Callable[[Spot, str], str]
    noted: Callable[[str], str]


def repair_markup(text: str, repairs: Sequence[Repair], writing: Writing) -> Plan:
    """The edits of a document: addresses in their places, snapshots behind what cites them.

    An address that stands anywhere where no other can take its place is left to a person.
    """
    outline = writing.outline(same_lines(text))
    spots: dict[str, list[Spot]] = {}
    for url, spot in outline.spots():
        spots.setdefault(url, []).append(spot)
    passages = _passages(outline)
    exchanges = [one for one in repairs if one.action is Action.EXCHANGE]
    additions = [one for one in repairs if one.action is Action.ADD]
    whole = {url: these for url, these in spots.items() if all(spot.sound for spot in these)}
    open_ones = {url: [one for one in these if one.open] for url, these in whole.items()}
    plans = [
        plan(text, exchanges, _syntax(whole, passages, writing)),
        plan(text, additions, _syntax(open_ones, passages, writing)),
    ]
    edits = tuple(edit for one in plans for edit in one.edits)
    return Plan(edits, tuple(repair for one in plans for repair in one.unplaced))


def _syntax(spots: dict[str, list[Spot]], passages: list[Span], writing: Writing) -> Syntax:
    known = {Span(*spot[:2]): spot for these in spots.values() for spot in these}
    return Syntax(
        find=lambda link: (Span(*spot[:2]) for spot in spots.get(link, ())),
        passages=passages,
        behind=lambda span: known[span].behind,
        plain=writing.plain,
        exchanged=lambda span, url: writing.exchanged(known[span], url),
        noted=writing.noted,
    )


def _passages(outline: Outline) -> list[Span]:
    """The passages one after the other; what stands around a note inside one is two of them."""
    found, position, inside = [Span(0, 0)], 0, list[Passage]()

    def leave() -> int:
        left = inside.pop()
        found.append(Span(max(position, left.span.start), left.span.end))
        return (left.outer or left.span).end

    for passage in sorted(outline.passages, key=_around):
        outer = passage.outer or passage.span
        while inside and inside[-1].span.end <= outer.start:
            position = leave()
        if inside:
            found.append(Span(position, outer.start))
        position = passage.span.start
        inside.append(passage)
    while inside:
        position = leave()
    return [span for span in found if span.start <= span.end]


def _around(passage: Passage) -> tuple[int, int]:
    outer = passage.outer or passage.span
    return outer.start, -outer.end
