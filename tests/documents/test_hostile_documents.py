"""Documents that are small and mean to cost everything, of kinds other than Markdown."""

from collections.abc import Callable
from time import process_time

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.citations.supports import LONGEST, MOST
from citewatch.documents.kinds.known import KINDS
from citewatch.documents.reader import gathered
from citewatch.errors import InputError
from documents.docx_lab import mark, note, paragraph, text, word_file, zipped
from documents.pdf_lab import PdfPage, pdf


def read(kind: str, content: str | bytes) -> tuple[Citation, ...]:
    raw = content.encode() if isinstance(content, str) else content
    return gathered(KINDS[kind].reader()(raw, "x")).citations


def blanks_before_a_link(size: int) -> str:
    return " " * (size * 100) + "http://a.example/"


def marks_in_a_paragraph(size: int) -> str:
    notes = "".join(f"[{number}] A. http://a.example/{number}\n" for number in range(1, size))
    marks = " ".join(f"A word.[{number}]" for number in range(1, size))
    return f"{marks}\n\nReferences\n\n{notes}"


def blank_lines_in_a_list(size: int) -> str:
    return "References\n\n[Ka] x\n\n  [Kb] y" + "\n \n" * size + "    z\n"


def anchored_notes(size: int) -> str:
    marks = "".join(f'W<sup><a href="#fn{number}">{number}</a></sup>' for number in range(1, size))
    notes = "".join(
        f'<a id="fn{number}">{number}</a> http://a.example/{number}<br>'
        for number in range(1, size)
    )
    return f"<p>{marks}</p><div>{notes}</div>"


def nested_emphasis(size: int) -> str:
    return "<b><i>" * size + '<a href="http://a.example/">x</a>'


def listed_asides(size: int) -> str:
    items = "".join(f"<li>note http://a.example/{number}</li>" for number in range(size))
    return f'<ol class="footnotes">{items}</ol>'


def links_on_a_line(size: int) -> str:
    return "".join(f"[http://a.example/{number} x] " for number in range(size))


def wiki_notes(size: int) -> str:
    return "".join(f"W.<ref>http://a.example/{number}</ref> " for number in range(size))


def word_notes(size: int) -> bytes:
    body = paragraph(*(text("W.") + mark(number) for number in range(size)))
    notes = (note(number, paragraph(text(f"http://a.example/{number}"))) for number in range(size))
    return word_file(body, footnotes="".join(notes), note_links={"l": "http://l.example/"})


def rows(size: int) -> str:
    return "id,title,url\n" + "1,T,http://a.example/\n" * size


@pytest.mark.parametrize(
    ("kind", "made", "size"),
    [
        ("text", blanks_before_a_link, 1_000),
        ("text", marks_in_a_paragraph, 500),
        ("text", blank_lines_in_a_list, 2_000),
        ("html", anchored_notes, 300),
        ("html", nested_emphasis, 300),
        ("html", listed_asides, 300),
        ("wikitext", links_on_a_line, 500),
        ("wikitext", wiki_notes, 500),
        ("docx", word_notes, 500),
        ("csv", rows, 2_000),
    ],
)
def test_time_grows_with_the_document_alone(
    kind: str, made: Callable[[int], str | bytes], size: int
) -> None:
    # Times of the first reading of all would count what is loaded and compiled then.
    read(kind, made(10))
    started = process_time()
    read(kind, made(size))
    once = process_time() - started
    started = process_time()
    read(kind, made(size * 4))
    assert process_time() - started < max(10 * once, 1)


@pytest.mark.parametrize(
    "opening", ["{{a|", "[[a|", "[http://a.example/ ", "{|\n", "<ref>", "<!--"]
)
def test_wikitext_that_closes_nothing_is_refused(opening: str) -> None:
    with pytest.raises(InputError, match="x: cannot be read as wikitext: more than 500 brackets"):
        read("wikitext", opening * 50_000)


def test_brackets_that_are_closed_beforehand_do_not_count() -> None:
    with pytest.raises(InputError, match="never closed"):
        read("wikitext", "}}" * 50_000 + "{{a|" * 50_000)


def test_a_source_that_is_cited_everywhere_keeps_some_of_its_sentences() -> None:
    paragraphs = "".join(f"Sentence {number}.[^1]\n\n" for number in range(100))
    (citation,) = read("markdown", f"{paragraphs}[^1]: Note.\n")
    assert citation.supports == tuple(f"Sentence {number}." for number in range(MOST))


def test_a_sentence_without_end_is_cut() -> None:
    words = "word " * 30_000
    (citation,) = read("markdown", f"{words}end[^1] {words}\n\n[^1]: Note.\n")
    assert len(citation.supports[0]) <= LONGEST
    assert citation.supports[0].endswith("word end")


@pytest.mark.parametrize("kind", ["docx", "epub"])
def test_a_package_whose_directory_lies_about_its_own_place_is_damaged(kind: str) -> None:
    package = word_file(paragraph(text("W."))) if kind == "docx" else zipped(_EMPTY_BOOK)
    start = int.from_bytes(package[-6:-2], "little")
    moved = package[:-6] + (start + 40).to_bytes(4, "little") + package[-2:]
    with pytest.raises(InputError, match=r"x: not a readable .* damaged"):
        read(kind, moved)


_EMPTY_BOOK = {"META-INF/container.xml": b"<container/>", "a": b"x" * 100}


def test_letters_without_size_are_no_lines() -> None:
    page = PdfPage().text(50, 700, "Rents", 0).text(50, 600, "http://a.example/").rule(0, 0, 0)
    assert [citation.links for citation in read("pdf", pdf(page))] == [("http://a.example/",)]
