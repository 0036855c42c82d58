"""The phrases of all languages: each finds its example, and what is malformed is told."""

import re
from pathlib import Path

import pytest

from citewatch.core.content.phrase_files import (
    Phrase,
    PhraseFileError,
    all_phrases,
    patterns_of,
    read_phrases,
)
from citewatch.core.content.vocabulary import KINDS
from citewatch.core.content.wording import Phrases, fold, pattern_of

HEAD = "kind\tphrase\texample\tseen\n"
ALL = all_phrases()


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.place)
def test_each_phrase_finds_its_example(row: Phrase) -> None:
    assert row.kind in KINDS
    assert pattern_of([row.pattern]).search(fold(row.example))
    assert row.seen


def test_no_phrase_stands_twice() -> None:
    rows = [(row.kind, row.pattern) for row in ALL]
    assert [row for row in set(rows) if rows.count(row) > 1] == []


def test_every_kind_has_phrases() -> None:
    assert {row.kind for row in ALL} == KINDS


def test_a_new_file_is_a_new_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "phrases").mkdir()
    rows = (
        HEAD + "part\t<blað>\t(?:síða|skjal)\t\n"
        "not-found-name\t<blað> finnst ekki\tSíða finnst ekki\tx\n"
    )
    (tmp_path / "phrases" / "is.tsv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr("citewatch.core.content.phrase_files.files", lambda _: tmp_path)
    for known in (all_phrases, patterns_of):
        known.cache_clear()
    try:
        assert Phrases("not-found-name").search(fold("Skjal finnst ekki"))
    finally:
        for known in (all_phrases, patterns_of):
            known.cache_clear()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not-found-name\tgone", "xx.tsv, line 3: 2 fields"),
        ("not-found-name\tgone\t\tx", "xx.tsv, line 3: a row needs"),
        ("\tgone\tgone\tx", "xx.tsv, line 3: a row needs"),
    ],
)
def test_a_row_that_is_none_is_told_with_its_place(line: str, told: str) -> None:
    with pytest.raises(PhraseFileError, match=re.escape(told)):
        list(read_phrases("xx.tsv", f"{HEAD}# a remark\n{line}\n"))
