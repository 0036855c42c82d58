"""Reads MediaWiki wikitext: its `<ref>` notes as the page numbers them, or else its links."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import mwparserfromhell
from mwparserfromhell.wikicode import Wikicode

from citewatch.core.citation import Citation
from citewatch.core.display import clean
from citewatch.documents.citations.plain_links import Mention, beside, cite_mentions
from citewatch.documents.citations.remarks import unpaired
from citewatch.documents.citations.sentences import Sentences
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.supports import Supports
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.decoding import decode
from citewatch.documents.content.places import Lines
from citewatch.documents.kinds.wikitext.cited import (
    cited_works,
    listed_sources,
    written_citation,
)
from citewatch.documents.kinds.wikitext.notes import Key, Notes, notes_of
from citewatch.documents.kinds.wikitext.text import addresses, plain
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_BRACKETS = re.compile(r"\[+|\]+|\{+\|?|\|?\}+|<!--|-->")
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z]\w*)[^<>]*(?P<end>/?>)?")
_ALONE = frozenset("br hr wbr img li p dd dt td th tr nowiki".split())
"""Tags that people leave open, or whose content is no wikitext."""

_MOST_UNCLOSED = 500
"""The parser's time grows with the square of them; a page that people read has a few."""

_LONGEST_LINE = 4_000
"""Characters of a line that are shown with a link in it."""


def read_wikitext(content: bytes, name: str) -> Reading:
    """The notes of a wikitext page: by the names that the source gives them, else by numbers.

    Numbers are those that the page prints, which count the named notes, too; a group that has a
    name of its own is numbered apart (`note 3`).
    """
    text = decode(content, name)
    if _unclosed(text) > _MOST_UNCLOSED:
        what = f"more than {_MOST_UNCLOSED} brackets, braces or tags are never closed"
        raise InputError([f"{clean(name)}: cannot be read as wikitext: {what}"])
    page = mwparserfromhell.parse(text)
    notes, lines = notes_of(page, text), Lines(text)
    noted, remarks = _noted(notes, lines, name)
    works, unknown = cited_works(notes, lines, name)
    listed = listed_sources(text, name)
    outside = _mentions(page, text, lines, name)
    if not (noted or works or listed):
        return Reading(None, cite_mentions(outside), (*remarks, *unknown))
    citations, again = distinct([*noted, *works, *listed])
    return Reading(None, beside(citations, outside), (*remarks, *unknown, *again))


def _noted(notes: Notes, lines: Lines, name: str) -> tuple[Sequence[Citation], Sequence[str]]:
    """The notes, and the remarks on marks and notes without each other."""
    numbers = _numbers(notes)
    supports = Supports()
    sentences = Sentences(notes.text)
    for key, index in notes.marks:
        supports.add(key, sentences.at(index))
    citations = resolve(
        written_citation(
            numbers[key],
            notes.definitions[key].content,
            supports.of(key),
            lines.at(name, notes.definitions[key].at),
        )
        for key in numbers
        if key in notes.definitions
    )
    marks = [numbers[key] for key, _ in notes.marks]
    return citations, list(unpaired(marks, [numbers[key] for key in notes.definitions]))


def _unclosed(text: str) -> int:
    """How many brackets, templates, tables, comments and tags nothing closes."""
    left = dict.fromkeys(("[", "{", "<!--"), 0)
    for found in _BRACKETS.finditer(text):
        written = found[0]
        if written[0] in "[{":
            left[written[0]] += len(written.rstrip("|"))
        elif written[-1] in "]}":
            opening = "[" if written[-1] == "]" else "{"
            left[opening] = max(left[opening] - len(written.lstrip("|")), 0)
        else:
            left["<!--"] = max(left["<!--"] + (1 if written == "<!--" else -1), 0)
    return sum(left.values()) + _unclosed_tags(text)


def _unclosed_tags(text: str) -> int:
    """How many tags have no end, or are never closed where they should be."""
    endless, left = 0, Counter[str]()
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if tag["end"] is None:
            endless += 1
        elif tag["closing"]:
            left[name] = max(left[name] - 1, 0)
        elif tag["end"] == ">" and not tag[0].endswith("/>") and name not in _ALONE:
            left[name] += 1
    return endless + sum(left.values())


def _numbers(notes: Notes) -> dict[Key, str]:
    """What each note is called: its name, or its number in the order of first use."""
    counts: dict[str, int] = {}
    numbers: dict[Key, str] = {}
    for key in [*(key for key, _ in notes.marks), *notes.definitions]:
        if key not in numbers:
            counts[key.group] = counts.get(key.group, 0) + 1
            number = f"{key.group} {counts[key.group]}".strip()
            numbers[key] = key.name if key.is_named else number
    return numbers


def _mentions(page: Wikicode, text: str, lines: Lines, name: str) -> Iterator[Mention]:
    cursor, start, sentence = 0, -1, ""
    for link in page.filter_external_links():
        cursor = max(text.find(str(link), cursor), cursor)
        words = plain(link.title) if link.title is not None else ""
        if (begin := text.rfind("\n", 0, cursor) + 1) != start:
            start, end = begin, text.find("\n", cursor)
            line = text[start : end if end >= 0 else len(text)]
            sentence = plain(mwparserfromhell.parse(line[:_LONGEST_LINE]))
        for url in addresses(mwparserfromhell.parse(str(link))):
            yield Mention(url, words, sentence, lines.at(name, cursor))
