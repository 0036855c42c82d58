"""LaTeX: footnotes, references and addresses, but no comments and no code."""

from pathlib import Path

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.kinds.latex.reader import read_latex


def _read(body: str, preamble: str = "") -> tuple[Citation, ...]:
    source = f"{preamble}\\begin{{document}}\n{body}\n\\end{{document}}"
    return read_latex(source.encode(), "a.tex").citations


def test_a_footnote_has_its_number_its_link_and_its_sentence() -> None:
    first, second = _read(
        r"First. Rents rose\footnote{Ministry, \url{http://a.example/x}.} again. Last.\footnote{B}"
    )
    assert (first.id, second.id) == ("1", "2")
    assert first.links == ("http://a.example/x",)
    assert first.supports == ("Rents rose again.",)
    assert str(first.at) == "a.tex:2:18"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (r"\url{http://a.example/b_c\#d\%20e~f}", "http://a.example/b_c#d%20e~f"),
        (r"\url{http://a.example/b%20c}", "http://a.example/b%20c"),
        ("\\url{http://a.example/%\n   b}", "http://a.example/b"),
        (r"\href{http://a.example/{b}}{\textbf{here}}", "http://a.example/b"),
        (r"\href{http://meant.example}{http://shown.example}", "http://meant.example"),
        (r"\nolinkurl{http://a.example/x}", "http://a.example/x"),
        (r"\path{www.a.example/x}", "www.a.example/x"),
        (r"(http://a.example/b\_c).", "http://a.example/b_c"),
        (r"{\tt http://a.example/\~{}b}", "http://a.example/~b"),
    ],
)
def test_addresses_are_read_in_every_way_to_write_them(written: str, url: str) -> None:
    assert _read(rf"A.\footnote{{See {written} there.}}")[0].links == (url,)


def test_an_own_macro_makes_addresses() -> None:
    preamble = r"\newcommand{\bug}[1]{\href{http://bugs.example/\#1}{bug}}" + "\n"
    preamble += r"\newcommand{\issue}[1]{\href{http://bugs.example/#1.html}{issue #1}}" + "\n"
    assert _read(r"A.\footnote{\issue{42}}", preamble)[0].links == ("http://bugs.example/42.html",)


def test_comments_code_and_the_preamble_cite_nothing() -> None:
    body = (
        "% \\url{http://a.example}\n50\\% of \\verb|http://b.example| it\n"
        "\\begin{verbatim}\n\\url{http://c.example}\n\\end{verbatim}\n"
        "\\iffalse \\url{http://d.example} \\fi\n"
    )
    assert _read(body, r"\hypersetup{pdfauthor={\url{http://e.example}}}") == ()


def test_references_go_by_their_keys() -> None:
    first, second = _read(
        r"""\begin{thebibliography}{9}
        \bibitem[Smith(2020)]{smith} A. Smith, \emph{Rents}, \url{http://a.example/}.
        \bibitem{b} B.
        \end{thebibliography}"""
    )
    assert (first.id, first.text, first.links) == (
        "smith",
        "A. Smith, Rents, http://a.example/.",
        ("http://a.example/",),
    )
    assert (second.id, second.links) == ("b", ())


def test_other_addresses_are_numbered_apart_and_not_repeated() -> None:
    citations = _read(
        r"See \url{http://a.example/}.\footnote{\url{http://b.example/}} "
        r"And \url{http://b.example/}. Again \url{http://a.example/}."
    )
    assert [(c.id, c.links) for c in citations] == [
        ("1", ("http://b.example/",)),
        ("link-1", ("http://a.example/",)),
    ]
    assert citations[1].supports == ("See http://a.example/.", "Again http://a.example/.")


def test_accents_and_dashes_are_written_as_letters() -> None:
    (note,) = _read(r"A.\footnote{M\"uller \& Garc\'{\i}a, \c{C}a -- ``so''~1, \ss.}")
    assert note.text == "Müller & García, Ça – “so” 1, ß."


def test_the_title_is_read() -> None:
    source = rb"\title[short]{The {Rents} \\ of Z\"urich}\begin{document}\end{document}"
    assert read_latex(source, "a.tex").title == "The Rents of Zürich"


@pytest.mark.parametrize("source", ["\\footnote{", "\\url{http://a", "\\begin{document}{{{", "\\"])
def test_unfinished_source_is_no_trouble(source: str) -> None:
    assert read_latex(source.encode(), "a.tex").remarks == ()


def test_works_are_followed_to_the_bibliographies_beside_the_document(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(
        "@article{smith, title={Rents}, url={http://a.example/s}}\n@book{doe, title={Doe}}\n"
    )
    for named in ("\\bibliography{refs}", "\\addbibresource[x=y]{refs.bib}"):
        paper = tmp_path / "a.tex"
        paper.write_text(
            f"{named}\n\\begin{{document}}\n\\section{{Rome}}\nIt fell \\citep[see][3]{{smith}}. "
            "It rose \\textcite{doe, lost}.\n\\end{document}\n"
        )
        found = read_latex(paper.read_bytes(), str(paper))
        assert [(one.id, one.links, one.supports) for one in found.citations] == [
            ("smith", ("http://a.example/s",), ("It fell [smith].",)),
            ("doe", (), ("It rose [doe, lost].",)),
        ]
        assert found.remarks == (
            "1 work is cited by key and not found in the document's bibliographies: lost.",
        )


def test_references_of_the_document_support_the_sentences_that_cite_them() -> None:
    (item,) = _read(
        "Rents rose \\cite{a}.\n\n\\begin{thebibliography}{9}\\bibitem{a} A.\\end{thebibliography}"
    )
    assert item.supports == ("Rents rose [a].",)


def test_an_address_in_a_sentence_is_not_glued_to_the_words_behind_it() -> None:
    (link,) = _read("The source is \\href{http://a.example/docs}{here}\\emph{!}")
    assert link.supports == ("The source is here!",)


def test_included_files_are_told() -> None:
    source = b"\\input{one}\\include{two}"
    assert read_latex(source, "a.tex").remarks == ("2 included files are not read: one, two.",)
