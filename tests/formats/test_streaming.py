"""However many citations a report has, a writer holds no more than a few of them."""

import gc
import io
import re
import tracemalloc
from array import array
from collections.abc import Iterable, Iterator
from datetime import datetime

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.counting import BY_DEFAULT
from citewatch.core.evidence import Page, Visit
from citewatch.core.in_memory import lines_of, summed_up
from citewatch.core.reasons import Reason
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.reasons.living import ANSWERS
from citewatch.core.reasons.refused import HTTP_403
from citewatch.core.reasons.unchecked import OTHER_SCHEME
from citewatch.core.report import CitationResult, Earlier, Line, Report
from citewatch.core.verdict import Verdict
from citewatch.formats.github import MOST_OF_A_KIND
from citewatch.formats.html.page import MOST_ROWS
from citewatch.formats.registry import FORMATS
from formats.sample_reports import LAST, changed, fared, hop, link
from told import told

MANY = 20_000
EVERY = 20
"""Of so many citations, one is dead, one blocked, one skipped, one fine; the rest have no link."""

HELD_AT_MOST = 2_000_000
"""Bytes: the results are several times as large. What prints on a terminal remembers the widths of
some thousand texts, which takes half of it."""


class Made:
    """Citations that are made as they are read."""

    def read(
        self, having: Verdict | None = None, *, evidence: bool = True
    ) -> Iterator[CitationResult]:
        for number in range(MANY):
            if having is None or having is _verdict(number):
                yield _made(number)

    def lines(self) -> Iterator[Line]:
        return lines_of(self.read())

    def fine_before(self, began: datetime) -> Earlier | None:
        return None


_REASONS: tuple[Reason, ...] = (HTTP_404, HTTP_403, OTHER_SCHEME, ANSWERS)
_STATUSES = (404, 403, None, 200)


def _verdict(number: int) -> Verdict | None:
    kind = number % EVERY
    return _REASONS[kind].verdict if kind < len(_REASONS) else None


def _made(number: int) -> CitationResult:
    kind = number % EVERY
    if kind >= len(_REASONS):
        return CitationResult(Citation(f"no-{number}", "A letter."), ())
    url = f"https://site{number}.example/page"
    visit = Visit((hop(url, _STATUSES[kind]),), Page("text/html", 900, title=f"Page {number}"))
    found = link(url, told(_REASONS[kind], f"Finding {number}."), (visit,))
    found = fared(replace(found, checked_at=LAST), LAST, 3)
    return CitationResult(Citation(f"no-{number}", f"Author {number}. {url}", (url,)), (found,))


def many() -> Report:
    return replace(changed(), citations=Made(), summary=summed_up(Made().read()))


class Sink(io.StringIO):
    """Keeps of all that is written the numbers behind some words alone."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.found = array("l")
        self._words = re.compile(words)
        self._rest = ""

    def write(self, text: str) -> int:
        *whole, self._rest = (self._rest + text).split("\n")
        found = filter(None, map(self._words.search, whole))
        self.found.extend(int(one[1]) for one in found)
        return len(text)

    def writelines(self, lines: Iterable[str], /) -> None:  # type: ignore[override]
        for line in lines:
            self.write(line)


EACH = {
    "terminal": r"Finding (\d+)\.",
    "markdown": r"^\| `?no-(\d+)",
    "json": r'^      "id": "no-(\d+)"',
    "html": r'^<tr [^>]+><th scope="row"><bdi>no-(\d+)',
    "csv": r"^[^,]+,no-(\d+),",
    "junit": r'^<testcase [^>]* name="no-(\d+): ',
    "sarif": r'^\{"ruleId":.*"citation":"no-(\d+)"',
    "github": r"^::.*::Citation no-(\d+), ",
    "gitlab": r'^\{"description":"[^"]* Citation no-(\d+), ',
}
"""What stands once in the text for each citation, or for each that a person is told of."""

IN_TROUBLE = [*range(0, MANY, EVERY), *range(1, MANY, EVERY)]
TOLD = {
    "terminal": IN_TROUBLE,
    "html": list(range(MOST_ROWS)),
    "sarif": IN_TROUBLE,
    "github": [*range(0, MANY, EVERY)[:MOST_OF_A_KIND], *range(1, MANY, EVERY)[:MOST_OF_A_KIND]],
    "gitlab": IN_TROUBLE,
}
"""Which citations are told of in formats that do not tell of all."""


@pytest.mark.parametrize("name", FORMATS)
def test_a_writer_holds_a_few_citations_at_most_and_leaves_none_out(name: str) -> None:
    report = many()
    FORMATS[name].write(
        changed(), BY_DEFAULT, io.StringIO()
    )  # what is loaded and cached once is not counted
    out = Sink(EACH[name])
    gc.collect()
    tracemalloc.start()
    try:
        FORMATS[name].write(report, BY_DEFAULT, out)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < HELD_AT_MOST
    assert list(out.found) == TOLD.get(name, list(range(MANY)))
