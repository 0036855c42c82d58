"""Where a citation stands."""

import pytest

from citewatch.core.citation import Place


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place("report.md", 12, 5), "report.md:12:5"),
        (Place("books.bib", 12), "books.bib:12"),
        (Place("report.pdf", part="page 3"), "report.pdf:page 3"),
        (Place("books.json", part="item smith: 2016"), "books.json:item smith: 2016"),
        (Place("C:\\papers\\a.md", 3, 1), "C:\\papers\\a.md:3:1"),
        (Place("an editor's own words"), "an editor's own words"),
    ],
)
def test_a_place_is_written_as_people_write_it_and_read_back(place: Place, written: str) -> None:
    assert str(place) == written
    assert Place.read(written) == place


def test_a_line_of_a_chapter_names_both() -> None:
    assert str(Place("a.epub", 3, part="text/ch1.xhtml")) == "a.epub:text/ch1.xhtml:3"


@pytest.mark.parametrize("written", ["a.md:0:1", "a.md:01", ":12", "a\nb:3", "a:1:2:3", ""])
def test_whatever_was_written_stays_as_it_was(written: str) -> None:
    assert str(Place.read(written)) == written
