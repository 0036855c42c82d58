"""How the links of a Word part are led to other addresses (ECMA-376, part 1, 17.16)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from citewatch.documents.content.xml_events import Characters, value_in
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.kinds.word.fields import hyperlink
from citewatch.documents.kinds.word.relations import Relations
from citewatch.documents.stories.edits import Exchange
from citewatch.documents.stories.story import Link, Story


class LinkWriter:
    """Leads the links of one part elsewhere, and gathers what changes in its relationships.

    A relationship can serve several links, which may lead to several places of one page: where not
    all of them go to the new address, those that do get a relationship of their own.
    """

    def __init__(self, xml: bytes, relations: Relations, stories: Iterable[Story]) -> None:
        self._xml, self._relations = xml, relations
        self._led: defaultdict[str, set[str]] = defaultdict(set)
        for story in stories:
            for link in story.links:
                self._led[link.relation].add(link.url)
        self._own: dict[tuple[str, str], str] = {}
        self.in_relations: list[Exchange] = []

    def led(self, link: Link, url: str) -> Iterator[Exchange]:
        """The changes of the part itself that make a link lead to `url`."""
        if link.relation:
            yield from self._related(link, url)
        elif found := hyperlink("".join(one.text for one in link.code)):
            characters = list(_each(link.code))
            in_tag = link.tag.holds(characters[found.address_at.start].at)
            written = '"' + url.replace('"', "%22") + '"'
            yield from _over(characters, found.address_at, escape(written, quote=in_tag))
            if found.place_at is not None:
                yield from _over(characters, found.place_at, "")

    def _related(self, link: Link, url: str) -> Iterator[Exchange]:
        address, _, place = url.partition("#")
        anchor = value_in(self._xml, link.tag, "anchor")
        if anchor is None:
            address = url
        elif place:
            yield Exchange(anchor.value, escape(place).encode())
        else:
            yield Exchange(anchor.whole, b"")
        if self._led[link.relation] == {link.url}:
            if (change := self._relations.led_to(link.relation, address)) is not None:
                self.in_relations.append(change)
        elif (named := value_in(self._xml, link.tag, "id")) is not None:
            yield Exchange(named.value, self._own_relation(link.relation, address).encode())

    def _own_relation(self, like: str, address: str) -> str:
        known = self._own.get((like, address))
        if known is None:
            known, change = self._relations.another(like, address)
            self._own[like, address] = known
            self.in_relations.append(change)
        return known


def _each(code: Sequence[Characters]) -> Iterator[Characters]:
    """The characters of a field's code one by one: many may stand in one text."""
    for some in code:
        start = some.at.start
        if len(some.text) == 1:
            yield some
            continue
        for character in some.text:
            end = start + len(character.encode())
            yield Characters(character, Span(start, end))
            start = end


def _over(characters: Sequence[Characters], at: Span, new: str) -> Iterator[Exchange]:
    """What writes `new` over some characters, which may stand in several runs."""
    stretches: list[Span] = []
    for one in characters[at.start : at.end]:
        if stretches and stretches[-1].end == one.at.start:
            stretches[-1] = Span(stretches[-1].start, one.at.end)
        else:
            stretches.append(one.at)
    for index, stretch in enumerate(stretches):
        yield Exchange(stretch, new.encode() if index == 0 else b"")
