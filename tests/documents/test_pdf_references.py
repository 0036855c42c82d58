"""PDFs: lists of references without numbers, with keys, over columns and pages."""

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.kinds.pdf.reader import read_pdf
from documents.pdf_lab import PdfPage, pdf

_FIRST = ("Adams, A. (2019). Rents of the cities. Review of Housing,", "12(3), 4-19.")
_SECOND = ("Brown, B. (2020). The year in rents of all the cities of", "all. http://a.example/b")
_THIRD = ("Clark, C. (2021). Rents. https://doi.org/10.1234/abc.5",)
_TEXTS = [" ".join(lines) for lines in (_FIRST, _SECOND, _THIRD)]


def _read(*pages: PdfPage) -> tuple[Citation, ...]:
    return read_pdf(pdf(*pages), "a.pdf").citations


def _listed(citations: tuple[Citation, ...]) -> list[str]:
    return [one.text for one in citations if one.id.startswith("reference ")]


def _hanging(page: PdfPage, x: float, y: float, *entries: tuple[str, ...]) -> PdfPage:
    for entry in entries:
        for number, words in enumerate(entry):
            page.text(x + (20 if number else 0), y, words)
            y -= 12
    return page


def test_each_entry_with_a_hanging_indent_is_a_citation_with_a_link_or_without() -> None:
    page = PdfPage().text(50, 700, "Rents rose: http://rents.example/all")
    page = _hanging(page.text(50, 600, "References", 14), 50, 580, _FIRST, _SECOND, _THIRD)
    first, second, third, beside = _read(page)
    assert [first.id, second.id, third.id] == ["reference 1", "reference 2", "reference 3"]
    assert [first.text, second.text, third.text] == _TEXTS
    assert (first.links, second.links) == ((), ("http://a.example/b",))
    assert str(third.at) == "a.pdf:page 1"
    assert (beside.id, beside.links) == ("link-1", ("http://rents.example/all",))


@pytest.mark.parametrize("heading", ["Bibliography", "5. Literatur", "Works cited", "Fuentes"])
def test_entries_are_told_apart_by_the_gaps_between_them(heading: str) -> None:
    page, y = PdfPage().text(50, 700, heading, 14), 680.0
    for entry in (_FIRST, _SECOND, _THIRD):
        page.lines(50, y, *entry)
        y -= 12 * len(entry) + 6
    assert _listed(_read(page)) == _TEXTS


def test_entries_without_gaps_or_indents_are_told_apart_by_what_they_say() -> None:
    page = PdfPage().text(50, 700, "References", 14).lines(50, 680, *_FIRST, *_SECOND, *_THIRD)
    assert _listed(_read(page)) == _TEXTS


def test_a_list_goes_on_in_the_next_column_and_page_below_running_heads() -> None:
    pages = [PdfPage().text(50, 780, "Rents").text(300, 20, str(n)) for n in range(1, 5)]
    names = ("Adams", "Brown", "Clark", "Davis", "Evans", "Frank")
    entries = [
        (f"{name}, A. ({2000 + n}). Rents of the cities", f"and towns, {n}. Press.")
        for n, name in enumerate(names)
    ]
    pages[0].text(50, 700, "References", 14)
    _hanging(pages[0], 50, 680, *entries[:2])
    pages[0].text(50, 632, entries[2][0])
    pages[0].text(320, 700, entries[2][1])
    _hanging(pages[0], 300, 688, entries[3])
    pages[1].text(50, 700, entries[4][0]).text(70, 688, entries[4][1])
    _hanging(pages[1], 300, 700, entries[5])
    assert _listed(_read(*pages)) == [" ".join(entry) for entry in entries]


def test_keys_in_brackets_are_the_ids_and_their_marks_are_found() -> None:
    page = PdfPage().text(50, 700, "Rents rose [ABC12]. They fell [DEF13, ABC12].")
    page.text(50, 600, "References", 14)
    page.lines(50, 580, "[ABC12] A. Adams: Rents, 2012.", "[DEF13] D. Evans:", "http://d.example/")
    first, second = _read(page)
    assert (first.id, first.text) == ("ABC12", "A. Adams: Rents, 2012.")
    assert first.supports == ("Rents rose [ABC12].", "They fell [DEF13, ABC12].")
    assert (second.id, second.links) == ("DEF13", ("http://d.example/",))


def test_keys_may_stand_in_a_column_of_their_own() -> None:
    page = PdfPage().text(50, 600, "References", 14)
    for y, key, text in (
        (580, "[ABC12]", "A. Adams: Rents, 2012."),
        (560, "[DEF]", "Evans, 2013."),
    ):
        page.text(50, y + 1, key, 8).text(160, y, text, 9)
    assert [(one.id, one.text) for one in _read(page)] == [
        ("ABC12", "A. Adams: Rents, 2012."),
        ("DEF", "Evans, 2013."),
    ]


def test_a_list_with_bullets_ends_where_other_text_follows() -> None:
    page = PdfPage().text(50, 700, "References", 14)
    page.lines(70, 680, "* Adams. Rents, 2019.", "* http://b.example/")
    page.lines(50, 640, "About this report of 2020", "It was written by many.")
    assert _listed(_read(page)) == ["Adams. Rents, 2019.", "http://b.example/"]


def test_the_head_of_a_column_of_a_table_heads_no_list() -> None:
    page = PdfPage().text(50, 700, "Name").text(300, 700, "Reference")
    for y, name in zip(range(680, 600, -14), "ABCDEF", strict=True):
        page.text(50, y, f"Rents {name}").text(300, y, f"http://{name.lower()}.example/2020")
    assert _listed(_read(page)) == []


def test_a_list_of_references_beside_footnotes() -> None:
    page = PdfPage().lines(50, 700, "Rents rose in all of the cities of the", "country.")
    page.text(91, 692, "1", 6).text(50, 103, "1", 5).text(54, 100, "See http://n.example/1", 8)
    listed = _hanging(PdfPage().text(50, 700, "References", 14), 50, 680, _FIRST, _SECOND)
    assert [one.id for one in _read(page, listed)] == ["1", "reference 1", "reference 2"]


def test_a_long_list_takes_linear_time() -> None:
    page = PdfPage().text(50, 790, "References", 14)
    for number in range(3_000):
        page.text(50, 780 - number * 0.2, f"Adams, A. (2020). Rents {number}.", 0.2)
    assert _read(page)
