"""PDFs: which numbered lines are notes, and which are contents, steps, tables and figures."""

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.kinds.pdf.reader import read_pdf
from documents.pdf_lab import PdfPage, pdf

_BODY = (
    "Rents rose in all the large cities of the country during that long year, and",
    "nobody had expected it; see http://rents.example/all for the figures of all.",
)


def _read(*pages: PdfPage) -> tuple[Citation, ...]:
    return read_pdf(pdf(*pages), "a.pdf").citations


@pytest.mark.parametrize(
    "lines",
    [
        ("1 Introduction", "2 Rents of the cities", "3 What can be done"),
        ("1. Open the door.", "2. Go in.", "3. Close the door."),
        ("0%", "6.25%", "12.5%", "25%"),
        ("0", "1", "2", "3", "4", "5"),
        ("[0] reserved", "[1] enabled", "[2] locked", "[3] written"),
    ],
)
@pytest.mark.parametrize("size", [7, 10])
def test_numbered_lines_that_name_no_source_are_no_notes(
    lines: tuple[str, ...], size: float
) -> None:
    page = PdfPage().lines(50, 700, *_BODY * 4).lines(50, 400, *lines, size=size)
    (citation,) = _read(page)
    assert (citation.id, citation.links) == ("1", ("http://rents.example/all",))


def test_contents_and_figures_do_not_hide_the_notes() -> None:
    contents = PdfPage().lines(50, 700, *(f"{n} Chapter of things" for n in range(1, 9)), size=8)
    page = PdfPage().lines(50, 700, *_BODY * 3).text(410, 692, "1", 6)
    page.text(50, 103, "1", 5).text(54, 100, "Ministry, http://a.example/b.", 8)
    notes = [(note.id, note.links) for note in _read(contents, page)]
    assert notes == [
        ("1", ("http://a.example/b",)),
        ("link-1", ("http://rents.example/all",)),
    ]


def test_chapters_are_no_notes_although_raised_marks_have_their_numbers() -> None:
    page = PdfPage().lines(50, 700, *_BODY * 6)
    for number in (1, 2, 3):
        page.text(40 + 90 * number, 704, str(number), 6)
        page.text(50, 143 - 12 * number, str(number), 5)
        page.text(54, 140 - 12 * number, f"Ministry, in {2015 + number}.", 8)
    chapters = [
        PdfPage().text(50, 700, f"{n}. Rents of {2000 + n}").lines(50, 680, *_BODY[:1] * 3)
        for n in (1, 2, 3)
    ]
    assert [note.id for note in _read(page, *chapters)] == ["1", "2", "3", "link-1"]


def test_a_page_of_notes_of_one_size_needs_no_heading() -> None:
    page = PdfPage()
    for place, (number, text) in enumerate(
        [(7, "Ministry, 2019. http://a.example/b"), (8, "Id."), (9, "City (2020), page 4.")]
    ):
        page.text(50, 703 - 12 * place, str(number), 5).text(54, 700 - 12 * place, text, 10)
    assert [(note.id, note.text) for note in _read(page)] == [
        ("7", "Ministry, 2019. http://a.example/b"),
        ("8", "Id."),
        ("9", "City (2020), page 4."),
    ]


@pytest.mark.parametrize("number", ["1", "1."])
def test_footnotes_of_the_size_of_the_text_are_told_by_their_marks(number: str) -> None:
    pages = []
    for count in (1, 2, 3):
        page = PdfPage().lines(50, 700, f"{'ABCD'[count]} {_BODY[0]}", "more.")
        page.text(76, 692, str(count), 6)
        page.text(50, 100, f"{number.replace('1', str(count))} Ministry, http://a.example/{count}")
        pages.append(page)
    assert [(note.id, note.links) for note in _read(*pages)] == [
        (str(count), (f"http://a.example/{count}",)) for count in (1, 2, 3)
    ]


def test_marks_in_a_row_are_several() -> None:
    page = PdfPage().lines(50, 700, _BODY[0], "more.").text(76, 692, "123", 6)
    for number in (1, 2, 3):
        page.text(50, 143 - 12 * number, str(number), 6)
        page.text(54, 140 - 12 * number, f"http://a.example/{number}")
    notes = _read(page)
    assert [note.id for note in notes] == ["1", "2", "3"]
    assert all(note.supports == (f"{_BODY[0]} more.",) for note in notes)
