"""PDFs: notes at the feet of pages, lists of references, addresses broken over lines."""

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.kinds.pdf.reader import read_pdf
from citewatch.errors import InputError
from citewatch.pdfium import process as pdf_process
from documents.pdf_lab import PdfPage, pdf

_BODY = ("Rents rose in all the large cities of the country during that long year, and", "more.")


def _page(*, mark: str = "1") -> PdfPage:
    """A page of text that no other page has; its second line ends with a raised mark."""
    other = [f"{'ABCDEF'[int(mark)] * 9} and so on until this line is full of words"] * 3
    return PdfPage().lines(50, 700, *_BODY, *other).text(76, 692, mark, 6)


def _read(*pages: PdfPage) -> tuple[Citation, ...]:
    return read_pdf(pdf(*pages), "a.pdf").citations


def test_a_note_at_the_foot_has_its_number_text_page_and_sentence() -> None:
    page = _page().text(50, 103, "1", 5).text(54, 100, "Ministry, http://a.example/b.", 8)
    (note,) = _read(PdfPage().lines(50, 700, *_BODY), page)
    assert (note.id, note.text) == ("1", "Ministry, http://a.example/b.")
    assert note.links == ("http://a.example/b",)
    assert str(note.at) == "a.pdf:page 2"
    assert note.supports == (" ".join(_BODY),)


def test_a_raised_number_drawn_behind_its_line_still_leads_the_note() -> None:
    page = _page().text(54, 100, "Ministry of Housing.", 8).text(50, 103, "1", 5)
    assert [(note.id, note.text) for note in _read(page)] == [("1", "Ministry of Housing.")]


def test_notes_with_numbers_as_large_as_their_text_are_told_apart() -> None:
    page = _page().lines(50, 100, "1 First, page 3.", "2 Second", "and its rest.", size=8)
    assert [(note.id, note.text) for note in _read(page)] == [
        ("1", "First, page 3."),
        ("2", "Second and its rest."),
    ]


def test_the_same_note_at_the_same_height_of_many_pages_is_no_running_foot() -> None:
    pages = [
        _page(mark=str(n)).text(50, 103, str(n), 5).text(54, 100, "Ibid.", 8) for n in range(1, 5)
    ]
    assert [note.id for note in _read(*pages)] == ["1", "2", "3", "4"]


def test_running_heads_and_page_numbers_are_not_in_the_notes() -> None:
    pages = [
        _page(mark=str(n))
        .text(50, 780, "Annual report", 8)
        .text(50, 103, str(n), 5)
        .text(54, 100, f"Note number {'abcd'[n]}", 8)
        .text(50, 88, f"Page {n} of 3", 8)
        for n in range(1, 4)
    ]
    assert [note.text for note in _read(*pages)] == [
        "Note number b",
        "Note number c",
        "Note number d",
    ]


def test_a_note_that_the_page_breaks_off_goes_on_at_the_foot_of_the_next() -> None:
    long = (
        "Ministry of Housing of the whole country, its report on the rents of all the cities, see"
    )
    first = _page().text(50, 53, "1", 5).text(54, 50, long, 8.96)
    second = PdfPage().lines(50, 700, *_BODY).text(50, 60, "annex at http://a.example/b", 8.96)
    (note,) = _read(first, second)
    assert note.links == ("http://a.example/b",)


def test_a_list_of_references_is_read_with_its_marks() -> None:
    body = PdfPage().lines(50, 700, "Rents rose [2]. They fell [1, 3].")
    listed = PdfPage().text(50, 700, "References", 14)
    listed.lines(50, 680, "[1] A. http://a.example/", "[2] B.", "[3] C. http://c.example/")
    notes = _read(body, listed)
    assert [(note.id, note.text) for note in notes] == [
        ("1", "A. http://a.example/"),
        ("2", "B."),
        ("3", "C. http://c.example/"),
    ]
    assert notes[1].supports == ("Rents rose [2].",)
    assert notes[2].supports == ("They fell [1, 3].",)


def test_the_shorter_series_does_not_take_the_numbers_of_the_longer_one() -> None:
    page = _page().text(50, 103, "1", 5).text(54, 100, "A remark.", 8)
    listed = PdfPage().text(50, 700, "References", 14)
    listed.lines(50, 680, *(f"[{n}] Source {'abcdef'[n]}" for n in range(1, 6)))
    assert [note.id for note in _read(page, listed)] == ["1", "2", "3", "4", "5", "note 1"]


_EDGE = "Ministry of Housing and of the Interior, the report of the year in ques "


@pytest.mark.parametrize(
    ("first", "second", "url"),
    [
        ("http://a.example/reports-", "of-2020/rents.pdf, p. 3.", "reports-of-2020/rents.pdf"),
        ("http://a.example/reports/", "2020/rents.pdf", "reports/2020/rents.pdf"),
        ("http://a.example/ex", "cise_duties/x", "excise_duties/x"),
        ("http://a.example/rents.", "html.", "rents.html"),
        ("http://a.example/reports", "The rest of the note.", "reports"),
        ("http://a.example/reports/", "and the rest", "reports/"),
        ("http://a.example/reports", "http://b.example/", "reports"),
    ],
)
def test_an_address_is_joined_over_lines_where_it_goes_on(
    first: str, second: str, url: str
) -> None:
    page = _page().text(50, 103, "1", 5).text(54, 100, _EDGE + first, 8).text(50, 90, second, 8)
    assert _read(page)[0].links[0] == f"http://a.example/{url}"


def test_an_address_ends_at_the_end_of_a_line_with_room_left() -> None:
    page = (
        _page()
        .text(50, 103, "1", 5)
        .lines(
            54,
            100,
            "http://a.example/b",
            "c/d and a line that reaches as far as the lines above it",
            size=8,
        )
    )
    assert _read(page)[0].links == ("http://a.example/b",)


def test_the_hyphen_of_a_word_of_the_document_is_not_part_of_an_address() -> None:
    page = _page().text(50, 500, "All compromises were counted.", 10)
    page.text(50, 103, "1", 5).text(54, 100, _EDGE + "http://a.example/compro-", 8)
    page.text(50, 90, "mises.html", 8)
    assert _read(page)[0].links == ("http://a.example/compromises.html",)


def test_the_target_of_an_annotation_wins_over_the_address_that_it_lies_on() -> None:
    page = _page().text(50, 103, "1", 5).text(54, 100, "http://shown.example/", 8)
    page.link("http://meant.example/ \r", 54, 98, 130, 108)
    assert _read(page)[0].links == ("http://meant.example/",)


def test_an_annotation_on_each_line_of_a_broken_address_counts_once() -> None:
    page = _page().text(50, 103, "1", 5).lines(54, 100, "http://a.example/long-", "x", size=8)
    page.link("http://a.example/long-x", 54, 98, 140, 108)
    page.link("http://a.example/long-x", 54, 88, 60, 97)
    assert _read(page)[0].links == ("http://a.example/long-x",)


def test_an_annotation_outside_the_notes_is_none_of_theirs() -> None:
    page = _page().text(50, 103, "1", 5).text(54, 100, "A remark.", 8)
    reading = read_pdf(pdf(page.link("http://a.example/", 50, 690, 90, 700)), "a.pdf")
    assert reading.citations[0].links == ()
    beside = reading.citations[1]
    assert (beside.id, beside.links) == ("link-1", ("http://a.example/",))


def test_underscores_that_are_drawn_as_rules_are_read() -> None:
    page = _page().text(50, 103, "1", 5).text(54, 100, "http://a.example/b", 8)
    width = 0.5 * 8
    right = 54 + 66.3
    page.text(right + width, 100, "c", 8).rule(right + 0.3, 99.5, 3)
    assert _read(page)[0].links == ("http://a.example/b_c",)


def test_without_notes_every_link_is_a_citation_with_its_page_and_sentence() -> None:
    page = PdfPage().lines(50, 700, "See http://a.example/b. And the ministry.")
    page.link("http://b.example/", 172, 698, 240, 710)
    first, second = _read(PdfPage(), page)
    assert (first.links, str(first.at)) == (("http://a.example/b",), "a.pdf:page 2")
    assert second.links == ("http://b.example/",)
    assert second.supports == ("And the ministry.",)


def test_a_scanned_document_is_told_and_not_taken_for_one_that_cites_nothing() -> None:
    with pytest.raises(InputError) as caught:
        read_pdf(pdf(PdfPage().rule(50, 700, 20), PdfPage()), "scan.pdf")
    (problem,) = caught.value.problems
    assert problem.startswith("scan.pdf: has no text on any page")


def test_a_link_may_name_any_two_opposite_corners() -> None:
    page = PdfPage().lines(50, 700, "See the report of the ministry.")
    page.link("http://a.example/b", 240, 710, 50, 698)
    assert [one.links for one in _read(page)] == [("http://a.example/b",)]


def test_the_title_is_the_one_in_the_properties() -> None:
    assert read_pdf(pdf(PdfPage().text(50, 700, "Rents"), title="Rents"), "a.pdf").title == "Rents"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 nothing", b"\x00" * 1000, b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^bad\.pdf: not a readable PDF: it is damaged or no PDF"):
        read_pdf(content, "bad.pdf")


def test_an_encrypted_pdf_is_refused_as_such() -> None:
    key = "00" * 32
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>/ID[<{key}><{key}>]"
    with pytest.raises(InputError, match="it is protected by a password"):
        read_pdf(pdf(PdfPage(), trailer=locked), "bad.pdf")


def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(InputError, match=r"it took longer than 0\.01 seconds"):
        pdf_process.pdf_data(pdf(PdfPage()), "slow.pdf", pages=1, seconds=0.01)


def test_a_reader_that_dies_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "WORKER", "antigravity_that_is_not_there")
    with pytest.raises(InputError, match="it is damaged, or needs more than"):
        pdf_process.pdf_data(pdf(PdfPage()), "bad.pdf", pages=1, seconds=10)
