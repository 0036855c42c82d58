"""One text in many kinds: the same links, in the same notes, whatever program wrote it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from citewatch.core.citation import Citation
from citewatch.core.reasons.living import REDIRECT_PERMANENT
from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.reading import read
from citewatch.documents.reader import Reading, gathered
from citewatch.documents.repairing import repair

FOLDER = Path(__file__).parent / "one_text"
KINDS = sorted(path.suffix for path in FOLDER.glob("t.*"))
NOTES = {
    "1": ["https://doi.org/10.1234/jc.2019.12-3"],
    "2": [
        "https://a.example/path/to/a_very_long_name-with-dashes/and~tilde/page.html#section-2",
        "http://b.example/housing.aspx?id=7",
    ],
    "3": ["https://de.wikipedia.example/wiki/Stadt_(Begriff)"],
    "4": ["https://www.bmi.example/100%25/annual%20report.pdf", "https://c.example/second"],
}
IN_TEXT = {
    "https://www.bmi.example/reports/2019/rents_(final).pdf?lang=de&v=2",
    "https://data.example/sets/42",
    "https://e.example/adams",
    "https://doi.org/10.5555/city.2015.1",
}
DAYS = {"1": date(2020, 5, 3), "2": date(2017, 1, 12), "3": date(2018, 6, 5)}
NAMED = {".md": {"many": "2", "1b": "4"}, ".ipynb": {"many": "2", "1b": "4"}}
"""What kinds whose notes have names call them."""

NO_NOTES = {".pptx"}
"""Kinds that have none: their links are read all the same."""


def reading_of(suffix: str) -> Reading:
    path = FOLDER / f"t{suffix}"
    content = path.read_bytes()
    return gathered(read(kind_of(content, path.name), content, str(path)))


def links(citations: Iterable[Citation]) -> set[str]:
    return {link for one in citations for link in one.links}


@pytest.mark.parametrize("suffix", KINDS)
def test_its_links_are_found_and_no_other(suffix: str) -> None:
    noted = {link for found in NOTES.values() for link in found}
    assert links(reading_of(suffix).citations) == noted | IN_TEXT


@pytest.mark.parametrize("suffix", sorted(set(KINDS) - NO_NOTES))
def test_its_notes_are_paired_and_have_their_days(suffix: str) -> None:
    named = NAMED.get(suffix, {})
    by_note = {named.get(one.id, one.id): one for one in reading_of(suffix).citations}
    assert {key: list(by_note[key].links) for key in NOTES} == NOTES
    assert {key: by_note[key].accessed for key in DAYS} == DAYS
    assert by_note["4"].accessed is None
    assert by_note["1"].supports[0].endswith("Rents rose in 2019.")


@pytest.mark.parametrize("suffix", KINDS)
def test_what_was_read_can_be_written(suffix: str) -> None:
    path = FOLDER / f"t{suffix}"
    content = path.read_bytes()
    kind = kind_of(content, path.name)
    if kind.editor is None:
        pytest.skip(f"{kind.name} is not written")
    repairs = [
        Repair(
            one, link, f"https://new.example/{number}-{nth}", Action.EXCHANGE, REDIRECT_PERMANENT
        )
        for number, one in enumerate(reading_of(suffix).citations)
        for nth, link in enumerate(one.links)
    ]
    repaired = repair(content, str(path), kind, repairs)
    assert repaired.unplaced == ()
    after = gathered(read(kind, repaired.content, str(path)))
    assert links(after.citations) == {one.url for one in repairs}
