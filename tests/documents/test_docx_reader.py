"""Word documents: notes with their printed numbers, links in every way Word stores them."""

import pytest

from citewatch.documents.kinds.word.reader import read_docx
from citewatch.errors import InputError
from documents.docx_lab import field, link, mark, note, paragraph, text, word_file, zipped


def _noted(*paragraphs: str, **links: str) -> bytes:
    body = paragraph(text("Rents rose."), mark(2))
    return word_file(body, footnotes=note(2, *paragraphs), note_links=links)


def test_a_footnote_has_the_printed_number_not_the_internal_one() -> None:
    content = word_file(
        paragraph(text("One."), mark(7)) + paragraph(text("Two."), mark(3)),
        footnotes=note(3, paragraph(text("B http://b.example/"))) + note(7, paragraph(text("A"))),
    )
    citations = read_docx(content, "a.docx").citations
    assert [(c.id, c.text) for c in citations] == [("1", "A"), ("2", "B http://b.example/")]
    assert str(citations[1].at) == "a.docx:note 2"


def test_a_footnote_supports_the_sentence_that_carries_its_mark() -> None:
    body = paragraph(text("First. Rents rose twice"), mark(2), text(". Then they fell."))
    reading = read_docx(word_file(body, footnotes=note(2, paragraph(text("x")))), "a.docx")
    assert reading.citations[0].supports == ("Rents rose twice.",)


def test_the_target_of_a_link_wins_over_the_address_that_it_shows() -> None:
    content = _noted(paragraph(link("r1", "http://shown.example/")), r1="http://meant.example/x%20")
    assert read_docx(content, "a.docx").citations[0].links == ("http://meant.example/x%20",)


def test_a_link_keeps_the_place_that_word_stores_apart() -> None:
    content = _noted(paragraph(link("r1", "here", anchor="part-2")), r1="http://a.example/")
    assert read_docx(content, "a.docx").citations[0].links == ("http://a.example/#part-2",)


@pytest.mark.parametrize(
    ("code", "target"),
    [
        (' HYPERLINK "http://a.example/b" ', "http://a.example/b"),
        (' HYPERLINK "http://a.example/b" \\l "c" \\o "tip" ', "http://a.example/b#c"),
        (" hyperlink http://a.example/b \\t _blank", "http://a.example/b"),
        (' HYPERLINK "http://a.example/a\\\\b" ', "http://a.example/a\\b"),
    ],
)
def test_a_field_code_leads_to_its_target(code: str, target: str) -> None:
    content = _noted(paragraph(text("See "), field(code, "http://shown.example/")))
    citation = read_docx(content, "a.docx").citations[0]
    assert citation.links == (target,)
    assert citation.text == "See http://shown.example/"


def test_field_codes_that_are_no_links_show_their_result_alone() -> None:
    content = _noted(paragraph(text("Page "), field(' PAGEREF x \\h "http://no.example" ', "12")))
    citation = read_docx(content, "a.docx").citations[0]
    assert (citation.text, citation.links) == ("Page 12", ())


def test_mail_and_places_inside_the_document_are_no_links() -> None:
    content = _noted(
        paragraph(link("r1", "write"), field(' HYPERLINK \\l "there" ', "there")),
        r1="mailto:a@b.example",
    )
    assert read_docx(content, "a.docx").citations[0].links == ()


def test_deleted_text_moved_text_and_second_versions_are_not_read() -> None:
    gone = "<w:del><w:r><w:delText>http://deleted.example</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{text('http://moved.example ')}</w:moveFrom>"
    twice = (
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>'
        f"{text('http://kept.example')}</mc:Choice><mc:Fallback>"
        f"{text('http://kept.example/again')}</mc:Fallback></mc:AlternateContent>"
    )
    content = _noted(paragraph(gone, moved, twice))
    assert read_docx(content, "a.docx").citations[0].links == ("http://kept.example",)


def test_comments_are_not_read() -> None:
    body = paragraph(text("x http://a.example/"), '<w:r><w:commentReference w:id="0"/></w:r>')
    comments = b"<w:comments xmlns:w='w'><w:p><w:t>http://comment.example</w:t></w:p></w:comments>"
    reading = read_docx(word_file(body, more={"word/comments.xml": comments}), "a.docx")
    assert [c.links for c in reading.citations] == [("http://a.example/",)]


def test_soft_hyphens_and_split_runs_do_not_break_an_address() -> None:
    content = _noted(
        paragraph(text("http://a.exa"), text("mple/b"), "<w:r><w:softHyphen/></w:r>", text("c"))
    )
    assert read_docx(content, "a.docx").citations[0].links == ("http://a.example/bc",)


def test_endnotes_are_numbered_in_roman_letters_as_word_does() -> None:
    content = word_file(
        paragraph(text("A."), mark(1, "endnote")) + paragraph(text("B."), mark(2, "endnote")),
        endnotes=note(1, paragraph(text("a")), kind="endnote")
        + note(2, paragraph(text("b")), kind="endnote"),
    )
    assert [c.id for c in read_docx(content, "a.docx").citations] == ["i", "ii"]


def test_the_settings_choose_the_numbers_of_notes() -> None:
    content = word_file(
        paragraph(text("A."), mark(1)),
        footnotes=note(1, paragraph(text("a"))),
        settings='<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="28"/>'
        "</w:footnotePr>",
    )
    assert [c.id for c in read_docx(content, "a.docx").citations] == ["bb"]


def test_an_own_sign_takes_no_number() -> None:
    sign = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    content = word_file(
        paragraph(text("Rents rose"), sign, text(".")) + paragraph(text("B."), mark(2)),
        footnotes=note(1, paragraph(text("a"))) + note(2, paragraph(text("b"))),
    )
    citations = read_docx(content, "a.docx").citations
    assert [c.id for c in citations] == ["*", "1"]
    assert citations[0].supports == ("Rents rose.",)


def test_numbers_that_restart_in_a_section_are_made_distinct() -> None:
    restart = "<w:sectPr><w:footnotePr><w:numRestart w:val='eachSect'/></w:footnotePr></w:sectPr>"
    content = word_file(
        paragraph(f"<w:pPr>{restart}</w:pPr>", text("A."), mark(1))
        + paragraph(text("B."), mark(2))
        + restart,
        footnotes=note(1, paragraph(text("a"))) + note(2, paragraph(text("b"))),
    )
    reading = read_docx(content, "a.docx")
    assert [c.id for c in reading.citations] == ["1", "1 (2)"]
    assert reading.remarks == ("The id 1 is used again; the later one is read as 1 (2).",)


def test_marks_without_a_note_and_notes_without_a_mark_are_told() -> None:
    content = word_file(
        paragraph(text("A."), mark(1), mark(9)),
        footnotes=note(0, paragraph(text("line")), special="separator")
        + note(1, paragraph(text("a")))
        + note(5, paragraph(text("Left over"))),
    )
    assert read_docx(content, "a.docx").remarks == (
        "Mark 2 has no note.",
        "No mark refers to the footnote “Left over”; it is not printed.",
    )


def test_without_notes_every_linked_paragraph_is_a_citation() -> None:
    body = (
        paragraph(text("Nothing here."))
        + paragraph(text("Smith, "), link("r1", "Rents"), text(". Copy: http://b.example/."))
        + paragraph(text("www.c.example/x"))
    )
    reading = read_docx(word_file(body, body_links={"r1": "http://a.example/"}), "a.docx")
    assert [(c.id, c.links, str(c.at)) for c in reading.citations] == [
        ("1", ("http://a.example/", "http://b.example/"), "a.docx:paragraph 2"),
        ("2", ("www.c.example/x",), "a.docx:paragraph 3"),
    ]


def test_paragraphs_that_link_beside_the_notes_are_cited_too() -> None:
    body = paragraph(text("A http://outside.example/."), mark(1))
    reading = read_docx(word_file(body, footnotes=note(1, paragraph(text("a")))), "a.docx")
    assert [(one.id, one.links) for one in reading.citations] == [
        ("1", ()),
        ("link-1", ("http://outside.example/",)),
    ]
    assert str(reading.citations[1].at) == "a.docx:paragraph 1"


def test_the_title_is_the_one_in_the_properties() -> None:
    assert read_docx(word_file(paragraph(text("x")), title="Rents"), "a.docx").title == "Rents"


_ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 broken", "it is damaged"),
        (zipped({"a.txt": b"x"}), "it has no text"),
        (word_file("", more={"word/document.xml": b"<w:document>"}), "is not valid XML"),
        (word_file("", more={"word/document.xml": _ENTITY}), "declares entities"),
        (word_file("", more={"word/document.xml": _LAUGHS}), "declares entities"),
        (word_file("", more={"word/document.xml": b"<a>" * 5000}), "nested too deeply"),
        (word_file("", more={"word/document.xml": bytes(65 * 2**20)}), "unpacks to more"),
    ],
)
def test_a_word_file_that_cannot_be_read_says_why(content: bytes, why: str) -> None:
    with pytest.raises(InputError, match=rf"^bad\.docx: not a readable Word document: .*{why}"):
        read_docx(content, "bad.docx")


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    content = word_file("", more={"word/document.xml": bytes(65 * 2**20)})
    lying = content.replace((65 * 2**20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(InputError, match="not a readable Word document"):
        read_docx(lying, "bad.docx")


def test_an_encrypted_member_is_refused() -> None:
    content = bytearray(word_file(paragraph(text("x"))))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 1)
    with pytest.raises(InputError, match="protected by a password"):
        read_docx(bytes(content), "bad.docx")
