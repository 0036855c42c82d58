"""PDFs: where addresses that lines break off go on, and what link annotations say."""

import pytest

from citewatch.documents.kinds.pdf.reader import read_pdf
from documents.pdf_lab import TH, PdfPage, pdf

_FULL = "Ministry of Housing, the report of the year in question, and what was said of it: "


def _links(page: PdfPage) -> tuple[str, ...]:
    citations = read_pdf(pdf(page), "a.pdf").citations
    return tuple(link for citation in citations for link in citation.links)


def _broken(first: str, second: str, *, room: str = "") -> tuple[str, ...]:
    """The links of two lines below a line as wide as the first one, or wider by `room`."""
    line = _FULL + first
    return _links(PdfPage().lines(50, 700, line[::-1] + room, line, second))


@pytest.mark.parametrize(
    ("first", "second", "url"),
    [
        ("https://", "www.a.example/b", "https://www.a.example/b"),
        ("http:", "//www.a.example/b", "http://www.a.example/b"),
        ("https://", "reports.a.example/b", "https://reports.a.example/b"),
        ("https://www.a.example/", "pubmed/2369879.", "https://www.a.example/pubmed/2369879"),
        ("https://www.a.example/x/", "report.pdf", "https://www.a.example/x/report.pdf"),
        ("https://www.a.example/x-", "y-z.", "https://www.a.example/x-y-z"),
        ("https://www.a.", "b.example/c/d", "https://www.a.b.example/c/d"),
    ],
)
def test_an_address_goes_on_although_the_line_had_room(first: str, second: str, url: str) -> None:
    assert _broken(first, second, room=" and some more words") == (url,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://www.a.example/", "accessed in May"),
        ("https://www.a.example/", "2019."),
        ("https://www.a.example/", "provides what is known"),
        ("https://www.a.example/x", "and/or the ministry"),
        ("https://www.a.example/x", "well-known as it is"),
        ("https://www.a.example/x,", "2019. A report"),
        ("https://www.a.example/x.", "It was well-known"),
        ("https://www.a.example/x#", "schema https://www.b.example/"),
    ],
)
def test_what_follows_an_address_in_the_next_line_is_not_glued_to_it(
    first: str, second: str
) -> None:
    assert _broken(first, second)[0] == first.rstrip(".,")


@pytest.mark.parametrize(
    ("first", "second", "url"),
    [
        ("doi:10.1176/appi.", "ps.201200106; see", "10.1176/appi.ps.201200106"),
        ("doi:10.1007/s12599-", "014-0334-4", "10.1007/s12599-014-0334-4"),
        (
            "https://doi.org/10.1007/",
            "s12599-014-0334-4",
            "https://doi.org/10.1007/s12599-014-0334-4",
        ),
        ("https://doi.org/10.", "1007/s12599", "https://doi.org/10.1007/s12599"),
        ("doi:10.1176/appi.", "Kristina and others", "10.1176/appi"),
        ("doi:10.", "1007/s12599", "10.1007/s12599"),
        ("doi:10.1007", "/s12599", "10.1007/s12599"),
        ("doi:10.1176/appi.", "2016. The next", "10.1176/appi"),
    ],
)
def test_a_doi_is_joined_over_lines(first: str, second: str, url: str) -> None:
    assert _broken(first, second) == (url,)


def test_lines_far_apart_are_no_parts_of_one_address() -> None:
    page = PdfPage().lines(50, 700, "Some", "lines", "http://a.example/b-")
    page.text(50, 640, "c/d.html")
    assert _links(page) == ("http://a.example/b-",)


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        ("At http://www. a-b. co. uk/2001/x. html, 2001.", "http://www.a-b.co.uk/2001/x.html"),
        ("At http://openid. net/specs/a-2_0. html. Then", "http://openid.net/specs/a-2_0.html"),
        ("At http://www.w3. org/TR/x, page 2.", "http://www.w3.org/TR/x"),
        ("At http://dx. doi. org/10. 1145/123. 456 of", "http://dx.doi.org/10.1145/123.456"),
        ("At http://www.a.example. de la Cruz", "http://www.a.example"),
        ("At http://www.a.example/b. html is a format", "http://www.a.example/b"),
    ],
)
def test_blanks_behind_the_points_of_an_address_are_left_out(printed: str, url: str) -> None:
    assert _links(PdfPage().text(50, 700, printed)) == (url,)


def test_a_glyph_for_two_letters_breaks_no_word() -> None:
    page = PdfPage().text(50, 700, f"{TH}eir http://a.example/{TH}eir-Students")
    (citation,) = read_pdf(pdf(page), "a.pdf").citations
    assert citation.links == ("http://a.example/Their-Students",)
    assert citation.supports == ("Their http://a.example/Their-Students",)


def test_a_link_over_two_lines_is_one_and_leaves_others_in_its_rectangle_alone() -> None:
    page = PdfPage().lines(50, 700, "http://b.example/ and http://a.example/long-", "of-it/x")
    page.linked("http://a.example/long-of-it/y", (152, 698, 255, 708), (50, 686, 85, 696))
    assert _links(page) == ("http://b.example/", "http://a.example/long-of-it/y")


def test_an_annotation_that_sees_one_line_gives_way_to_the_whole_address() -> None:
    page = PdfPage().lines(50, 700, "See http://a.example/reports/", "2020/rents.pdf and so on")
    page.link("http://a.example/reports/", 68, 698, 190, 708)
    assert _links(page) == ("http://a.example/reports/2020/rents.pdf",)


def test_a_shown_part_of_a_link_is_no_link_of_its_own() -> None:
    page = PdfPage().lines(50, 700, "See http://a.example/reports", "2020/b")
    page.link("http://a.example/reports/2020/b", 50, 686, 75, 696)
    assert _links(page) == ("http://a.example/reports/2020/b",)


def test_pages_that_are_pictures_among_others_are_told() -> None:
    text = PdfPage().text(50, 700, "See http://a.example/.")
    pages = [text, *(PdfPage().picture() for _ in range(3)), text, PdfPage().picture()]
    reading = read_pdf(pdf(*pages, PdfPage(), PdfPage().picture(60, 80)), "a.pdf")
    (remark,) = reading.remarks
    assert remark.startswith("Without text, and so not read: pages 2-4, 6.")
