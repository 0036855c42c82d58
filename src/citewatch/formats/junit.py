"""The report as tests that passed, failed or were skipped: a suite a document, a test a link.

There is no one standard of it. This is valid by the schema that Jenkins goes by, and Ant's elements
are all there is in it.
"""

from collections import Counter
from collections.abc import Iterator
from enum import Enum
from itertools import groupby
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from citewatch.core.counting import Counting
from citewatch.core.display import show, show_address
from citewatch.core.report import CitationResult, LinkResult, Report
from citewatch.core.say import say
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats import wording
from citewatch.formats.citation_text import citation_text
from citewatch.formats.entries import Entry, Level, about
from citewatch.formats.json_v1.values import time
from citewatch.formats.places import path_of, place_of
from citewatch.formats.seen import Address, Quoted, Seen, seen_lines

_LONGEST_NAME = 1_000
_LONGEST_ADDRESS = 1_000


class _Outcome(Enum):
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


class _Test(Struct, frozen=True):
    """One link of a citation, or a citation without one."""

    result: CitationResult
    link: LinkResult | None
    outcome: _Outcome


class _Tests:
    """The tests that the citations of a report are."""

    def __init__(self, report: Report, counting: Counting) -> None:
        self._report = report
        self._counting = counting
        self._before = report.changes.before if report.changes else None
        self._unlinked = _Outcome.FAILED if counting.counts_unlinked(report) else _Outcome.SKIPPED

    def by_document(self, *, evidence: bool) -> Iterator[tuple[str, Iterator[list[_Test]]]]:
        """Each document with the tests of its citations, read as they are taken."""
        results = self._report.citations.read(evidence=evidence)
        for source, some in groupby(results, key=self._source):
            yield source, map(self._of, some)

    def _source(self, result: CitationResult) -> str:
        return result.source or (self._report.sources[0] if self._report.sources else "")

    def _of(self, result: CitationResult) -> list[_Test]:
        if not result.links:
            return [_Test(result, None, self._unlinked)]
        return [_Test(result, link, self._outcome(link)) for link in result.links]

    def _outcome(self, link: LinkResult) -> _Outcome:
        if self._counting.counts(link, self._report.started, self._before):
            return _Outcome.FAILED
        verdict = link.finding.verdict
        if link.spared or verdict.is_open or verdict is Verdict.SKIPPED:
            return _Outcome.SKIPPED
        return _Outcome.PASSED


def write_junit(report: Report, counting: Counting, out: TextIO) -> None:
    """Write the report as XML in the characters that XML 1.0 allows."""
    tests = _Tests(report, counting)
    # Their numbers stand before the tests themselves, so all is read twice.
    numbers = [
        Counter(test.outcome for citation in some for test in citation)
        for _, some in tests.by_document(evidence=False)
    ]
    whole = sum(numbers, Counter[_Outcome]())
    seconds = max((report.finished - report.started).total_seconds(), 0)
    named = {"name": "citewatch", **_numbers(whole), "time": f"{seconds:.3f}"}
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites{_attributes(named)}>\n')
    _write_notes(report, out)
    for number, (source, some) in zip(numbers, tests.by_document(evidence=True), strict=True):
        out.write(_suite_start(path_of(source), number, report))
        for citation in some:
            met: Counter[str] = Counter()
            out.writelines([_case(test, report, met) for test in citation])
        out.write("</testsuite>\n")
    out.write("</testsuites>\n")


def _write_notes(report: Report, out: TextIO) -> None:
    """What is said of the audit as a whole, as properties of a suite that has no test."""
    notes = [{"name": "note", "value": note} for note in (*about(report), *report.remarks)]
    if not notes:
        return
    properties = "".join(_element("property", note) for note in notes)
    out.write(_suite_start("citewatch", Counter(), report))
    out.write(f"<properties>\n{properties}</properties>\n</testsuite>\n")


def _suite_start(name: str, numbers: Counter[_Outcome], report: Report) -> str:
    named = {
        "name": name,
        **_numbers(numbers),
        "skipped": str(numbers[_Outcome.SKIPPED]),
        "timestamp": time(report.started) or "",
    }
    return f"<testsuite{_attributes(named)}>\n"


def _case(test: _Test, report: Report, met: Counter[str]) -> str:
    named = {
        "classname": path_of(place_of(test.result, report).file),
        "name": _name(test, met),
    }
    parts = []
    if test.outcome is not _Outcome.PASSED:
        parts.append(_verdict(test))
    text = "\n".join(map(show, _evidence(test)))
    parts.append(f"<system-out>{escape(text)}</system-out>\n")
    return f"<testcase{_attributes(named)}>\n{''.join(parts)}</testcase>\n"


def _name(test: _Test, met: Counter[str]) -> str:
    """The same in every audit, and in its citation no other's."""
    link = test.link
    what = "no link" if link is None else show_address(link.url, _LONGEST_NAME)
    met[what] += 1
    again = f" ({met[what]})" if met[what] > 1 else ""
    return f"{show(test.result.citation.id, _LONGEST_NAME)}: {what}{again}"


def _verdict(test: _Test) -> str:
    entry = Entry(test.result, test.link, Level.ERROR)
    if test.outcome is _Outcome.SKIPPED:
        return _element("skipped", {"message": entry.message})
    return _element("failure", {"type": entry.rule, "message": entry.message})


def _evidence(test: _Test) -> Iterator[str]:
    citation, link = test.result.citation, test.link
    if citation.at is not None:
        yield f"It stands at {citation.at}."
    if citation.text:
        yield f"As written: {citation_text(citation)}"
    if link is None:
        yield f"Verdict: {UNLINKED}"
        return
    yield f"Verdict: {link.finding.verdict}. {wording.sentence(say(link.finding))}"
    yield from (f"{side}: {said}" for side, said in wording.beside(link.finding))
    yield from (_plain(seen) for seen in seen_lines(link.probes))
    if link.replacement is not None:
        yield f"Cite instead: {show_address(link.replacement.url)}"


def _plain(seen: Seen) -> str:
    return "".join(map(_part, seen)) + "."


def _part(part: str | Address | Quoted) -> str:
    match part:
        case Address(url):
            return show_address(url, _LONGEST_ADDRESS)
        case Quoted(text):
            return f"“{show(text)}”"
        case _:
            return part


def _numbers(numbers: Counter[_Outcome]) -> dict[str, str]:
    return {
        "tests": str(numbers.total()),
        "failures": str(numbers[_Outcome.FAILED]),
        "errors": "0",
    }


def _element(name: str, attributes: dict[str, str]) -> str:
    return f"<{name}{_attributes(attributes)}/>\n"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(show(value))}" for name, value in values.items())
