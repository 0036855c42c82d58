"""Reads Markdown: its footnotes, and the links beside them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from citewatch.core.citation import Citation, Place
from citewatch.documents.addresses.targets import Target, is_web_address
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.plain_links import Mention, beside, cite_mentions
from citewatch.documents.citations.remarks import repeated, unpaired
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.supports import Supports
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.kinds.markdown.blocks import Block, Outline, outline
from citewatch.documents.kinds.markdown.front_matter import front_title
from citewatch.documents.kinds.markdown.listed import listed_sources
from citewatch.documents.kinds.markdown.parser import markdown_parser
from citewatch.documents.kinds.markdown.typed_notes import anchored, typed
from citewatch.documents.kinds.markdown.works import works_of
from citewatch.documents.reader import Reading

_FARTHEST = 20_000
"""Characters of a line, behind its last link, in which the next one is looked for."""


def read_markdown(content: bytes, name: str) -> Reading:
    """The footnotes of a Markdown document, the works that it cites by key, and its other links.

    Code, comments and images cite nothing. Raises InputError where the content is no text.
    """
    text = decode(content, name)
    kept: dict[str, Any] = {}
    tokens = markdown_parser().parse(text, kept)
    lines = text.split("\n")
    found = outline(tokens, lines, kept.get("footnotes", {}).get("list", {}))
    cited, taken = _cited(found, text, name, lambda: _rendered(tokens, kept))
    works, missed = works_of(found, name)
    cited += works
    mentions = [*_mentions(found, taken, lines, name), *_unused(kept.get("references", {}), name)]
    remarks = (*_remarks(found), *missed)
    if not cited:
        return Reading(_title(found), cite_mentions(mentions), remarks)
    named, again = distinct(resolve(cited))
    return Reading(_title(found), beside(named, mentions), (*remarks, *again))


def _rendered(tokens: Sequence[Token], kept: dict[str, Any]) -> str:
    parser = markdown_parser()
    return str(parser.renderer.render(tokens, parser.options, kept))


def _cited(
    found: Outline, text: str, name: str, rendered: Callable[[], str]
) -> tuple[list[Citation], set[int]]:
    """The notes and the references of a document, and which of its blocks they are made of."""
    taken = {index for index, block in enumerate(found.blocks) if block.note is not None}
    cited = list(_notes(found, name))
    if not cited:
        cited, taken = typed(found.blocks, name)
    if not cited:
        cited = anchored(rendered, text, name)
    for reference, made_of in listed_sources(found.blocks, name):
        if not made_of & taken:
            cited.append(reference)
            taken |= made_of
    return cited, taken


def _notes(found: Outline, name: str) -> Iterator[Citation]:
    supports = Supports()
    links: dict[str | None, list[str]] = {}
    for block in found.blocks:
        links.setdefault(block.note, []).extend(target.url for target in block.links())
        for label, index in block.marks:
            supports.add(label, block.sentence(index))
    seen: set[str] = set()
    for note in found.notes:
        if note.label in seen:
            continue
        seen.add(note.label)
        yield compose(
            note.label,
            note.text,
            links=links.get(note.label) or None,
            supports=supports.of(note.label),
            at=Place(name, note.line, note.column),
        )


def _mentions(found: Outline, taken: set[int], lines: list[str], name: str) -> Iterator[Mention]:
    columns: dict[int, int] = {}
    for index, block in enumerate(found.blocks):
        if index not in taken:
            for target in block.links():
                yield _mention(block, target, lines, columns, name)


def _mention(
    block: Block, target: Target, lines: list[str], columns: dict[int, int], name: str
) -> Mention:
    """The link as a mention; `columns` keep for each line how far its links were found."""
    line = block.line_at(target.start)
    behind = columns.get(line, 0)
    column = lines[line - 1].find(target.url, behind, behind + _FARTHEST) + 1 or 1
    columns[line] = max(column, behind)
    key = block.keys.get(target.start, "").lower()
    words = " ".join(block.text[target.start : target.end].split()) if target.start >= 0 else ""
    return Mention(
        target.url,
        words if key.isdecimal() else key or words,
        block.sentence(target.end) if target.start >= 0 else "",
        Place(name, line, column),
        key or None,
    )


def _unused(references: dict[str, dict[str, Any]], name: str) -> Iterator[Mention]:
    """Reference definitions; those that a link uses are mentioned there before."""
    for label, definition in references.items():
        url, line = definition["href"], definition["map"][0] + 1
        if is_web_address(url):
            words = definition["title"] or label.lower()
            yield Mention(url, words, "", Place(name, line, 1), label.lower())


def _remarks(found: Outline) -> Iterator[str]:
    marks = (label for block in found.blocks for label, _ in block.marks)
    labels = [note.label for note in found.notes]
    yield from unpaired(marks, labels)
    yield from repeated(labels)


def _title(found: Outline) -> str | None:
    if found.front_matter and (title := front_title(found.front_matter)):
        return title
    for block in found.blocks:
        if block.level == 1 and block.text.strip():
            return " ".join(block.text.split())
    return None
