"""Reads Markdown: its footnotes, or, where it has none, its links."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from citewatch.core.citation import Citation
from citewatch.documents.compose import compose
from citewatch.documents.decoding import decode
from citewatch.documents.markdown_blocks import Block, Note, Outline, outline
from citewatch.documents.plain_links import Mention, cite_mentions
from citewatch.documents.reader import Reading
from citewatch.documents.sentences import sentence_at
from citewatch.documents.short_forms import resolve
from citewatch.documents.wording import unlisted_links

_DEFINITION_SPACE = re.compile(r"\n\s*\n")


def read_markdown(content: bytes, name: str) -> Reading:
    """The footnotes of a Markdown document; its links where it has no footnotes.

    Code, comments and images cite nothing. Raises InputError where the content is no text.
    """
    text = decode(content, name)
    found = outline(_parser().parse(text), text.split("\n"))
    if found.notes:
        citations = resolve(_notes(found, name))
        remarks = [*_remarks(found), *unlisted_links(len(_mentions(found, name)))]
        return Reading(_title(found), citations, tuple(remarks))
    return Reading(_title(found), cite_mentions(_mentions(found, name)), tuple(_remarks(found)))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    parser.use(front_matter_plugin)
    # Addresses stay as written: nothing is to be percent-encoded, nothing refused.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda _url: True  # type: ignore[method-assign]
    return parser


def _notes(found: Outline, name: str) -> Iterator[Citation]:
    supports: dict[str, list[str]] = {}
    for block in found.blocks:
        for label, index in block.marks:
            supports.setdefault(label, []).append(sentence_at(block.text, index))
    for note in found.notes:
        place = f"{name}:{note.line}:{note.column}"
        yield compose(
            note.label, note.text, links=note.links, supports=supports.get(note.label, ()), at=place
        )


def _mentions(found: Outline, name: str) -> list[Mention]:
    return [
        Mention(link.url, link.label, sentence_at(block.text, link.end), f"{name}:{link.line}:{link.column}")
        for block in found.blocks
        if block.note is None
        for link in block.links
    ]


def _remarks(found: Outline) -> Iterator[str]:
    labels = {note.label for note in found.notes}
    marks = dict.fromkeys(label for block in found.blocks for label, _ in block.marks)
    for label in marks:
        if label not in labels:
            yield f"Mark {label} has no note."
    for note in found.notes:
        if note.label not in marks:
            yield f"Note {note.label} has no mark."
    for label in found.repeated:
        yield f"Note {label} stands twice; the first one counts."
