"""Jupyter notebooks: each cell by itself, ids over all of them, what is not read told."""

import json
import re
from time import process_time
from typing import Any

import pytest

from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.notebook.reader import read_notebook
from citewatch.documents.reader import Reading
from citewatch.errors import InputError


def cell(source: Any, kind: str = "markdown", **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def reading(*cells: dict[str, Any]) -> Reading:
    content = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}).encode()
    return read_notebook(content, "n.ipynb")


def test_sources_are_strings_or_lists_of_strings() -> None:
    found = reading(cell("A [b](http://b.example/)."), cell(["See\n", "<http://c.example/>"]))
    assert [(one.links, str(one.at)) for one in found.citations] == [
        (("http://b.example/",), "n.ipynb:cell 1"),
        (("http://c.example/",), "n.ipynb:cell 2"),
    ]
    assert [one.id for one in found.citations] == ["1", "2"]


def test_notes_and_definitions_belong_to_their_cell() -> None:
    found = reading(
        cell("A.[^1] [x][r]\n\n[^1]: N http://a.example/\n\n[r]: http://r.example/"),
        cell("B.[^1] [x][r]\n\n[^1]: M http://b.example/\n\n[r]: http://s.example/"),
    )
    links = {one.id: one.links for one in found.citations}
    assert links == {
        "1": ("http://a.example/",),
        "1 (2)": ("http://b.example/",),
        "link-1": ("http://r.example/",),
        "link-2": ("http://s.example/",),
    }


def test_an_address_of_several_cells_is_one_citation() -> None:
    found = reading(cell("A <http://a.example/>."), cell("B <http://a.example/>."))
    assert [one.links for one in found.citations] == [("http://a.example/",)]


def test_links_in_code_outputs_and_raw_cells_are_counted() -> None:
    output = {"data": {"text/html": ["<a href='http://o.example/'>"]}}
    found = reading(
        cell("# http://c.example/", "code", outputs=[output]),
        cell("http://w.example/", "raw"),
        {**cell("<http://m.example/>", "raw"), "metadata": {"format": "text/markdown"}},
    )
    assert [one.links for one in found.citations] == [("http://m.example/",)]
    assert found.remarks == (
        "Left out: 3 addresses in code, its outputs and raw cells, which are not read.",
    )


def test_the_third_format_keeps_cells_in_worksheets() -> None:
    old = {"worksheets": [{"cells": [cell("<http://a.example/>")]}], "nbformat": 3}
    content = json.dumps(old).encode()
    assert kind_of(content, "x.json").name == "notebook"
    assert read_notebook(content, "n").citations[0].links == ("http://a.example/",)


def test_it_is_told_from_other_json() -> None:
    notebook = json.dumps({"cells": [cell("x")], "nbformat": 4}).encode()
    assert kind_of(notebook, "x").name == "notebook"
    assert kind_of(b'[{"id": "a", "title": "cells nbformat"}]', "x.json").name == "csl-json"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"cells": [\n{"cell_type": "markdown",,}]}', r"not valid JSON \(line 2, column 2\d"),
        (b"[1]", "no Jupyter notebook"),
        (b"[" * 100_000, "nested too deeply|JSON"),
        (b"", "line 1, column 1"),
    ],
)
def test_what_is_wrong_with_it_is_said(content: bytes, told: str) -> None:
    with pytest.raises(InputError) as raised:
        read_notebook(content, "n.ipynb")
    assert raised.value.problems[0].startswith("n.ipynb: ")
    assert re.search(told, raised.value.problems[0])


def test_odd_shapes_are_no_fault() -> None:
    odd = {"cells": [1, None, {"cell_type": [], "source": {"a": 1}}, cell([1, "x"])]}
    content = json.dumps({**odd, "worksheets": 5, "metadata": 3, "nbformat": 4}).encode()
    assert read_notebook(content, "n").citations == ()
    assert reading(cell("\ud800\x00 <http://a.example/>")).citations


def test_a_long_word_takes_linear_time() -> None:
    started = process_time()
    reading(cell("x" * 120_000), cell('"\\' * 60_000, "code"))
    assert process_time() - started < 5
