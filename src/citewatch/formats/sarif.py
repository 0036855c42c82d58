"""The report as SARIF 2.1.0, as code scanning and editors read it.

The format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. What GitHub takes of it, and how much:
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning.
"""

import re
import zlib
from typing import TextIO
from urllib.parse import quote

from citewatch.core.citation import Place
from citewatch.core.counting import Counting
from citewatch.core.display import show, show_address
from citewatch.core.report import Ending, LinkResult, Report
from citewatch.formats import wording
from citewatch.formats.compact_json import compact
from citewatch.formats.entries import Entry, about, entries
from citewatch.formats.fingerprints import Fingerprints
from citewatch.formats.json_v1.values import Fields, time
from citewatch.formats.places import column_of, is_on_the_web, line_of, path_of, place_of
from citewatch.formats.sarif_rules import Rules
from citewatch.version import __version__

MOST_RESULTS = 25_000
"""GitHub takes no log with more, and shows the gravest 5,000."""

PACKED_AT_MOST = 9_500_000
"""Bytes of all results, packed in haste: GitHub takes 10 MB, packed by gzip with more care."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
"""What relative names of documents are relative to; GitHub and editors know it by this name."""

_ABSOLUTE = re.compile(r"/|[A-Za-z]:/")
_NOT_IN_AN_ADDRESS = re.compile(r"%(?![0-9A-Fa-f]{2})|[^!$%&'()*+,\-./0-9:;=?@A-Z_a-z~#]")


def write_sarif(report: Report, counting: Counting, out: TextIO) -> None:
    """Write a log of one run, in ASCII, a result on a line; results come before the rules, so
    that none has to be held."""
    out.write(f'{{"version":"2.1.0","$schema":"{_SCHEMA}","runs":[{{"results":[')
    rules, names, room = Rules(), Fingerprints(), _Room()
    left_out = 0
    for entry in entries(report, counting):
        if room.full:
            left_out += 1
            continue
        text = compact(_result(entry, report, rules, names))
        out.write(f"{',' if room.results else ''}\n{text}")
        room.take(text)
    run = compact(_run(report, rules, _notes(report, room.results, left_out)))
    out.write(f"\n],{run.removeprefix('{')}]}}\n")


class _Room:
    """How much of a log GitHub will take."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(1)
        self._packed = 0
        self.results = 0

    def take(self, text: str) -> None:
        """Count another result."""
        self.results += 1
        self._packed += len(self._packer.compress(text.encode()))

    @property
    def full(self) -> bool:
        """Whether it will take no more."""
        return self.results >= MOST_RESULTS or self._packed >= PACKED_AT_MOST


def _run(report: Report, rules: Rules, notes: list[str]) -> Fields:
    return {
        "tool": {
            "driver": {
                "name": "citewatch",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": rules.all,
            }
        },
        "invocations": [
            {
                "executionSuccessful": report.ending is Ending.COMPLETE,
                "startTimeUtc": time(report.started),
                "endTimeUtc": time(report.finished),
                "toolExecutionNotifications": [
                    {"level": "warning", "message": _message(note)} for note in notes
                ],
            }
        ],
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which citewatch was run."}}
        },
        "columnKind": "unicodeCodePoints",
        "properties": {"staged": report.staged},
    }


def _notes(report: Report, given: int, left_out: int) -> list[str]:
    notes = [*about(report), *map(show, report.remarks)]
    if left_out:
        notes.append(
            f"{given:,} of {given + left_out:,} findings are given, the gravest first: "
            "GitHub takes no more. The report in another format has all of them."
        )
    return notes


def _result(entry: Entry, report: Report, rules: Rules, names: Fingerprints) -> Fields:
    name = names.of(entry, report)
    return {
        "ruleId": entry.rule,
        "ruleIndex": rules.place_of(entry),
        "level": entry.level.value,
        "message": _message(entry.message),
        "locations": [_location(place_of(entry.result, report))],
        # The first is what GitHub compares. It would make one of its own from the line, and take
        # all findings of one reason on a line for one: every one of a document without lines.
        "partialFingerprints": {"primaryLocationLineHash": name, "citedAddress/v1": name},
        "suppressions": [] if entry.link is None else _suppressions(entry.link),
        **_known(entry),
    }


def _known(entry: Entry) -> Fields:
    link = entry.link
    fields: Fields = {"citation": show(entry.result.citation.id)}
    if link is None:
        return {"properties": fields}
    fields |= {"verdict": link.finding.verdict.value, "url": show_address(link.url)}
    if link.replacement is not None:
        fields["replacement"] = show_address(link.replacement.url)
    if link.course is None:
        return {"properties": fields}
    return {
        "provenance": {"firstDetectionTimeUtc": time(link.course.since)},
        "properties": fields,
    }


def _suppressions(link: LinkResult) -> list[Fields]:
    if not link.spared:
        return []
    return [{"kind": "external", "justification": wording.spared(link)}]


def _location(place: Place) -> Fields:
    line, column = line_of(place), column_of(place)
    region: Fields = {"startLine": line or 1}
    if column is not None:
        region["startColumn"] = column
    physical: Fields = {"artifactLocation": _artifact(place.file), "region": region}
    if place.line is None and place.part is None:
        return {"physicalLocation": physical}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": show(str(place))}],
    }


def _artifact(file: str) -> Fields:
    path = path_of(file)
    if is_on_the_web(path):
        return {"uri": _NOT_IN_AN_ADDRESS.sub(lambda found: quote(found[0], safe=""), path)}
    if _ABSOLUTE.match(path):
        return {"uri": f"file:///{quote(path.removeprefix('/'), safe='/:*')}"}
    return {"uri": quote(path, safe="/*"), "uriBaseId": _ROOT}


def _message(text: str) -> Fields:
    """A text in which nothing is a placeholder (SARIF 2.1.0, 3.11.5) or a link (3.11.6)."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}
