"""BibTeX and BibLaTeX: keys, addresses in whatever field, LaTeX's spelling undone."""

from datetime import date

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.kinds.bibtex.reader import read_bibtex
from citewatch.errors import InputError


def _read(text: str) -> tuple[Citation, ...]:
    return read_bibtex(text.encode(), "refs.bib").citations


def _links(fields: str) -> tuple[str, ...]:
    return _read(f"@misc{{a, {fields}}}")[0].links


def test_an_entry_is_a_citation_by_its_key_at_its_line() -> None:
    (citation,) = _read(
        '% comment\n@article{smith2020,\n title={The {Rents} of Z{\\"u}rich},'
        ' author={Smith, Ann and M{\\"u}ller, B.}, journal={Cities}, year=2020,\n'
        " url={http://a.example/x}, urldate={2021-02-03}}"
    )
    assert citation.id == "smith2020"
    assert citation.text == "The Rents of Zürich"
    assert citation.links == ("http://a.example/x",)
    assert citation.accessed == date(2021, 2, 3)
    assert citation.published == "2020"
    assert str(citation.at).startswith("refs.bib:2")


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (r"http://a.example/b\_c\%20d\#e\&f", "http://a.example/b_c%20d#e&f"),
        (r"{http://a.example/b{\_}c}", "http://a.example/b_c"),
        (r"http://a.example/\~{}smith", "http://a.example/~smith"),
        (r"http://a.example/{\textasciitilde}smith", "http://a.example/~smith"),
        (r"http://a.example/$\sim$smith", "http://a.example/~smith"),
        (r"\url{http://a.example/b\_c}", "http://a.example/b_c"),
        (
            "http://a.example/?q=1&u=https://b.example/",
            "http://a.example/?q=1&u=https://b.example/",
        ),
        ("http://a.example/wiki/A_(b).", "http://a.example/wiki/A_(b)."),
    ],
)
def test_the_url_field_is_read_verbatim_but_for_latex_escapes(written: str, url: str) -> None:
    assert _links(f"url = {{{written}}}") == (url,)


def test_several_addresses_in_one_field_are_several_links_and_local_paths_are_none() -> None:
    assert _links(
        "url = {http://a.example/1 https://b.example/2; http://c.example files/3/x.pdf}"
    ) == (
        "http://a.example/1",
        "https://b.example/2",
        "http://c.example",
    )


@pytest.mark.parametrize("field", ["howpublished", "note", "eprint", "journal", "doi"])
def test_other_fields_may_hold_the_address(field: str) -> None:
    assert _links(rf"{field} = {{Online: \url{{https://a.example/x}}.}}") == (
        "https://a.example/x",
    )


def test_abstracts_files_and_the_makers_of_the_entry_are_not_cited() -> None:
    assert not _links(
        "abstract={http://a.example}, file={http://b.example}, bibsource={dblp, https://dblp.org}"
    )


def test_a_doi_counts_where_nothing_else_leads_to_the_source() -> None:
    assert _links(r"doi = {10.1000/a\_b}") == ("10.1000/a_b",)
    assert _links("doi = {10.1000/x}, url={http://a.example/}") == ("http://a.example/",)


def test_strings_and_concatenation_do_not_stop_the_reading() -> None:
    citation = _read('@string{c = "Cities"}\n@misc{a, journal = c, url = "http://a.example/"}')[0]
    assert (citation.text, citation.links) == ("Cities", ("http://a.example/",))


def test_an_access_date_in_the_note_is_read() -> None:
    assert _read("@misc{a, note={Accessed: 12 January 2017}}")[0].accessed == date(2017, 1, 12)


def test_entries_with_the_same_key_are_all_read_and_told() -> None:
    reading = read_bibtex(
        b"@misc{a, url={http://a.example/1}}\n@misc{a, url={http://a.example/2}}\n@misc{a (2),}",
        "refs.bib",
    )
    assert [c.id for c in reading.citations] == ["a", "a (3)", "a (2)"]
    assert reading.citations[1].links == ("http://a.example/2",)
    assert reading.remarks == ("The id a is used again; the later one is read as a (3).",)


def test_a_field_that_stands_twice_gives_both_its_addresses() -> None:
    assert _links("url={http://a.example/1}, url={http://a.example/2}") == (
        "http://a.example/1",
        "http://a.example/2",
    )


def test_an_entry_without_a_key_goes_by_its_number() -> None:
    assert [c.id for c in _read("@misc{a, year=1}\n@misc{, year=2}")] == ["a", "#2"]


def test_a_broken_entry_is_told_and_the_others_are_read() -> None:
    reading = read_bibtex(
        b"@misc{a, title={open, url={http://a.example/}\n@misc{b, url={http://b.example/}}", "r.bib"
    )
    assert [c.id for c in reading.citations] == ["b"]
    assert reading.remarks == (
        "The entry at line 1 cannot be read: a brace or a quote is not closed.",
    )


@pytest.mark.parametrize("content", [b"", b"no entries here", b"\x00\x01\x02\x03" * 50])
def test_what_holds_no_entry_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"refs\.bib"):
        read_bibtex(content, "refs.bib")
