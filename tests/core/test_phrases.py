"""The phrases of all languages: each finds its example, and what is malformed is told."""

import re
from pathlib import Path

import pytest

from citewatch.core.content import vocabulary as say
from citewatch.core.content.labels import first_only, is_only
from citewatch.core.content.phrase_files import (
    Phrase,
    PhraseFileError,
    all_phrases,
    patterns_of,
    read_phrases,
)
from citewatch.core.content.vocabulary import KINDS
from citewatch.core.content.wording import Phrases, fold, pattern_of, segments

HEAD = "kind\tphrase\texample\tseen\n"
ALL = all_phrases()
NAMES = {
    phrases.kind: (phrases, filler)
    for phrases, filler in (
        (say.NOT_FOUND_NAME, say.NOT_FOUND_FILLER),
        (say.COMING_NAME, say.COMING_FILLER),
        (say.DEFAULT, say.DEFAULT_FILLER),
        (say.DENIAL, say.DENIAL_FILLER),
        (say.LOGIN, say.LOGIN_FILLER),
        (say.FAULT, say.FAULT_FILLER),
    )
}
"""The kinds that count where a title or heading says nothing else."""


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.place)
def test_each_phrase_finds_its_example(row: Phrase) -> None:
    assert row.kind in KINDS
    assert pattern_of([row.pattern]).search(fold(row.example))
    assert row.seen


@pytest.mark.parametrize(
    "row", [row for row in ALL if row.kind in NAMES], ids=lambda row: row.place
)
def test_the_example_of_a_name_is_a_whole_title(row: Phrase) -> None:
    assert first_only(segments(row.example), *NAMES[row.kind])


@pytest.mark.parametrize(
    "row", [row for row in ALL if row.kind == say.NOT_FOUND_CRY.kind], ids=lambda row: row.place
)
def test_the_example_of_a_cry_is_a_whole_title_with_its_signs(row: Phrase) -> None:
    assert is_only(fold(row.example), say.NOT_FOUND_CRY, say.NOT_FOUND_FILLER)


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
        ("not-found-name\tno <thing>\tno page\tx", "xx.tsv, line 3: no row above names"),
    ],
)
def test_a_row_that_is_none_is_told_with_its_place(line: str, told: str) -> None:
    with pytest.raises(PhraseFileError, match=re.escape(told)):
        list(read_phrases("xx.tsv", f"{HEAD}# a remark\n{line}\n"))


def test_an_ellipsis_stays_in_its_sentence() -> None:
    row = next(
        read_phrases("xx.tsv", f"{HEAD}for-sale\tdomain\u2026for sale\tdomain for sale\tx\n")
    )
    assert pattern_of([row.pattern]).search("this domain may be for sale")
    assert not pattern_of([row.pattern]).search("my domain. this is for sale")
