"""Repairs BibTeX: the address of a source that moved, a note of the snapshot of one that died."""

import re
from collections.abc import Iterator, Sequence

from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.citations.unique_ids import Distinct
from citewatch.documents.editing.edits import Edit, Plan
from citewatch.documents.editing.passages import held, in_turn, joined
from citewatch.documents.editing.whole_links import Span, whole_links
from citewatch.documents.kinds.bibtex.grammar import Field, Piece, entries, strings, value
from citewatch.documents.kinds.bibtex.layout import new_field
from citewatch.documents.kinds.bibtex.links import (
    addresses_of,
    is_address_field,
    names_source,
    spelling,
)
from citewatch.documents.kinds.bibtex.reader import Reference, is_read

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARGUMENT_OPEN = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{\s*$")
_ESCAPABLE = re.compile(r"[_%#&$]")
_UNWRITABLE = re.compile(r"[\\\"\s]")
_LONGEST_COMMAND = 40


def repair_bibtex(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of a bibliography."""
    bibliography = _Bibliography(text)
    edits: list[Edit] = []
    unplaced: list[Repair] = []
    for link in dict.fromkeys(repair.link for repair in repairs):
        same = [repair for repair in repairs if repair.link == link]
        for repair, places in bibliography.shared(same):
            made = [edit for place in places for edit in place.edits(repair)]
            edits += made
            if not places or (not made and not all(place.has(repair) for place in places)):
                unplaced.append(repair)
    return Plan(tuple(in_turn(edits)), tuple(unplaced))


class _Bibliography:
    def __init__(self, text: str) -> None:
        found = list(entries(text))
        known = strings(found, text)
        cited = [Reference(entry, text, known) for entry in found if is_read(entry)]
        ids = Distinct(one.id(number) for number, one in enumerate(cited, 1))
        self._by_link: dict[str, list[_Place]] = {}
        for number, one in enumerate(cited, 1):
            place = _Place(text, one, ids.name(one.id(number)), known)
            for link in one.links():
                self._by_link.setdefault(link, []).append(place)

    def shared(self, same: Sequence[Repair]) -> Iterator[tuple[Repair, list["_Place"]]]:
        """Repairs of one link, each with the entries it is made in: its own, or else all."""
        places = self._by_link.get(same[0].link, [])
        own = {place.id: place for place in places}
        if all(repair.citation.id in own for repair in same):
            for repair in same:
                yield repair, [own[repair.citation.id]]
        elif len(same) == len(places):
            yield from zip(same, ([place] for place in places), strict=True)
        else:
            yield same[0], places
            yield from ((repair, places[:0]) for repair in same[1:] if not places)


class _Place:
    """An entry that names a link."""

    def __init__(
        self, text: str, reference: Reference, identifier: str, known: dict[str, str]
    ) -> None:
        self._text, self._known, self.id = text, known, identifier
        self._entry = reference.entry
        self._fields = [one for one in reference.entry.fields if names_source(one.key.lower())]

    def has(self, repair: Repair) -> bool:
        """Whether the entry cites a snapshot of the link already."""
        end = self._entry.fields[-1].end
        return repair.action is Action.ADD and held(self._text[self._entry.start : end], repair)

    def edits(self, repair: Repair) -> list[Edit]:
        """What makes the repair; nothing where it is made already, or cannot be."""
        if _UNWRITABLE.search(repair.url) or repair.url.count("{") != repair.url.count("}"):
            return []
        naming = [field for field in self._fields if self._names(field, repair.link)]
        if not naming or self.has(repair):
            return []
        if repair.action is Action.EXCHANGE:
            return [edit for field in naming for edit in self._exchanged(field, repair)]
        return [self._noted(naming[0], repair)]

    def _names(self, field: Field, link: str) -> bool:
        key, written = field.key.lower(), value(field, self._text, self._known)
        return link in addresses_of(key, written) or (key == "doi" and link in written)

    def _exchanged(self, field: Field, repair: Repair) -> Iterator[Edit]:
        if field.key.lower() == "doi" and _DOI.match(repair.link):
            yield from self._instead_of_doi(field, repair)
            return
        found = False
        for piece in field.pieces:
            written = self._text[piece.start : piece.end] if piece.opened else ""
            for span in whole_links(written, repair.link, spelling):
                found = True
                at = Span(piece.start + span.start, piece.start + span.end)
                yield Edit(*at, self._written(field, piece, at, repair))
        joined_up = value(field, self._text, self._known)
        if not found and len(field.pieces) > 1 and joined_up == repair.link:
            yield Edit(field.begin, field.end, f"{{{repair.url}}}")

    def _instead_of_doi(self, field: Field, repair: Repair) -> Iterator[Edit]:
        """A DOI gives way to a DOI; an address goes into a field of its own."""
        doi = _DOI.search(repair.url)
        if doi is None or "archive" in repair.url:
            said = new_field(self._text, self._entry, field, "url", repair.url)
            yield Edit(field.end, field.end, said)
            return
        for piece in field.pieces:
            for span in whole_links(self._text[piece.start : piece.end], repair.link, spelling):
                yield Edit(piece.start + span.start, piece.start + span.end, doi[0])

    def _written(self, field: Field, piece: Piece, at: Span, repair: Repair) -> str:
        """The new address, escaped where the old one is, or where TeX sets it as text."""
        old = self._text[at.start : at.end]
        before = self._text[max(piece.start, at.start - _LONGEST_COMMAND) : at.start]
        as_text = not is_address_field(field.key.lower()) and not _ARGUMENT_OPEN.search(before)
        if "\\" in old or (as_text and not _ESCAPABLE.search(old)):
            return _ESCAPABLE.sub(r"\\\g<0>", repair.url)
        return repair.url

    def _noted(self, beside: Field, repair: Repair) -> Edit:
        note = repair.archived_at.format(rf"\url{{{repair.url}}}")
        given = next((one for one in self._entry.fields if one.key.lower() == "note"), None)
        if given is None:
            said = new_field(self._text, self._entry, beside, "note", note)
            return Edit(beside.end, beside.end, said)
        last = given.pieces[-1]
        written = self._text[last.start : last.end]
        if not last.opened:
            return Edit(given.end, given.end, f" # {{ {note}}}")
        end = last.start + len(written.rstrip())
        return Edit(end, end, joined(written.rstrip(), note))
