"""Reads PDFs: numbered notes and references, or the links where there are none."""

from collections.abc import Iterable, Iterator

from citewatch.core.citation import Citation
from citewatch.documents.compose import compose
from citewatch.documents.pdf_lines import Line, lines_of
from citewatch.documents.pdf_notes import Note, Series, series_of
from citewatch.documents.pdf_pages import PdfData
from citewatch.documents.pdf_passage import Area, Joiner, links_of
from citewatch.documents.pdf_process import pdf_data
from citewatch.documents.places import at_part
from citewatch.documents.plain_links import Mention, cite_mentions
from citewatch.documents.reader import Reading
from citewatch.documents.short_forms import resolve


def read_pdf(content: bytes, name: str) -> Reading:
    """The citations of a PDF, by their printed numbers.

    Where a document has both a list of references and footnotes, the longer of them keeps the
    plain numbers; the others are called `note 3` or `reference 3`.
    """
    data = pdf_data(content, name)
    lines = lines_of(data["pages"])
    joiner = Joiner(lines)
    areas = [Area(url, n, *c) for n, page in enumerate(data["pages"], 1) for url, *c in page["links"]]
    citations: list[Citation] = []
    for number, series in enumerate(series_of(lines)):
        prefix = "" if number == 0 else ("note " if series.at_foot else "reference ")
        citations += _cited(series, prefix, joiner, areas, name)
    return Reading(data["title"] or None, tuple(citations), tuple(_unread(data)))


def _cited(series: Series, prefix: str, joiner: Joiner, areas: list[Area], name: str) -> list[Citation]:
    found = []
    for note in series.notes:
        passage = joiner.passage(note.lines)
        found.append(
            compose(
                f"{prefix}{note.number}",
                " ".join(passage.text.split()),
                links=links_of(passage, areas),
                at=at_part(name, "page", note.lines[0].page if note.lines else 1),
            )
        )
    return found


def _unread(data: PdfData) -> Iterator[str]:
    for page in data["unread"]:
        yield f"Page {page} is damaged and could not be read."
    if len(data["pages"]) < data["total"]:
        yield f"Only the first {len(data['pages'])} of {data['total']} pages were read."
