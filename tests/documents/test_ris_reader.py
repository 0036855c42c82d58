"""RIS: records by their numbers, links from every tag that holds them."""

from datetime import date

import pytest

from citewatch.documents.kinds.ris.reader import read_ris
from citewatch.errors import InputError

_RECORD = """TY  - JOUR
TI  - The rents
  of cities
AU  - Smith, A.
T2  - Cities
PY  - 2020/05/01/
DO  - 10.1000/x
UR  - http://a.example/1;http://b.example/?a=1;b=2
UR  - http://c.example/
L1  - file:///home/a.pdf
LK  - http://d.example/
AB  - See http://not.example/
Y2  - 2021/02/03/
ER  - \n"""


def test_a_record_is_a_citation_by_its_number() -> None:
    second, third = read_ris(
        (_RECORD + "\nTY  - WEB\nT1  - B\nER  -\n").encode(), "a.ris"
    ).citations
    assert (second.id, third.id) == ("1", "2")
    assert second.text == "The rents of cities"
    assert second.accessed == date(2021, 2, 3)
    assert str(third.at).startswith("a.ris:16")


def test_links_come_from_all_their_tags_and_not_from_the_abstract() -> None:
    assert read_ris(_RECORD.encode(), "a.ris").citations[0].links == (
        "http://a.example/1",
        "http://b.example/?a=1;b=2",
        "http://c.example/",
        "http://d.example/",
    )


def test_addresses_with_characters_that_need_escapes_are_kept_as_written() -> None:
    record = b"TY  - JOUR\nL2  - http://a.example/?t=a|b<c>&d=e f\nER  - "
    assert read_ris(record, "a.ris").citations[0].links == ("http://a.example/?t=a|b<c>&d=e",)


def test_a_doi_counts_where_nothing_else_leads_to_the_source() -> None:
    assert read_ris(b"TY  - JOUR\nDO  - 10.1000/x\nER  - ", "a.ris").citations[0].links == (
        "10.1000/x",
    )


def test_a_doi_field_may_hold_an_address() -> None:
    record = b"TY  - JOUR\nDO  - http://dx.example/10.1000/x\nER  - "
    assert read_ris(record, "a.ris").citations[0].links == ("http://dx.example/10.1000/x",)


def test_windows_line_ends_and_a_missing_end_are_no_trouble() -> None:
    citations = read_ris(
        b"\xef\xbb\xbfTY  - JOUR\r\nUR  - http://a.example/\r\nTY  - X\r\nTI  - b", "a"
    )
    assert citations.citations[0].links == ("http://a.example/",)
    assert len(citations.citations) == 2


def test_what_holds_no_record_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.ris: holds no RIS record"):
        read_ris(b"nothing", "a.ris")
