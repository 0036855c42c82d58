"""OpenDocument texts: notes, lists of sources and links are read, what is not shown is not."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.odt.reader import read_odt
from citewatch.documents.reader import Reading
from citewatch.errors import InputError
from documents.odt_lab import a, h, note, odt, p

STYLES = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"'
    ' style:num-format="1"/></text:list-style>'
    '<style:style style:name="T9"><style:text-properties text:display="none"/></style:style>'
)


def read(body: str, own_styles: str = "", styles: str = "", title: str = "") -> Reading:
    return read_odt(odt(body, own_styles=own_styles, styles=styles, title=title), "a.odt")


def test_notes_have_their_signs_their_links_and_the_sentences_they_support() -> None:
    found = read(
        p(
            "It rained. Rents rose.",
            note("1", p("Doe, ", a("http://a.example/1", "Rents"), ", accessed 3 May 2020.")),
            " They fell again.",
            note("*", p("Roe. http://a.example/2"), p("More: http://a.example/3")),
        )
        + p("The end.", note("i", p("Poe."), kind="endnote")),
        title="A report",
    )
    assert found.title == "A report"
    assert [(one.id, one.links, one.supports) for one in found.citations] == [
        ("1", ("http://a.example/1",), ("Rents rose.",)),
        ("*", ("http://a.example/2", "http://a.example/3"), ("They fell again.",)),
        ("i", (), ("The end.",)),
    ]
    assert str(found.citations[0].accessed) == "2020-05-03"
    assert str(found.citations[0].at) == "a.odt:note 1"


def test_what_is_not_shown_is_not_read() -> None:
    found = read(
        "<text:tracked-changes><text:changed-region><text:deletion>"
        + p("http://gone.example/1")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
        + p(
            '<text:span text:style-name="T9">http://hidden.example/1</text:span>',
            a("http://a.example/1", "Shown"),
            "<office:annotation>" + p(a("http://said.example/1", "Aside")) + "</office:annotation>",
        ),
        own_styles=STYLES,
        styles="<office:master-styles><style:header>"
        + p(a("http://head.example/1", "Head"))
        + "</style:header></office:master-styles>",
    )
    assert [one.links for one in found.citations] == [("http://a.example/1",)]
    (told,) = found.remarks
    assert told.startswith("Left out, since it stands in headers, footers or comments: ")
    assert told.endswith(": http://head.example/1, http://said.example/1.")


def test_lists_of_sources_are_read_with_their_numbers() -> None:
    def items(*words: str) -> str:
        return "".join(f"<text:list-item>{p(one)}</text:list-item>" for one in words)

    found = read(
        p("Trust fell [2].")
        + h("References")
        + '<text:list text:style-name="L1">'
        + items("Doe, Jane. 2012. Rents.", "Roe, Max. http://a.example/2")
        + "</text:list>"
        + p("")
        + '<text:list text:style-name="L1" text:continue-numbering="true">'
        + items("Poe, Edgar. 1845.")
        + "</text:list>",
        own_styles=STYLES,
    )
    assert [(one.id, one.links, one.supports) for one in found.citations] == [
        ("1", (), ()),
        ("2", ("http://a.example/2",), ("Trust fell [2].",)),
        ("3", (), ()),
    ]


def test_the_list_that_a_reference_manager_writes_needs_no_heading() -> None:
    found = read(
        p("Trust fell (Doe).")
        + '<text:section text:name=" ZOTERO_BIBL {} CSL_BIBLIOGRAPHY">'
        + p("Doe, Jane. Rents.")
        + "</text:section>"
        + p("The end.")
    )
    assert [one.text for one in found.citations] == ["Doe, Jane. Rents."]


def test_text_boxes_tabs_and_blanks_are_text() -> None:
    found = read(
        p(
            "See<text:s/>http://a.example/<text:span>whole</text:span><text:tab/>there",
            "<draw:frame><draw:text-box>" + p("Boxed http://b.example/") + "</draw:text-box>",
            "</draw:frame>",
        )
    )
    assert [(one.text, one.links) for one in found.citations] == [
        ("See http://a.example/whole there", ("http://a.example/whole",)),
        ("Boxed http://b.example/", ("http://b.example/",)),
    ]


def test_it_is_known_by_its_content() -> None:
    assert kind_of(odt(p("A")), "a.bin").name == "odt"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (odt("", more={"content.xml": b"<a><b></a>"}), "content.xml is not valid XML"),
        (
            odt("", more={"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "declares entities",
        ),
        (odt("<text:span>" * 300 + "</text:span>" * 300), "nested too deeply"),
        (
            odt(
                "",
                more={"META-INF/manifest.xml": b"<m><e><encryption-data/></e></m>"},
            ),
            "protected by a password",
        ),
        (b"PK\x03\x04nothing", "it is damaged"),
    ],
    ids=["bad XML", "entities", "nested", "encrypted", "no zip"],
)
def test_what_cannot_be_read_is_told(content: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        read_odt(content, "a.odt")


def test_a_file_without_text_is_told() -> None:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(InputError, match="it has no text"):
        read_odt(made.getvalue(), "a.odt")
