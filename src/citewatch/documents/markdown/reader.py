"""Reads Markdown: its footnotes, or, where it has none, its links."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from citewatch.core.citation import Citation, Place
from citewatch.documents.markdown.blocks import Block, Outline, outline
from citewatch.documents.parts.compose import compose
from citewatch.documents.parts.decoding import decode
from citewatch.documents.parts.plain_links import Mention, cite_mentions
from citewatch.documents.parts.remarks import links_left_out, repeated, unpaired
from citewatch.documents.parts.sentences import sentence_at
from citewatch.documents.parts.short_forms import resolve
from citewatch.documents.parts.targets import Target, is_web_address
from citewatch.documents.reader import Reading

_TITLE = re.compile(r"(?m)^title\s*[:=]\s*(.+)$")


def read_markdown(content: bytes, name: str) -> Reading:
    """The footnotes of a Markdown document; its links where it has no footnotes.

    Code, comments and images cite nothing. Raises InputError where the content is no text.
    """
    text = decode(content, name)
    kept: dict[str, Any] = {}
    tokens = _parser().parse(text, kept)
    lines = text.split("\n")
    found = outline(tokens, lines, kept.get("footnotes", {}).get("list", {}))
    mentions = [*_mentions(found, lines, name), *_unused(kept.get("references", {}), name)]
    if not found.notes:
        return Reading(_title(found), cite_mentions(mentions), tuple(_remarks(found)))
    remarks = (*_remarks(found), *links_left_out(len(mentions)))
    return Reading(_title(found), resolve(_notes(found, name)), remarks)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    parser.use(front_matter_plugin)
    # Addresses stay as written: nothing is percent-encoded, nothing refused.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


def _notes(found: Outline, name: str) -> Iterator[Citation]:
    supports: dict[str, list[str]] = {}
    links: dict[str | None, list[str]] = {}
    for block in found.blocks:
        links.setdefault(block.note, []).extend(target.url for target in block.links())
        for label, index in block.marks:
            supports.setdefault(label, []).append(sentence_at(block.text, index))
    seen: set[str] = set()
    for note in found.notes:
        if note.label in seen:
            continue
        seen.add(note.label)
        yield compose(
            note.label,
            note.text,
            links=links.get(note.label) or None,
            supports=supports.get(note.label, ()),
            at=Place(name, note.line, note.column),
        )


def _mentions(found: Outline, lines: list[str], name: str) -> Iterator[Mention]:
    for block in found.blocks:
        if block.note is None:
            for target in block.links():
                yield _mention(block, target, lines, name)


def _mention(block: Block, target: Target, lines: list[str], name: str) -> Mention:
    line = block.line + block.text.count("\n", 0, max(target.start, 0))
    column = lines[line - 1].find(target.url) + 1 or 1
    key = block.keys.get(target.start, "").lower()
    words = " ".join(block.text[target.start : target.end].split()) if target.start >= 0 else ""
    return Mention(
        target.url,
        words if key.isdecimal() else key or words,
        sentence_at(block.text, target.end) if target.start >= 0 else "",
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
    if found.front_matter and (title := _front_title(found.front_matter)):
        return title
    for block in found.blocks:
        if block.heading and block.text.strip():
            return " ".join(block.text.split())
    return None


def _front_title(front_matter: str) -> str | None:
    try:
        data = yaml.safe_load(front_matter)
    except yaml.YAMLError:
        written = _TITLE.search(front_matter)
        return written[1].strip().strip("\"'") if written else None
    title = data.get("title") if isinstance(data, dict) else None
    return str(title).strip() if title else None
