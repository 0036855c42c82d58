"""Damaged documents of every kind: their citations or a clear error, and never anything else."""

import random
from collections.abc import Iterator
from time import process_time

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.budget import computing_seconds
from citewatch.documents.kinds.known import KINDS
from citewatch.documents.reader import flow_of
from citewatch.errors import InputError
from documents.docx_lab import field, link, mark, note, paragraph, text, word_file, zipped
from documents.odt_lab import a, odt, p
from documents.odt_lab import note as odt_note
from documents.pdf_lab import PdfPage, pdf
from documents.test_sheets_reader import row, workbook
from documents.test_slides_reader import presentation, run, shape, slide

MUTATIONS = 60

_WORD = word_file(
    paragraph(text("Rents rose."), mark(1), text(" And fell."), mark(2)),
    footnotes=note(1, paragraph(link("l", "Report"), text(" Accessed 3 May 2020.")))
    + note(2, paragraph(field('HYPERLINK "http://b.example/"', "B"))),
    note_links={"l": "http://a.example/x"},
    title="Rents",
)
_BOOK = zipped(
    {
        "META-INF/container.xml": b'<container><rootfile full-path="b.opf"/></container>',
        "b.opf": b'<package><title>T</title><item id="c" href="c.xhtml" '
        b'media-type="application/xhtml+xml"/><itemref idref="c"/></package>',
        "c.xhtml": b'<html><body><p>Rents rose.<a href="#n1" id="r1"><sup>1</sup></a></p>'
        b'<p id="n1"><a href="#r1">1</a>. <a href="http://a.example/x">Report</a>.</p></body></html>',
    }
)
_PDF = pdf(
    PdfPage()
    .lines(50, 700, "Rents rose.", "And fell.")
    .text(102, 704, "1", 6)
    .text(50, 100, "1", 6)
    .text(58, 98, "Ministry, http://a.example/x", 8)
    .link("http://a.example/x", 58, 96, 200, 106),
    title="Rents",
)
SAMPLES: dict[str, bytes] = {
    "odt": odt(
        p("A", odt_note("1", p(a("http://a.example/", "T"))), "<text:s text:c='2'/>"), title="T"
    ),
    "eml": b"From: a@a.example\nSubject: T\nMIME-Version: 1.0\nContent-Type: multipart/alternative;"
    b" boundary=b\n\n--b\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"See http://a.example/?x=3D1=\n2\n--b\nContent-Type: text/html\n\n<p>See <a href='http://a.example/'>"
    b"T</a></p>\n--b--\n",
    "pptx": presentation(one=slide(shape(run("Rents "), run("rose", "h")))),
    "rtf": rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset204 A;}}A\'e9\u8364?.{\super\chftn}"
    rb"{\footnote \chftn {\field{\*\fldinst{HYPERLINK http://a.example/}}{\fldrslt T}}}\par}",
    "xlsx": workbook(row(1, A="2", B="4"), '<hyperlink ref="A1" r:id="h"/>'),
    "asciidoc": b"= T\n:u: http://a.example\n\nA.footnote:[B {u}/x[C].] <<k>> link:++http://b.example/++[]\n"
    b"\n----\ncode\n----\n\n|===\n|a | http://c.example/[d]\n|===\n\n* [[[k]]] E \\http://d.example/\n",
    "bibtex": b'@article{a,\n title = {T {X}}, url = "http://a.example/",\n note = {Accessed 3 '
    b"May 2020},\n}\n@string{x = {y}}\n@book{b, title = x # {z}, doi={10.1000/x}}\n",
    "csl-json": b'[{"id": "a", "type": "book", "title": "T", "URL": "http://a.example/", "issued":'
    b' {"date-parts": [[2020, 5, 3]]}, "author": [{"family": "A"}]}, {"DOI": "10.1000/x"}]',
    "csv": b'id,title,url,accessed\n1,"A, b",http://a.example/,2020-05-03\n2,C,10.1000/x,\n',
    "docx": _WORD,
    "endnote": b'<?xml version="1.0"?><xml><records><record><rec-number>7</rec-number><titles>'
    b"<title><style>T</style></title></titles><dates><year>2020</year></dates><urls><related-urls><url>"
    b"http://a.example/</url></related-urls></urls></record></records></xml>",
    "enw": b"%0 Journal Article\n%T T\n%A A\n%D 2020\n%U http://a.example/\n%R 10.1000/x\n\n"
    b"%0 Book\n%T B\n",
    "epub": _BOOK,
    "html": b'<html><title>T</title><p>A.<sup><a href="#fn1" id="r1">1</a></sup> B.<a href="#x">2'
    b'</a><aside class="footnote">N</aside><ol><li id="fn1">Note <a href="http://a.example/">x</a>'
    b' <a href="#r1">back</a></li></ol>',
    "latex": b"\\documentclass{a}\\title{T}\\begin{document}A.\\footnote{B \\url{http://a.example/"
    b"x\\_y}} C\\cite{k}.\\begin{thebibliography}{9}\\bibitem[K]{k} D \\href{http://b.example/}{E}"
    b"\\end{thebibliography}\\end{document}",
    "markdown": b"---\ntitle: T\n---\n# H\n\nA.[^1] B ^[inline http://b.example/] [c][d] <br> `e`\n"
    b"\n| a | b |\n|---|---|\n| *x* | http://c.example/ |\n\n[^1]: Note <http://a.example/>.\n"
    b"    More.\n\n[d]: http://d.example/ 'D'\n",
    "notebook": b'{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["A.[^1] [b]('
    b'http://b.example/)\\n", "\\n[^1]: N \\u00e9 http://a.example/"]}, {"cell_type": "code", '
    b'"outputs": [], "source": "# http://c.example/"}], "metadata": {"title": "T"}, "nbformat": 4}',
    "nbib": b"PMID- 12\nTI  - T\n      U\nLID - 10.1000/x [doi]\nDP  - 2020 May 3\nFAU - A, B\n\n"
    b"PMID- 13\nTI  - U\n",
    "org": b"#+TITLE: T\n#+LINK: w http://w.example/%s\n* H\nA.[fn:1] B.[fn:: C [[w:x][d]]]"
    b" [cite:@k] =e=\n| a | <http://c.example/> |\n#+begin_src\nx\n#+end_src\n[fn:1] N http://a.example/\n",
    "pdf": _PDF,
    "ris": b"TY  - JOUR\nTI  - T\nAU  - A\nUR  - http://a.example/\nY2  - 2020/05/03\nER  - \n",
    "rst": b"T\n=\n\nA [1]_ `b <http://b.example/>`_ `c`_ d__ |s| ``e`` :cite:`k`::\n\n  code\n\n"
    b".. [1] N\n   http://a.example/\n.. _c: http://c.example/\n__ http://d.example/\n"
    b".. |s| image:: x\n   :target: http://e.example/\n\n== ==\na  b_\n== ==\n\n+--+\n|x |\n+--+\n",
    "sources": b'title: T\ncitations:\n  - id: "1"\n    text: |-\n      A\n      b\n    links: ['
    b'http://a.example/]\n    accessed: 2020-05-03\n    supports: ["S."]\n',
    "text": "T\n\nA thing.[1] Another.[2] Third 3.\n\nReferences\n\n[1] A. http://a.example/\nx-y\n"
    "[2] B (2020). “Q”. Accessed 3 May 2020.\n[3] Ibid.\n".encode(),
    "wikitext": b'== H ==\nA.<ref name="a">{{cite web|url=http://a.example/|title=T|access-date=3 '
    b"May 2020}}</ref> ''B''<ref name=\"a\"/> [[c|d]] [http://b.example/ e]\n{{reflist}}\n",
}
"""A small document of each kind."""


def mutations(sample: bytes, seed: str) -> Iterator[bytes]:
    chance = random.Random(seed)
    for number in range(MUTATIONS):
        changed = bytearray(sample)
        place, other = chance.randrange(len(changed)), chance.randrange(len(changed))
        match number % 3:
            case 0:
                del changed[place:]
            case 1:
                for _ in range(chance.randint(1, 8)):
                    changed[chance.randrange(len(changed))] = chance.randrange(256)
            case _:
                changed[place:place] = changed[other : other + chance.randint(1, 200)]
        yield bytes(changed)


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_is_read(kind: str) -> None:
    assert list(flow_of(KINDS[kind].reader()(SAMPLES[kind], "sample")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_document_gives_citations_or_a_clear_error(kind: str) -> None:
    # The reader itself, without the net below it that turns every exception into an error.
    reader, started = KINDS[kind].reader(), process_time()
    told: list[str] = []
    for content in mutations(SAMPLES[kind], kind):
        try:
            found = list(flow_of(reader(content, "sample")))
        except InputError as error:
            told += error.problems
        else:
            assert all(isinstance(citation, Citation) for citation in found)
    assert all(problem.startswith("sample") for problem in told)
    assert process_time() - started < computing_seconds(0)
