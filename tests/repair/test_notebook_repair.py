"""Repairs of notebooks: inside the strings of Markdown cells, every other byte as it was."""

from citewatch.core.reasons.living import REDIRECT_PERMANENT
from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.kinds.notebook.editor import repair_notebook
from citewatch.documents.kinds.notebook.reader import read_notebook

NOTEBOOK = (
    b'{ "nbformat":4,\r\n\t"metadata" : {"b":1, "a":2},"cells": [\n'
    b'{"cell_type":"code","source":"http:\\/\\/old.example\\/x","outputs":["http://old.example/x"]},\n'
    b'{"source": ["\\u00c9t\\u00e9 \\ud83d\\ude00 [a](http:\\/\\/old.example/x) \\"q\\"\\n",\n'
    b'   "and <http://old.example/y>."], "cell_type": "markdown"}]}'
)


def repairs(action: Action) -> list[Repair]:
    return [
        Repair(one, link, f"https://new.example/{link[-1]}", action, REDIRECT_PERMANENT)
        for one in read_notebook(NOTEBOOK, "n").citations
        for link in one.links
    ]


def test_only_the_addresses_change() -> None:
    repaired = repair_notebook(NOTEBOOK, repairs(Action.EXCHANGE))
    assert repaired.unplaced == ()
    expected = NOTEBOOK.replace(b"(http:\\/\\/old.example/x)", b"(https://new.example/x)")
    assert repaired.content == expected.replace(
        b"<http://old.example/y>", b"<https://new.example/y>"
    )


def test_a_note_goes_behind_its_link() -> None:
    repaired = repair_notebook(NOTEBOOK, repairs(Action.ADD))
    added = b"(archived at <https://new.example/x>)"
    assert added in repaired.content
    assert repaired.content.count(b"rchived at") == 2
    kept = {link for one in read_notebook(repaired.content, "n").citations for link in one.links}
    assert {"http://old.example/x", "http://old.example/y"} <= kept


def test_what_is_not_in_it_is_unplaced() -> None:
    other = [one for one in repairs(Action.EXCHANGE) if one.link.endswith("x")]
    content = NOTEBOOK.replace(b"(http:\\/\\/old.example/x)", b"(#)")
    repaired = repair_notebook(content, other)
    assert (repaired.content, list(repaired.unplaced)) == (content, other)
