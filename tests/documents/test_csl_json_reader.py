"""CSL-JSON: items by their ids, in each of the shapes that tools write."""

import json
from datetime import date

import pytest

from citewatch.documents.kinds.csl_json.reader import read_csl_json
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

_ITEM = {
    "id": "smith",
    "type": "webpage",
    "title": "The rents",
    "author": [{"family": "Smith", "given": "A."}, {"literal": "Ministry"}],
    "container-title": "Cities",
    "issued": {"date-parts": [[2020, 5]]},
    "accessed": {"date-parts": [["2021", 2, 3]]},
    "URL": "http://a.example/x",
    "DOI": "10.1000/x",
}


def _read(value: object) -> Reading:
    return read_csl_json(json.dumps(value).encode(), "a.json")


def test_an_item_is_a_citation_by_its_id() -> None:
    (citation,) = _read([_ITEM]).citations
    assert citation.id == "smith"
    assert citation.text == "The rents"
    assert citation.links == ("http://a.example/x",)
    assert citation.accessed == date(2021, 2, 3)
    assert citation.published == "2020-05"
    assert str(citation.at) == "a.json:item smith"


@pytest.mark.parametrize(
    "shape", [[_ITEM], {"references": [_ITEM]}, {"items": [_ITEM]}, {"smith": _ITEM}, _ITEM]
)
def test_every_shape_of_file_is_read(shape: object) -> None:
    assert [c.id for c in _read(shape).citations] == ["smith"]


def test_an_item_without_a_title_goes_by_its_authors_its_container_and_its_date() -> None:
    untitled = {key: value for key, value in _ITEM.items() if key != "title"}
    (citation,) = _read([untitled]).citations
    assert citation.text == "Smith, A.; Ministry. Cities. 2020-05"


def test_a_doi_counts_where_there_is_no_address() -> None:
    (citation,) = _read([{"id": 7, "type": "book", "DOI": "10.1000/x"}]).citations
    assert (citation.id, citation.links) == ("7", ("10.1000/x",))


def test_items_without_an_id_or_with_the_same_one_stay_apart() -> None:
    reading = _read([{"title": "a"}, {"id": "x", "title": "b"}, {"id": "x", "title": "c"}])
    assert [c.id for c in reading.citations] == ["#1", "x", "x (2)"]
    assert reading.remarks == ("The id x is used again; the later one is read as x (2).",)


@pytest.mark.parametrize(
    "odd",
    [
        {"author": "A"},
        {"author": [7, {"family": 3}]},
        {"issued": {"date-parts": []}},
        {"issued": {"date-parts": [[None]]}},
        {"accessed": {"date-parts": [[2021, 99, 99]]}},
        {"URL": ["http://a.example/x"]},
        {"title": {}},
    ],
)
def test_fields_of_other_types_do_not_stop_the_reading(odd: dict[str, object]) -> None:
    assert _read([_ITEM | odd]).citations[0].id == "smith"


@pytest.mark.parametrize("content", [b"{", b"[]", b"7", b'["a"]', b"[" * 100_000])
def test_what_holds_no_items_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.json: "):
        read_csl_json(content, "a.json")
