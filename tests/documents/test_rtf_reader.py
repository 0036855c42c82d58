"""RTF as Word, LibreOffice and pandoc write it."""

import pytest

from citewatch.documents.kinds.rtf.reader import read_rtf
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}}"
    r"{\stylesheet{\s0 Normal http://style.example/;}}{\info{\title Rents {\b in} 2020}{\author A}}"
)
FIELD = r'{\field{\*\fldinst{ HYPERLINK "http://a.example/x?b=1" \\l "p4"}}{\fldrslt{\ul Report}}}'


def read(body: str) -> Reading:
    return read_rtf(f"{HEAD}{body}}}".encode("latin-1"), "a.rtf")


def note(text: str, more: str = "") -> str:
    return rf"{{\super\chftn}}{{\footnote{more} \pard\plain {{\super\chftn}} {text}}}"


def test_notes_have_their_numbers_links_and_sentences() -> None:
    end = note("See http://b.example/y.", r"\ftnalt")
    report = note(f"{FIELD}, p. 4.")
    reading = read(rf"\pard First part.\par Rents rose.{report} And fell.{end} End.\par")
    assert reading.title == "Rents in 2020"
    one, two = reading.citations
    assert (one.id, one.links) == ("1", ("http://a.example/x?b=1#p4",))
    assert one.text == "Report, p. 4."
    assert one.supports == ("Rents rose.",)
    assert (two.id, two.links, two.supports) == ("i", ("http://b.example/y",), ("And fell.",))
    assert str(two.at) == "a.rtf:note i"


def test_a_sign_of_the_authors_own_is_the_notes_id() -> None:
    body = r"Rents rose.{\super *}{\footnote {\super *} http://a.example/}"
    assert [one.id for one in read(body).citations] == ["*"]


def test_links_beside_notes_are_citations_too() -> None:
    reading = read(rf"Rents rose.{note('A book.')}\par And {FIELD} says so.\par")
    assert [(one.id, one.links) for one in reading.citations] == [
        ("1", ()),
        ("link-1", ("http://a.example/x?b=1#p4",)),
    ]


def test_without_notes_each_linked_paragraph_is_a_citation() -> None:
    reading = read(rf"One {FIELD}.\par Two http://b.example/\par")
    assert [(one.id, one.text) for one in reading.citations] == [
        ("1", "One Report."),
        ("2", "Two http://b.example/"),
    ]


def test_letters_of_any_alphabet_are_read() -> None:
    body = (
        r"{\f1 \'cf\'f0\'e8} caf\'e9 \u8364?\u-10179?\u-8704?\emdash x\~y\_z\-w \{\} "
        r"http://a.example/\u233\'e9t\'e9 end"
    )
    (one,) = read(body).citations
    assert one.text == "При café €\U0001f600—x y-zw {} http://a.example/été end"
    assert one.links == ("http://a.example/été",)


@pytest.mark.parametrize(
    "hidden",
    [
        r"{\header http://h.example/}",
        r"{\*\annotation http://h.example/}",
        r"{\v http://h.example/}",
        r"{\deleted http://h.example/}",
        r"{\*\unheardof http://h.example/}",
        r"{\pict\bin5 }{}x\}",
    ],
)
def test_what_is_not_printed_is_not_read(hidden: str) -> None:
    (one,) = read(rf"Seen {hidden}http://a.example/ and no more").citations
    assert one.links == ("http://a.example/",)
    assert one.text == "Seen http://a.example/ and no more"


def test_a_document_cut_off_is_read_as_far_as_it_goes() -> None:
    content = f"{HEAD}Rents.{note('See http://b.example/y')}".encode()
    for end in range(len(HEAD), len(content)):
        read_rtf(content[:end], "a.rtf")


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(RecursionError):
        read("{" * 5_000)


def test_what_is_no_rtf_is_refused() -> None:
    with pytest.raises(InputError, match="is no RTF document"):
        read_rtf(b"plain", "a.rtf")
