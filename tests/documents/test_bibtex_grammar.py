"""BibTeX as programs and people write it: what is sound is read, the rest told with its line."""

from time import process_time

import pytest

from citewatch.documents.kinds.bibtex.reader import read_bibtex
from citewatch.documents.reader import Reading


def _read(text: str) -> Reading:
    return read_bibtex(text.encode(), "r.bib")


def _links(fields: str) -> tuple[str, ...]:
    return _read(f"@misc{{a, {fields}}}").citations[0].links


@pytest.mark.parametrize(
    "fields",
    [
        r"note = {Online \href{http://a.example/x}{here}.}",
        r"howpublished = {\url{http://a.example/x}accessed 2020}",
        r'howpublished = "\url{http://a.example/x}"',
        r"note = {See \path{http://a.example/x}, again}",
        r'url = "http://a.example" # "/x"',
        r'title = "M\"uller", url = {http://a.example/x}',
        r"title = {a {\{} b}, url = {http://a.example/x}",
        r"file = {C:\notes\}, url = {http://a.example/x}",
        "title = {T} url = {http://a.example/x}",
        "% url = {http://old.example/}\n  url = {http://a.example/x}",
        ", , url = {http://a.example/x} , ,",
    ],
)
def test_the_address_is_whole_and_alone(fields: str) -> None:
    assert _links(fields) == ("http://a.example/x",)


def test_strings_are_written_out_whatever_their_case() -> None:
    reading = _read('@STRING{Base = "http://a.example"}\n@misc{a, url = base # {/x}}')
    assert reading.citations[0].links == ("http://a.example/x",)


def test_comments_and_preambles_hold_no_entries() -> None:
    reading = _read(
        "@comment{\n@misc{no, url={http://no.example/}}\n}\n@preamble{ {@misc{no,}} }\n"
        "% @misc{no, url={http://no.example/}}\nsome words, a@b.example {x}\n"
        "@Comment{jabref-meta: grouping: 0 A\\;0\\;}\n@misc(a, url={http://a.example/})@misc{b,}"
    )
    assert [c.id for c in reading.citations] == ["a", "b"]
    assert reading.citations[0].links == ("http://a.example/",)


def test_of_a_damaged_entry_what_stands_before_the_damage_is_read() -> None:
    reading = _read(
        "@misc{a, url={http://a.example/},\n title={open\n}\n\n@misc{b, url={http://b.example/}\n"
        "@misc{c, url={http://c.example/}}"
    )
    assert [c.links[0] for c in reading.citations] == [
        "http://a.example/",
        "http://b.example/",
        "http://c.example/",
    ]
    assert reading.remarks == (
        "The entry at line 1 cannot be read from line 4 on: a brace or a quote is not closed.",
        "The entry at line 5 cannot be read from line 5 on: a brace or a quote is not closed.",
    )


def test_addresses_in_fields_that_name_no_source_are_told() -> None:
    reading = _read("@misc{a, abstract={http://a.example/ http://b.example/}}")
    assert reading.remarks == (
        "Left out: 2 addresses in abstracts, notes, keywords or files, which are no sources.",
    )


@pytest.mark.parametrize(
    "written",
    [
        "@a{x,t={",
        "@a{x,t={}}",
        '@a{x,u="',
        "@comment{",
        "@comment(",
        "{",
        "@",
        "\\",
        "@a{x,\n",
        "a",
    ],
)
def test_time_grows_with_the_length_alone(written: str) -> None:
    started = process_time()
    _read("@misc{a,}" + written * (120_000 // len(written)))
    assert process_time() - started < 5


def test_a_capture_beside_a_doi_is_no_other_way_to_the_source() -> None:
    copy = "https://web.archive.org/web/20170112030405/http://a.example/"
    assert _links(rf"doi={{10.1000/x}}, note={{Archived at \url{{{copy}}}}}") == ("10.1000/x", copy)
    assert _links("doi={10.1000/x}, url={http://a.example/}") == ("http://a.example/",)
