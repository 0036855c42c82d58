"""The report as GitLab's code quality reads it: a list of issues.

Its format is a part of Code Climate's: https://docs.gitlab.com/ci/testing/code_quality/. It has no
word for what is ignored, so that is left out.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import TextIO

from citewatch.core.counting import Counting
from citewatch.core.report import Report
from citewatch.formats.compact_json import compact
from citewatch.formats.entries import Entry, Level, about, entries
from citewatch.formats.fingerprints import Fingerprints
from citewatch.formats.json_v1.values import Fields
from citewatch.formats.places import line_of, path_of, place_of
from citewatch.formats.wording import STAGED

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTE: "info"}
_OF_THE_AUDIT = "citewatch"
"""The rule of what is said of the audit as a whole: there is no other place for it, and without it
an audit that reached nothing would look like one in which everything was put right."""


def write_gitlab(report: Report, counting: Counting, out: TextIO) -> None:
    """Write a list of issues, one on a line, in ASCII and without a byte order mark."""
    between = "["
    for issue in _issues(report, counting):
        out.write(f"{between}\n{compact(issue)}")
        between = ","
    out.write("[]\n" if between == "[" else "\n]\n")


def _issues(report: Report, counting: Counting) -> Iterator[Fields]:
    first = path_of(report.sources[0]) if report.sources else ""
    for said in about(report):
        name = sha256(said.encode()).hexdigest()[:32]
        yield _issue(said, _OF_THE_AUDIT, name, Level.NOTE, (first, 1))
    names = Fingerprints()
    for entry in entries(report, counting):
        if not entry.spared:
            yield _told(entry, report, names.of(entry, report))


def _told(entry: Entry, report: Report, name: str) -> Fields:
    place = place_of(entry.result, report)
    # What GitLab shows of an issue is its description alone.
    words = f"{entry.rule}: {entry.message}"
    if report.staged:
        words = f"{STAGED} {words}"
    at = (path_of(place.file), line_of(place) or 1)
    return _issue(words, entry.rule, name, entry.level, at)


def _issue(words: str, rule: str, name: str, level: Level, at: tuple[str, int]) -> Fields:
    path, line = at
    return {
        "description": words,
        "check_name": rule,
        "fingerprint": name,
        "severity": _SEVERITIES[level],
        "location": {"path": path, "lines": {"begin": line}},
    }
