from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from citewatch.documents.kinds.known import kind_of
from citewatch.documents.reading import read_documents
from citewatch.errors import InputError
from citewatch.usecases.sources import documents_at


def zipped(*members: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for member in members:
            package.writestr(member, "")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7", "x.txt", "pdf"),
        (b"<!-- c --><!DOCTYPE html><p>", "x.txt", "html"),
        (b"<div align=center>\n# T", "README.md", "markdown"),
        (b"TY  - JOUR\n", "x", "ris"),
        (b"\\documentclass{article}", "x.txt", "latex"),
        (b"@article{a,\n title={T}}", "x", "bibtex"),
        (b'[{"type": "book", "title": "T"}]', "x", "csl-json"),
        (b"Text[^1]\n\n[^1]: http://a.org", "x", "markdown"),
        (b"Text <ref>http://a.org</ref>", "x", "wikitext"),
        (b"Text http://a.org", "x", "text"),
        (b"# No heading", "x.txt", "text"),
        (zipped("word/document.xml"), "x", "docx"),
        (zipped("META-INF/container.xml"), "x.zip", "epub"),
    ],
)
def test_a_kind_is_told_by_content_then_by_name(content: bytes, name: str, kind: str) -> None:
    assert kind_of(content, name).name == kind


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "name", "what", "instead"),
    [
        (OLD, "x.doc", "an old Word document", "save it as .docx"),
        (OLD, "x.docx", "an old Office document", "save it as .docx"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "x.docx", "by a password", "without"),
        (b"", "x.pages", "a Pages document", "export it as .docx or .pdf"),
        (zipped("Index/Document.iwa"), "x.zip", "a Pages document", ".docx"),
        (zipped("a/b.txt"), "x.zip", "no document of a known kind", "unpack it"),
        (b"\x89PNG\r\n\x1a\n", "scan.png", "a picture", "OCR"),
        (b"\x1f\x8b\x08", "x.tex.gz", "a compressed file", "unpack it"),
        (b"AT&TFORM", "x.pdf", "a DjVu document", ".pdf"),
        (b"%!PS-Adobe", "x", "a PostScript file", ".pdf"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "x.xml", "XML of an unknown kind", "JATS"),
        (b"PK\x03\x04 and no more", "x.zip", "damaged", "zip"),
        (b"text", "x.mbox", "a mailbox", "save its messages as .eml"),
    ],
)
def test_what_is_not_read_is_refused_by_name_with_what_to_do(
    content: bytes, name: str, what: str, instead: str
) -> None:
    with pytest.raises(InputError) as raised:
        kind_of(content, name)
    (problem,) = raised.value.problems
    assert problem.startswith(f"{name}: is ")
    assert what in problem
    assert instead in problem


@pytest.mark.parametrize("name", ["x.md", "x.txt", "x.html"])
def test_xml_in_a_file_of_a_kind_that_is_read_is_not_refused(name: str) -> None:
    assert kind_of(b"<?xml version='1.0'?><p>See http://a.example/b</p>", name).name in {
        "html", "markdown", "text",
    }  # fmt: skip


def test_folders_patterns_and_standard_input_are_read(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.md").write_text("<http://b.org>", "utf-8")
    (tmp_path / "one.txt").write_text("http://a.org", "utf-8")
    (tmp_path / ".hidden.txt").write_text("http://h.org", "utf-8")
    (tmp_path / "data.json").write_text("{}", "utf-8")
    found = read_documents([tmp_path, tmp_path / "*.txt", Path("-")], stdin=b"http://c.org")
    links = [one.links[0] for document in found.documents for one in document.citations]
    assert links == ["http://b.org", "http://a.org", "http://h.org", "http://c.org"]
    assert found.problems == ()


def test_what_cannot_be_read_does_not_keep_the_rest_from_being_read(tmp_path: Path) -> None:
    good = tmp_path / "good.md"
    good.write_text("<http://a.org>", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01" * 50)
    found = read_documents([tmp_path / "none.md", good, tmp_path / "bad.txt"])
    assert [document.source for document in found.documents] == [str(good)]
    assert [problem.rpartition(": ")[2].partition(",")[0] for problem in found.problems] == [
        "there is no such file",
        "is no text document",
    ]


def test_nothing_to_read_at_all_is_an_error_with_every_problem(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_documents([tmp_path, tmp_path / "none.md"])
    assert len(raised.value.problems) == 2


def test_a_kind_that_is_given_is_used(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text("Text[^1]\n\n[^1]: http://a.org\n", "utf-8")
    (document,) = read_documents([path], "markdown").documents
    assert document.citations[0].links == ("http://a.org",)


def test_a_folder_tells_what_it_holds_and_is_not_read(tmp_path: Path) -> None:
    for name in ("a.md", "b.doc", "c.doc", "d.pages", ".hidden/e.doc", "code.py"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("See http://a.example/b.")
    found = documents_at([str(tmp_path)])
    assert found.remarks == (f"{tmp_path}: passed over, as not read here: 2 .doc, 1 .pages.",)
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "a.md").write_text("See http://a.example/b.")
    assert documents_at([str(tmp_path / "only")]).remarks == ()


def test_a_document_that_cites_nothing_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("Nothing is cited here.")
    assert documents_at([str(file)]).remarks == (f"{file}: No citation was found in it.",)
