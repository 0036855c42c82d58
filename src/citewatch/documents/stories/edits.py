"""Repairs of a story: what changes in its XML, at the places that its links were read from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from msgspec import Struct

from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.editing.edits import Edit, apply
from citewatch.documents.editing.passages import (
    bare,
    held,
    in_brackets,
    in_turn,
    joined,
    shared_out,
)
from citewatch.documents.editing.whole_links import Span
from citewatch.documents.stories.story import Link, Managed, Paragraph, Story

_MOST_NAMED = 3


class Exchange(Struct, frozen=True):
    """The bytes `at` of an XML file give way to `new`."""

    at: Span
    new: bytes


class Writing(Struct, frozen=True):
    """How a kind of document writes what changes.

    `target` gives the changes that make a link lead to another address; `added` is the XML that
    shows a text where it stands between elements of a paragraph.
    """

    target: Callable[[Link, str], Iterable[Exchange]]
    added: Callable[[Paragraph, str], str]


class _Home(Struct, frozen=True):
    """A paragraph with an address: its links to it, and where it shows it."""

    paragraph: Paragraph
    links: list[Link]
    shown: list[Span]

    def overlaps(self, managed: Managed) -> bool:
        """Whether one of the links lies in what a reference manager keeps."""
        places = [*((link.start, link.end) for link in self.links), *self.shown]
        return any(start < managed.end and managed.start < end for start, end in places)


def exchanges(story: Story, repairs: Sequence[Repair], writing: Writing) -> list[Exchange]:
    """The changes that make those of the `repairs` whose links stand in the story."""
    homes = _homes(story, {repair.link for repair in repairs})
    found: list[Exchange] = []
    for link, some in homes.items():
        same = [repair for repair in repairs if repair.link == link]
        for repair, home in zip(shared_out(same, len(some)), some, strict=True):
            found += _of_home(story, repair, home, writing)
    return found


def standing(story: Story) -> set[str]:
    """The addresses that can be exchanged in a story."""
    shown = {one.url for paragraph in story.paragraphs for one in story.shown(paragraph)}
    return shown | {link.url for link in story.links}


def told_managers(stories: Iterable[Story], repairs: Sequence[Repair]) -> tuple[str, ...]:
    """The remarks on repairs in what reference managers keep: they write it anew."""
    wanted = {repair.link for repair in repairs}
    kept: dict[str, dict[str, None]] = {}
    for story in stories:
        homes = _homes(story, wanted) if story.managed else {}
        for url, some in homes.items():
            for home in some:
                for managed in story.managed:
                    if home.overlaps(managed):
                        kept.setdefault(managed.by, {})[url] = None
    return tuple(
        f"{manager} keeps {len(urls)} of the repaired addresses ({_named(urls)}) and will write "
        f"the old ones again when it refreshes the document: change them in its library too."
        for manager, urls in kept.items()
    )


def _named(urls: Iterable[str]) -> str:
    urls = list(urls)
    return ", ".join(urls[:_MOST_NAMED]) + (" …" if len(urls) > _MOST_NAMED else "")


def changed(xml: bytes, some: Iterable[Exchange]) -> bytes:
    """The XML file after the changes."""
    edits = [Edit(one.at.start, one.at.end, one.new.decode("latin-1")) for one in some]
    return apply(xml.decode("latin-1"), in_turn(edits)).encode("latin-1")


def view(stories: Iterable[Story]) -> str:
    """The texts with the targets of their links, a paragraph a line: what a person compares."""
    return "".join(
        f"{_line(story, paragraph)}\n" for story in stories for paragraph in story.paragraphs
    )


def _line(story: Story, paragraph: Paragraph) -> str:
    text = story.text[paragraph.start : paragraph.end]
    return " ".join([text, *(f"<{link.url}>" for link in story.links_of(paragraph))])


def _homes(story: Story, wanted: set[str]) -> dict[str, list[_Home]]:
    """The paragraphs that each of the wanted addresses stands in, in order."""
    homes: dict[str, list[_Home]] = {}
    for paragraph in story.paragraphs:
        here: dict[str, _Home] = {}
        for link in story.links_of(paragraph):
            if link.url in wanted:
                here.setdefault(link.url, _Home(paragraph, [], [])).links.append(link)
        for one in story.shown(paragraph):
            if one.url in wanted:
                home = here.setdefault(one.url, _Home(paragraph, [], []))
                home.shown.append(Span(one.start, one.end))
        for url, home in here.items():
            homes.setdefault(url, []).append(home)
    return homes


def _of_home(story: Story, repair: Repair, home: _Home, writing: Writing) -> Iterator[Exchange]:
    if repair.action is Action.ADD:
        text = story.text[home.paragraph.start : home.paragraph.end]
        if not held(text, repair):
            yield _note(story, repair, home, writing)
        return
    for link in home.links:
        yield from writing.target(link, repair.url)
    for span in home.shown:
        first, *others = story.written(*span)
        yield Exchange(first, _escaped(repair.url))
        yield from (Exchange(other, b"") for other in others)


def _note(story: Story, repair: Repair, home: _Home, writing: Writing) -> Exchange:
    """A note at the paragraph's end where the citation ends there, else behind the link."""
    note, paragraph = repair.archived_at.format(repair.url), home.paragraph
    text = story.text[paragraph.start : paragraph.end]
    end, behind = _behind(story, home)
    rest = story.text[end : paragraph.end]
    if bare(repair.citation.text).endswith(bare(rest)):
        told = joined(text.rstrip(), note, behind_link=not rest.strip())
        at = paragraph.behind
        return Exchange(Span(at, at), writing.added(paragraph, told).encode())
    told = in_brackets(note)
    if home.links:
        return Exchange(Span(behind, behind), writing.added(paragraph, told).encode())
    return Exchange(Span(behind, behind), _escaped(told))


def _behind(story: Story, home: _Home) -> tuple[int, int]:
    """Where the last of the home's links ends: in the text, and in the XML."""
    if home.links:
        last = max(home.links, key=lambda link: link.behind)
        return last.end, last.behind
    end = home.shown[-1].end
    return end, story.written(end - 1, end)[-1].end


def _escaped(text: str) -> bytes:
    return escape(text, quote=False).encode()
