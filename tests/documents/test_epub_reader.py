"""EPUB books: chapters in reading order, notes in other chapters, and hostile packages."""

import pytest

from citewatch.documents.kinds.epub.reader import read_epub
from citewatch.errors import InputError
from documents.docx_lab import zipped

_CONTAINER = (
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def _book(*chapters: str, more: dict[str, bytes] | None = None) -> bytes:
    names = [f"ch{number}.xhtml" for number in range(1, len(chapters) + 1)]
    items = "".join(
        f'<item id="i{name}" href="text/{name}" media-type="application/xhtml+xml"/>'
        for name in names
    )
    spine = "".join(f'<itemref idref="i{name}"/>' for name in names)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Rents</dc:title></metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    page = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>\n{}\n</body></html>'
    )
    members = {"META-INF/container.xml": _CONTAINER, "OEBPS/book.opf": opf.encode()}
    for name, body in zip(names, chapters, strict=True):
        members[f"OEBPS/text/{name}"] = page.format(body).encode()
    return zipped(members | (more or {}))


_TEXT = '<p>Rents rose.<a href="{}#n1" id="r1"><sup>1</sup></a></p>'
_NOTE = '<p id="n1"><a href="{}#r1">1</a>. Ministry, <a href="http://a.example/x">report</a>.</p>'


def test_notes_in_the_same_chapter_are_read() -> None:
    reading = read_epub(_book(_TEXT.format("") + "\n" + _NOTE.format("")), "a.epub")
    (note,) = reading.citations
    assert reading.title == "Rents"
    assert (note.id, note.links) == ("1", ("http://a.example/x",))
    assert note.supports == ("Rents rose.",)
    assert str(note.at) == "a.epub:OEBPS/text/ch1.xhtml:3"


def test_notes_in_another_chapter_are_read() -> None:
    book = _book("<p>Preface</p>", _TEXT.format("ch3.xhtml"), _NOTE.format("ch2.xhtml"))
    (note,) = read_epub(book, "a.epub").citations
    assert (note.id, note.links) == ("1", ("http://a.example/x",))
    assert note.supports == ("Rents rose.",)
    assert str(note.at).startswith("a.epub:OEBPS/text/ch3.xhtml:")


def test_numbers_that_restart_in_every_chapter_are_made_distinct() -> None:
    chapter = _TEXT.format("") + "\n" + _NOTE.format("")
    reading = read_epub(_book(chapter, chapter.replace("a.example", "b.example")), "a.epub")
    assert [(c.id, c.links) for c in reading.citations] == [
        ("1", ("http://a.example/x",)),
        ("1 (2)", ("http://b.example/x",)),
    ]


def test_links_between_chapters_are_no_citations() -> None:
    book = _book(
        '<p><a href="ch2.xhtml">next</a> <a href="http://a.example/">A</a></p>', "<p>b</p>"
    )
    assert [c.links for c in read_epub(book, "a.epub").citations] == [("http://a.example/",)]


def test_encrypted_fonts_do_not_make_a_book_unreadable_but_encrypted_chapters_do() -> None:
    locked = (
        '<encryption xmlns="urn:e"><EncryptedData><CipherData><CipherReference URI="{}"/>'
        "</CipherData></EncryptedData></encryption>"
    )
    member = "META-INF/encryption.xml"
    fonts = _book("<p>x</p>", more={member: locked.format("OEBPS/a.otf").encode()})
    assert read_epub(fonts, "a.epub").citations == ()
    text = _book("<p>x</p>", more={member: locked.format("OEBPS/text/ch1.xhtml").encode()})
    with pytest.raises(InputError, match="it is protected against copying"):
        read_epub(text, "a.epub")


_ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 broken", "it is damaged"),
        (zipped({"a": b"b"}), "the part META-INF/container.xml is missing"),
        (_book("", more={"META-INF/container.xml": _ENTITY}), "declares entities"),
        (_book("", more={"OEBPS/book.opf": b"<package/>"}), "it lists no chapters"),
        (
            _book("", more={"OEBPS/text/ch1.xhtml": bytes(65 * 2**20)}),
            "its chapters have more than 16 MiB",
        ),
    ],
)
def test_a_book_that_cannot_be_read_says_why(content: bytes, why: str) -> None:
    with pytest.raises(InputError, match=rf"^bad\.epub: not a readable EPUB book: .*{why}"):
        read_epub(content, "bad.epub")
