"""Tables with a header: a citation a row, links in any column."""

from datetime import date

import pytest

from citewatch.documents.kinds.csv.reader import read_csv
from citewatch.errors import InputError


def test_a_row_is_a_citation_by_its_number_in_the_table() -> None:
    first, second = read_csv(
        b"title,url,accessed\nRents,http://a.example/x,2021-02-03\nPrices,,\n", "a.csv"
    ).citations
    assert (first.id, first.text, first.links) == ("row2", "Rents", ("http://a.example/x",))
    assert first.accessed == date(2021, 2, 3)
    assert (second.id, second.links) == ("row3", ())


def test_a_column_of_keys_names_the_rows_and_repeated_keys_are_told() -> None:
    reading = read_csv(b"Key,Link\na,http://a.example/\na,http://b.example/\n", "a.csv")
    assert [c.id for c in reading.citations] == ["a", "a (2)"]
    assert len(reading.remarks) == 1


def test_an_address_that_fills_a_cell_is_kept_as_written() -> None:
    cell = '"http://a.example/?q=a,b&u=https://b.example/x."'
    citation = read_csv(f"name,url\nA,{cell}\n".encode(), "a.csv").citations[0]
    assert citation.links == ("http://a.example/?q=a,b&u=https://b.example/x.",)


def test_addresses_in_words_and_markdown_links_are_found() -> None:
    row = 'A,"See http://a.example/x, and [http://shown.example](http://b.example/y ""t"")."'
    citation = read_csv(f"name,notes\n{row}\n".encode(), "a.csv").citations[0]
    assert citation.links == ("http://a.example/x", "http://b.example/y")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_usual_delimiters_are_told_apart(delimiter: str) -> None:
    table = f"title{delimiter}url\nRents, all{delimiter}http://a.example/\n"
    if delimiter == ",":
        table = table.replace("Rents, all", '"Rents, all"')
    citation = read_csv(table.encode(), "a.csv").citations[0]
    assert (citation.text, citation.links) == ("Rents, all", ("http://a.example/",))


def test_cells_with_line_breaks_count_as_one_row_at_their_first_line() -> None:
    table = b'title,url\n"two\nlines",http://a.example/\nnext,http://b.example/\n'
    citations = read_csv(table, "a.csv").citations
    assert [c.text for c in citations] == ["two lines", "next"]
    assert [str(c.at).split(":")[1] for c in citations] == ["2", "4"]


@pytest.mark.parametrize("content", [b"", b"words", b'a,b\n"' + b"x" * 200_000])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.csv: is no "):
        read_csv(content, "a.csv")


def test_abstracts_and_a_reference_managers_notes_are_no_sources_and_the_day_is_the_date() -> None:
    table = (
        b"Key,Item Type,Publication Year,Title,Url,Abstract Note,Date,Notes,Rights\n"
        b"K1,webpage,2016,T,http://a.example/,See http://x.example/,2016-03-04,<p>http://y.example/"
        b"</p>,http://z.example/by\n"
    )
    reading = read_csv(table, "a.csv")
    assert reading.citations[0].links == ("http://a.example/",)
    assert reading.citations[0].published == "2016-03-04"
    assert reading.remarks == (
        "Left out: 3 addresses in abstracts, notes, keywords or files, which are no sources.",
    )


def test_the_notes_of_a_table_that_people_keep_are_read() -> None:
    (citation,) = read_csv(b"name,notes\nA,see http://a.example/x\n", "a.csv").citations
    assert citation.links == ("http://a.example/x",)
