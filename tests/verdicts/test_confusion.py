"""The labelled set: no living source called dead, and every page judged as labelled."""

import pytest

from citewatch.core.verdict import Verdict
from verdicts.confusion import Case, cases, table

CASES = cases()


def test_no_living_source_is_called_dead() -> None:
    living = [case for case in CASES if case.verdict is Verdict.OK]
    assert len(living) >= 20
    assert [case.file for case in living if case.judged is Verdict.DEAD] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_every_page_is_judged_as_labelled(case: Case) -> None:
    assert (case.judged, case.judged_reason) == (case.verdict, case.reason)


def test_the_table_counts_every_page() -> None:
    counts = [int(cell) for cell in table(CASES).split() if cell.isdigit()]
    assert sum(counts) == len(CASES)
