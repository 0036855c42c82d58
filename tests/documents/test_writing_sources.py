from datetime import date
from pathlib import Path

import pytest

from citewatch.core.citation import Citation, Place
from citewatch.documents.kinds.sources.reader import load_sources
from citewatch.documents.kinds.sources.text_file import read_text
from citewatch.documents.kinds.sources.update_sources import Update, update_sources
from citewatch.documents.kinds.sources.write_sources import render_sources
from citewatch.errors import InputError

DOE = Citation("1", "Doe.", ("http://a.org/x",), at=Place("r.md", 1, 1))
ROE = Citation("2", "Roe.", ("http://b.org/y",), supports=("So it is.",))


def updated(folder: Path, before: str, citations: list[Citation]) -> Update:
    path = folder / "sources.yaml"
    path.write_text(before, "utf-8")
    update = update_sources(read_text(path), load_sources(path).citations, citations)
    path.write_text(update.text, "utf-8")
    return update


@pytest.mark.parametrize(
    "citation",
    [
        DOE,
        Citation(
            "no",
            "A: “B” # c\nD 'e' \"f\" \\ g",
            ("http://a.org/?x=1&y=[2]",),
            date(2017, 1, 12),
            "Oct. 2016",
            ("One.", "- Two: three"),
            "words",
            "my note",
            Place("r.pdf", part="page 3"),
        ),
        Citation("3", ""),
        Citation("4", "  led by blanks\n\nand a blank line"),
        Citation("5", "hidden \u2028\x07\u0085\U000e0001 characters\t"),
    ],
)
def test_what_is_written_reads_back_the_same(tmp_path: Path, citation: Citation) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(render_sources("T: 1", [citation]), "utf-8")
    document = load_sources(path)
    assert (document.title, document.citations) == ("T: 1", (citation,))


def test_no_citation_at_all_is_a_valid_file(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(render_sources(None, []), "utf-8")
    assert load_sources(path).citations == ()


EDITED = """# By hand.
title: T
citations:
  # The first.
  - id: "1"   # keep me
    links: [http://a.org/x]
    text: 'Doe.'
    note: mine
    at: r.md:1:1

  # The second.
  - id: "2"
    text: Roe.
    links:
      - http://b.org/y
    supports: ["So it is."]
    quote: exact words
"""


def test_a_file_that_is_up_to_date_stays_byte_for_byte(tmp_path: Path) -> None:
    update = updated(tmp_path, EDITED, [DOE, ROE])
    assert update == Update(EDITED, (), (), (), ())


def test_an_editors_words_follow_a_citation_to_its_new_number(tmp_path: Path) -> None:
    new = Citation("1", "New.", ("http://c.org",))
    doe = Citation("2", "Doe.", ("http://a.org/x",), at=Place("r.md", 9, 1))
    roe = Citation("3", "Roe.", ("http://b.org/y",))
    update = updated(tmp_path, EDITED, [new, doe, roe])
    first, second, third = load_sources(tmp_path / "sources.yaml").citations
    assert (first.text, first.note) == ("New.", None)
    assert (second.id, second.note, second.at) == ("2", "mine", Place("r.md", 9, 1))
    assert (third.id, third.quote, third.supports) == ("3", "exact words", ("So it is.",))
    assert (update.added, update.removed, update.changed) == (("1",), (), ("2", "3"))
    for comment in ("# By hand.", "# The first.", "# keep me", "# The second."):
        assert comment in update.text


def test_what_the_document_no_longer_has_goes_unless_an_editor_wrote_there(tmp_path: Path) -> None:
    before = EDITED + '\n  - id: "3"\n    text: Moe.\n    links: []\n'
    update = updated(tmp_path, before, [DOE])
    assert (update.removed, update.kept) == (("3",), ("2",))
    assert [one.id for one in load_sources(tmp_path / "sources.yaml").citations] == ["1", "2"]


def test_an_empty_list_is_filled(tmp_path: Path) -> None:
    update = updated(tmp_path, "title: T\ncitations: []\n", [DOE])
    assert update.added == ("1",)
    assert load_sources(tmp_path / "sources.yaml").citations == (DOE,)


def test_citations_in_one_line_are_left_alone(tmp_path: Path) -> None:
    line = 'citations: [{id: "1", text: a, links: []}, {id: "2", text: b, links: []}]\n'
    with pytest.raises(InputError, match="one below the other"):
        updated(tmp_path, line, [DOE])
