"""Reads PDFs: numbered notes and references, or the links where there are none."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from citewatch.core.citation import Citation
from citewatch.core.display import clean
from citewatch.documents.addresses.targets import is_web_address
from citewatch.documents.citations.compose import compose
from citewatch.documents.citations.plain_links import Mention, beside, cite_mentions
from citewatch.documents.citations.reference_entries import LISTED
from citewatch.documents.citations.sentences import Sentences
from citewatch.documents.citations.short_forms import resolve
from citewatch.documents.citations.supports import Supports
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.content.places import at_part
from citewatch.documents.kinds.pdf.lines import Line, lines_of
from citewatch.documents.kinds.pdf.links import Area, links_of
from citewatch.documents.kinds.pdf.marks import Marked, keyed_sentences, marked_sentences
from citewatch.documents.kinds.pdf.notes import Series, series_of
from citewatch.documents.kinds.pdf.passage import Joiner
from citewatch.documents.kinds.pdf.references import references
from citewatch.documents.reader import Reading
from citewatch.errors import InputError
from citewatch.pdfium.data import PdfData
from citewatch.pdfium.pages import DamagedPdf, read_pages

MOST_PAGES = 3_000
MOST_CHARACTERS = 20_000_000


def read_pdf(content: bytes, name: str) -> Reading:
    """The citations of a PDF, by their printed numbers.

    Where a document has both a list of references and footnotes, the longer of them keeps the
    plain numbers; the others are called `note 3` or `reference 3`. Raises InputError where the
    content is no PDF, is encrypted, has no text at all, or takes too much time or memory.
    """
    data = _taken_apart(content, name)
    if _is_scanned(data):
        todo = "where it was scanned, let a program for text recognition (OCR) read it first"
        raise InputError([f"{clean(name)}: has no text on any page; {todo}"])
    pdf = _Pdf(data, name)
    noted, renamed = pdf.noted()
    citations = noted or cite_mentions(pdf.mentions())
    return Reading(data["title"] or None, citations, (*renamed, *_unread(data)))


def _taken_apart(content: bytes, name: str) -> PdfData:
    try:
        return read_pages(content, MOST_PAGES, MOST_CHARACTERS)
    except DamagedPdf as error:
        raise InputError([f"{clean(name)}: not a readable PDF: {error}"]) from error


class _Pdf:
    def __init__(self, data: PdfData, name: str) -> None:
        self._name = name
        self._lines = lines_of(data["pages"])
        self._joiner = Joiner(self._lines)
        areas = [
            Area(url, number, *corners)
            for number, page in enumerate(data["pages"], 1)
            for url, *corners in page["links"]
            if is_web_address(url)
        ]
        self._areas_of: dict[int, list[Area]] = {}
        for area in areas:
            self._areas_of.setdefault(area.page, []).append(area)
        self._series = series_of(self._lines)
        noted = {index for one in self._series for note in one.notes for index in note.indexes}
        self._entries = references(self._lines, noted, self._linked)
        self._keys = frozenset(entry.key for entry in self._entries if entry.key)
        noted |= {index for entry in self._entries for index in entry.indexes}
        self._body = [line for index, line in enumerate(self._lines) if index not in noted]

    def noted(self) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
        """The notes and references, the links beside them, remarks; nothing where are none."""
        marks = list(marked_sentences(self._body, self._joiner)) if self._series else []
        citations: list[Citation] = []
        for number, series in enumerate(self._series):
            prefix = "" if number == 0 else ("note " if series.at_foot else "reference ")
            citations += resolve(self._cited(series, prefix, marks))
        citations += self._unnumbered()
        if not citations:
            return (), ()
        named, renamed = distinct(citations)
        return beside(named, self.mentions()), renamed

    def _unnumbered(self) -> Iterator[Citation]:
        """The entries of lists of references without numbers."""
        supports = Supports()
        for key, sentence in keyed_sentences(self._body, self._joiner, self._keys):
            supports.add(key, sentence)
        for count, entry in enumerate(self._entries, 1):
            passage = self._joiner.passage(entry.lines)
            yield compose(
                entry.key or f"{LISTED}{count}",
                " ".join(passage.text[entry.cut :].split()),
                links=[target.url for target in links_of(passage, self._near(entry.lines))],
                supports=supports.of(entry.key) if entry.key else (),
                at=at_part(self._name, "page", entry.lines[0].page),
            )

    def _near(self, lines: Sequence[Line]) -> list[Area]:
        pages = dict.fromkeys(line.page for line in lines)
        return [area for page in pages for area in self._areas_of.get(page, ())]

    def _linked(self, lines: list[Line]) -> bool:
        return bool(links_of(self._joiner.passage(lines), self._near(lines)))

    def _cited(self, series: Series, prefix: str, marks: Sequence[Marked]) -> Iterator[Citation]:
        # In a text with [1] in brackets, raised numbers are exponents.
        raised = series.at_foot or all(mark.raised for mark in marks)
        marked: dict[int, list[Marked]] = {}
        for mark in marks:
            marked.setdefault(mark.number, []).append(mark)
        for note in series.notes:
            passage = self._joiner.passage(note.lines)
            page = self._lines[note.indexes[0]].page
            yield compose(
                f"{prefix}{note.number}",
                " ".join(passage.text.split()),
                links=[target.url for target in links_of(passage, self._near(note.lines))],
                supports=[
                    mark.sentence
                    for mark in marked.get(note.number, ())
                    if mark.raised is raised and (mark.page == page or not series.at_foot)
                ],
                at=at_part(self._name, "page", page),
            )

    def mentions(self) -> Iterator[Mention]:
        """The links outside the notes."""
        return self._mentions(self._body)

    def _mentions(self, lines: Sequence[Line]) -> Iterator[Mention]:
        for page, group in groupby(lines, attrgetter("page")):
            passage = self._joiner.passage(list(group))
            sentences = Sentences(passage.text)
            for url, start, end in links_of(passage, self._areas_of.get(page, ())):
                words = " ".join(passage.text[start:end].split())
                sentence = sentences.at(end)
                yield Mention(url, words, sentence, at_part(self._name, "page", page))


def _is_scanned(data: PdfData) -> bool:
    """Whether there are pages, and on none of them a character or a link."""
    pages = data["pages"]
    return bool(pages) and not any(page["runs"] or page["links"] for page in pages)


def _unread(data: PdfData) -> Iterator[str]:
    for page in data["unread"]:
        yield f"Page {page} is damaged and could not be read."
    if data["pictures"]:
        yield (
            f"Without text, and so not read: {_numbers(data['pictures'])}. Each is a picture, such"
            " as a scan; a program for text recognition (OCR) can make it readable."
        )
    if len(data["pages"]) < data["total"]:
        yield f"Only the first {len(data['pages'])} of {data['total']} pages were read."


def _numbers(pages: Sequence[int]) -> str:
    """Page numbers in words: `page 3`, `pages 3, 5-9`."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], page]
        else:
            spans.append([page])
    words = ", ".join("-".join(map(str, span)) for span in spans)
    return f"page {words}" if len(pages) == 1 else f"pages {words}"
