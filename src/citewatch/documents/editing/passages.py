"""Repairs of running text: which passage a link stands in, and where a note of a snapshot goes."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from sys import maxsize

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.editing.edits import Edit, Plan
from citewatch.documents.editing.whole_links import Span

_NOT_A_WORD = re.compile(r"[\W_]+")
_SENTENCE_ENDS = ".!?…”\"'\u2019)]>/"


class Syntax(Struct, frozen=True):
    """What a kind of text knows of links.

    `passages` are the stretches that may each be a citation (a paragraph, a list item), in order,
    the first one from the beginning. `behind` is the end of the markup around a link. `plain` is a
    stretch without its markup, `exchanged` a new address as it is written in a link's place, and
    `noted` as it is written in a note; `noted_at` says so where it depends on the place.
    """

    find: Callable[[str], Iterator[Span]]
    passages: Sequence[Span]
    behind: Callable[[Span], int]
    plain: Callable[[str], str]
    exchanged: Callable[[Span, str], str]
    noted: Callable[[str], str]
    noted_at: Callable[[int, str], str] | None = None

    def address(self, place: int, url: str) -> str:
        """A new address as it is written in a note at `place`."""
        return self.noted(url) if self.noted_at is None else self.noted_at(place, url)


def plan(text: str, repairs: Sequence[Repair], syntax: Syntax) -> Plan:
    """The edits that make `repairs` in `text`."""
    edits: list[Edit] = []
    unplaced: list[Repair] = []
    for link in dict.fromkeys(repair.link for repair in repairs):
        same = [repair for repair in repairs if repair.link == link]
        places = _by_passage(list(syntax.find(link)), syntax.passages)
        if not places:
            unplaced += same
        for repair, spans in zip(shared_out(same, len(places)), places, strict=True):
            edits += _edits(text, repair, spans, syntax)
    return Plan(tuple(in_turn(edits)), tuple(unplaced))


def held(text: str, repair: Repair) -> bool:
    """Whether `text` cites a snapshot of the link already."""
    bare = repair.link.partition("://")[2] or repair.link
    text = text.replace("&amp;", "&").replace("&#x27;", "'")
    archived = rf"/\d{{4,14}}(?:[a-z]{{2}}_)?/(?:https?:/{{1,2}})?{re.escape(bare)}"
    return repair.url in text or re.search(archived, text) is not None


def joined(before: str, note: str, *, behind_link: bool = False) -> str:
    """A note as it follows `before`: as the next sentence, after a full stop where it needs one."""
    if not before.strip():
        return note
    ended = behind_link or before[-1] in _SENTENCE_ENDS
    return f" {note}" if ended or not before[-1].isalnum() else f". {note}"


def in_turn(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits, the second note at one place without the full stop that the first one brings."""
    noted = set()
    for edit in dict.fromkeys(edits):
        follows = edit.start == edit.end and edit.start in noted and edit.new.startswith(". ")
        yield replace(edit, new=edit.new[1:]) if follows else edit
        noted.add(edit.end)


def in_brackets(note: str) -> str:
    """A note in the middle of a sentence: ` (archived at …, 12 January 2017)`."""
    return f" ({note[0].lower()}{note[1:].removesuffix('.')})"


def bare(text: str) -> str:
    """The letters and digits of a text."""
    return _NOT_A_WORD.sub("", text)


def shared_out(repairs: Sequence[Repair], places: int) -> list[Repair]:
    """One repair a place: in turn where the numbers fit, else the first one everywhere.

    All are verified replacements of one address; they differ by the day that was wanted.
    """
    return list(repairs) if len(repairs) == places else [repairs[0]] * places


def _by_passage(spans: Sequence[Span], passages: Sequence[Span]) -> list[list[Span]]:
    groups = groupby(spans, key=lambda span: _passage_of(span.start, passages))
    return [list(some) for _, some in groups]


def _passage_of(index: int, passages: Sequence[Span]) -> Span:
    return passages[bisect_right(passages, (index, maxsize)) - 1]


def _edits(text: str, repair: Repair, spans: Sequence[Span], syntax: Syntax) -> Iterator[Edit]:
    if repair.action is Action.EXCHANGE:
        for span in spans:
            yield Edit(span.start, span.end, syntax.exchanged(span, repair.url))
        return
    behind = syntax.behind(spans[-1])
    passage = _passage_of(max(behind - 1, 0), syntax.passages)
    if not held(text[passage.start : passage.end], repair):
        yield _note(text, repair, behind, passage, syntax)


def _note(text: str, repair: Repair, behind: int, passage: Span, syntax: Syntax) -> Edit:
    """Behind the whole citation where the link's passage ends with it, else behind the link."""
    rest = bare(syntax.plain(text[behind : passage.end]))
    if not bare(repair.citation.text).endswith(rest):
        note = repair.archived_at.format(syntax.address(behind, repair.url))
        return Edit(behind, behind, in_brackets(note))
    end = max(behind, passage.start + len(text[passage.start : passage.end].rstrip()))
    note = repair.archived_at.format(syntax.address(end, repair.url))
    return Edit(end, end, joined(text[passage.start : end], note, behind_link=end == behind))
