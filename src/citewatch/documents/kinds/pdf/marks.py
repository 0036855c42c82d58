"""The sentences of a PDF that carry the marks of its notes."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from citewatch.documents.citations.sentences import Sentences
from citewatch.documents.kinds.pdf.lines import Line
from citewatch.documents.kinds.pdf.passage import Joiner
from citewatch.documents.kinds.pdf.starts import raised_numbers

_BRACKETED = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_KEYED = re.compile(r"\[([^\[\]]{2,80})\]")
_NUMBERS = re.compile(r"(\d{1,3})(?:\s*[–-]\s*(\d{1,3}))?")


class Marked(NamedTuple):
    """The mark of note `number` on a page, and the sentence that it stands in."""

    number: int
    page: int
    raised: bool
    sentence: str


def marked_sentences(body: Iterable[Line], joiner: Joiner) -> Iterator[Marked]:
    """The marks in the lines that belong to no note."""
    for page, group in groupby(body, attrgetter("page")):
        lines = list(group)
        passage = joiner.passage(lines)
        sentences = Sentences(passage.text)
        for line, start in zip(lines, passage.starts, strict=True):
            ahead = [(-1, line.mark)] if line.mark and start else []
            for index, mark in (*ahead, *line.marks):
                sentence = sentences.at(start + index)
                for number in raised_numbers(mark):
                    yield Marked(number, page, raised=True, sentence=sentence)
        for found in _BRACKETED.finditer(passage.text):
            sentence = sentences.at(found.start())
            for number in _numbers(found[1]):
                yield Marked(number, page, raised=False, sentence=sentence)


def keyed_sentences(
    body: Iterable[Line], joiner: Joiner, keys: Container[str]
) -> Iterator[tuple[str, str]]:
    """The keys in brackets, `[ABC12]`, with the sentences that they stand in."""
    for _, group in groupby(body, attrgetter("page")):
        text = joiner.passage(list(group)).text
        sentences = Sentences(text)
        for found in _KEYED.finditer(text):
            for key in re.split(r"\s*[,;]\s*", found[1]):
                if key in keys:
                    yield key, sentences.at(found.start())


def bracketed_numbers(text: str, start: int = 0) -> Iterator[int]:
    """The numbers in brackets that begin at the character `start` or behind it."""
    for found in _BRACKETED.finditer(text, start):
        yield from _numbers(found[1])


def _numbers(written: str) -> Iterator[int]:
    for found in _NUMBERS.finditer(written):
        first, last = int(found[1]), int(found[2] or found[1])
        yield from range(first, min(last, first + 50) + 1)
