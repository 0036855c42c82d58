"""MediaWiki wikitext: notes numbered as the page prints them."""

from datetime import date

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.kinds.wikitext.reader import read_wikitext
from citewatch.documents.reader import Reading


def _reading(text: str) -> Reading:
    return read_wikitext(text.encode(), "a.wiki")


def _read(text: str) -> tuple[Citation, ...]:
    return _reading(text).citations


def test_notes_go_by_their_names_or_by_the_numbers_that_the_page_prints() -> None:
    citations = _read(
        "Rents rose.<ref name=x /> So <ref>[http://b.example/ B]</ref>they "
        "fell.<ref name='x'>X</ref>\n<references/>"
    )
    assert [(c.id, c.text) for c in citations] == [("x", "X"), ("2", "[http://b.example/ B]")]
    assert citations[0].supports == ("Rents rose.", "So they fell.")
    assert str(citations[1].at) == "a.wiki:1:30"


def test_a_citation_template_gives_links_and_dates() -> None:
    (note,) = _read(
        "A.<ref>{{cite web |url=http://a.example/?a=1&amp;b={{=}} |title=T |doi=10.1000/x"
        " |archive-url=https://web.archive.org/web/2011/http://a.example/ |date=May 2010"
        " |access-date=3 February 2021}}</ref>"
    )
    assert note.links == (
        "http://a.example/?a=1&b==",
        "https://web.archive.org/web/2011/http://a.example/",
    )
    assert (note.accessed, note.published) == (date(2021, 2, 3), "May 2010")


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("http://a.example/x, p. 3", ("http://a.example/x",)),
        ("[http://a.example/(x) Title (b)]", ("http://a.example/(x)",)),
        ("[//a.example/x Title]", ("//a.example/x",)),
        ("[mailto:a@b.example Mail]", ()),
        ("<!-- http://a.example/ --> none", ()),
        ("{{cite journal |title=T |doi=10.1000/x}}", ("10.1000/x",)),
    ],
)
def test_links_are_those_that_the_page_would_show(written: str, links: tuple[str, ...]) -> None:
    assert _read(f"A.<ref>{written}</ref>")[0].links == links


def test_an_address_does_not_run_on_into_the_next_parameter_of_a_broken_template() -> None:
    (note,) = _read("A.<ref>''B''.{{cite web |url= http://a.example/x|title= T ''|year=1}}</ref>")
    assert note.links == ("http://a.example/x",)


def test_notes_of_a_group_are_counted_apart() -> None:
    citations = _read("A.<ref group=note>N</ref> B.<ref>B</ref>{{efn|E}}{{#tag:ref|T|group=note}}")
    assert [(c.id, c.text) for c in citations] == [
        ("note 1", "N"),
        ("1", "B"),
        ("lower-alpha 1", "E"),
        ("note 2", "T"),
    ]


def test_notes_defined_in_the_list_stand_in_the_order_of_their_marks() -> None:
    reading = _reading(
        "B.<ref name=b/> A.<ref name=a/>{{reflist|refs=<ref name=a>A</ref><ref name=b>B</ref>}}"
    )
    assert [(c.id, c.text) for c in reading.citations] == [("b", "B"), ("a", "A")]
    assert reading.remarks == ()


def test_marks_without_a_note_and_notes_without_a_mark_are_told() -> None:
    reading = _reading("A.<ref name=gone/> <references><ref name=b>B</ref></references>")
    assert reading.remarks == ("Mark gone has no note.", "Note b has no mark.")


def test_notes_in_boxes_and_captions_are_found() -> None:
    citations = _read("{{Infobox\n|area = 5<ref>Box</ref>\n}}[[File:a.jpg|A map<ref>Map</ref>]]")
    assert [c.text for c in citations] == ["Box", "Map"]


def test_nowiki_and_comments_hold_no_notes() -> None:
    reading = _reading("A <nowiki><ref>no</ref></nowiki><!-- <ref>no</ref> -->.<ref>yes</ref>")
    assert [c.text for c in reading.citations] == ["yes"]


def test_without_notes_every_external_link_is_a_citation() -> None:
    citations = _read(
        "Intro.\n* [http://a.example/ The '''ministry'''], 2020\n* http://b.example/x."
    )
    assert [(c.id, c.text, c.links) for c in citations] == [
        ("1", "The ministry", ("http://a.example/",)),
        ("2", "http://b.example/x", ("http://b.example/x",)),
    ]
    assert str(citations[0].at).startswith("a.wiki:2:")
