"""Word documents: sources outside the notes, and what stands in parts of other names."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.word.reader import read_docx
from documents.docx_lab import field, link, mark, note, paragraph, text, word_file, zipped

A, B, C = "http://a.example/a", "http://b.example/b", "http://c.example/c"


def styled(style: str, *runs: str) -> str:
    return paragraph(f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>', *runs)


def control(gallery: str, *paragraphs: str) -> str:
    properties = f'<w:sdtPr><w:docPartObj><w:docPartGallery w:val="{gallery}"/></w:docPartObj>'
    return (
        f"<w:sdt>{properties}</w:sdtPr><w:sdtContent>{''.join(paragraphs)}</w:sdtContent></w:sdt>"
    )


def read(body: str, notes: str = "", **links: str) -> tuple[Citation, ...]:
    return read_docx(word_file(body, footnotes=notes, body_links=links), "a.docx").citations


def brief(citations: tuple[Citation, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.id, one.links) for one in citations]


NOTED = paragraph(text("Rents rose."), mark(2))
NOTE = note(2, paragraph(text(f"Doe, {A}")))


def test_notes_silence_no_link_of_the_running_text() -> None:
    body = NOTED + paragraph(text("First. Some "), link("r1", "say so"), text(f", or {B}."))
    found = read(body, NOTE, r1=C)
    assert brief(found) == [("1", (A,)), ("link-1", (C,)), ("link-2", (B,))]
    assert (found[1].text, found[1].supports) == (
        "say so",
        ("Some say so, or http://b.example/b.",),
    )
    assert str(found[1].at) == "a.docx:paragraph 2"


@pytest.mark.parametrize("heading", ["References", "5. Bibliography", "Literaturverzeichnis:"])
def test_each_paragraph_below_a_heading_of_sources_is_a_citation(heading: str) -> None:
    items = (f"Doe, J. (2016). On ropes. {B}", "Roe, J. More ropes. London.", f"Moe, M. 2017. {C}")
    listed = "".join(paragraph(text(item)) for item in items)
    end = styled("Heading1", text("Annex")) + paragraph(text("See http://d.example/d."))
    found = read(NOTED + styled("Heading1", text(heading)) + listed + end, NOTE)
    assert brief(found) == [
        ("1", (A,)),
        ("reference 1", (B,)),
        ("reference 2", ()),
        ("reference 3", (C,)),
        ("link-1", ("http://d.example/d",)),
    ]
    assert found[1].text == items[0]


def test_prose_below_such_a_heading_is_no_list() -> None:
    prose = paragraph(text("We talked to many people.")) + paragraph(text("None wrote anything."))
    assert read(
        NOTED + paragraph(text("Sources")) + prose + paragraph(text(f"In 2017, {B}")), NOTE
    )[1].id == ("link-1")


def test_the_sentences_that_cite_a_number_support_its_item() -> None:
    body = paragraph(text("They wear out [1]. Few know why [2, 3]."))
    items = (f"[1] Doe, {A}", f"[2] Roe, {B}", f"[3] Moe, {C}")
    found = read(body + paragraph(text("References")) + "".join(paragraph(text(i)) for i in items))
    assert brief(found) == [("1", (A,)), ("2", (B,)), ("3", (C,))]
    assert [one.supports for one in found] == [
        ("They wear out [1].",),
        ("Few know why [2, 3].",),
        ("Few know why [2, 3].",),
    ]


def test_a_key_in_a_cell_of_its_own_names_the_source_in_the_next() -> None:
    cells = paragraph(text("[KML]")) + paragraph(text(f"OGC, Keyhole, 2008. {A}"))
    assert brief(read(paragraph(text("References")) + cells)) == [("KML", (A,))]


def test_what_word_or_a_manager_lists_needs_no_heading() -> None:
    word = control(
        "Bibliographies", styled("Heading1", text("Quellen")), paragraph(text(f"D, {B}"))
    )
    code = ' ADDIN ZOTERO_BIBL {"uncited":[["http://hidden.example/"]]} CSL_BIBLIOGRAPHY '
    found = read(NOTED + word + paragraph(field(code, f"Roe, J. More. {C}")), NOTE)
    assert brief(found) == [("1", (A,)), ("reference 1", (B,)), ("reference 2", (C,))]


def test_what_a_manager_hides_is_no_source() -> None:
    code = ' ADDIN ZOTERO_ITEM CSL_CITATION {"URL":"http://hidden.example/"} '
    assert brief(read(paragraph(field(code, f"Doe, {A}")))) == [("1", (A,))]


def test_a_field_within_a_field_leads_where_it_says() -> None:
    inner = field(f' HYPERLINK "{A}" \\o "tip" \\t "_blank" ', "here")
    outer = field(" IF 1 ", "X").replace(text("X"), inner)
    assert brief(read(paragraph(outer, text(".")))) == [("1", (A,))]


def test_a_field_that_never_ends_hides_nothing() -> None:
    open_field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert brief(read(paragraph(open_field) + paragraph(text(A)))) == [("1", (A,))]


def test_a_text_box_stands_apart_from_the_line_that_it_is_anchored_in() -> None:
    box = f"<w:r><w:txbxContent>{paragraph(text(B))}</w:txbxContent></w:r>"
    assert brief(read(paragraph(text("http://a.exam"), box, text("ple/a")))) == [
        ("1", (A,)),
        ("2", (B,)),
    ]


def test_an_address_in_pieces_is_one() -> None:
    pieces = (
        text("See http://a.example/long"),
        "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>",
        text("na\u00adme/"),
        "<w:r><w:br/></w:r>",
        text("report-2017.pdf"),
    )
    assert brief(read(paragraph(*pieces))) == [
        ("1", ("http://a.example/long-name/report-2017.pdf",))
    ]


def test_what_a_link_shows_is_no_second_link() -> None:
    body = NOTED + paragraph(link("r1", "http://b.example/very-lo\u2026"), text(" and more"))
    assert brief(read(body, NOTE, r1="http://b.example/very-long"))[1:] == [
        ("link-1", ("http://b.example/very-long",))
    ]


def test_headers_and_comments_are_left_out_and_told() -> None:
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = f'<Relationship Id="h" Type="{types}/header" Target="header1.xml"/></Relationships>'
    content = word_file(paragraph(text(A)))
    members = _members(content)
    rels = "word/_rels/document.xml.rels"
    members[rels] = members[rels].replace(b"</Relationships>", relations.encode())
    members["word/header1.xml"] = f'<w:hdr xmlns:w="urn:w">{paragraph(text(B))}</w:hdr>'.encode()
    reading = read_docx(zipped(members), "a.docx")
    assert brief(reading.citations) == [("1", (A,))]
    assert reading.remarks == (f"Left out, since it stands in headers, footers or comments: {B}.",)


def test_the_main_part_is_what_the_package_says() -> None:
    members = {
        name.replace("document.xml", "document2.xml"): re.sub(
            rb"document\.xml", b"document2.xml", part
        )
        for name, part in _members(word_file(NOTED, footnotes=NOTE)).items()
    }
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    override = f'<Override PartName="/word/document2.xml" ContentType="{kind}"/>'
    members["[Content_Types].xml"] = f"<Types>{override}</Types>".encode()
    content = zipped(members)
    assert kind_of(content, "a").name == "docx"
    assert brief(read_docx(content, "a.docx").citations) == [("1", (A,))]


def _members(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
