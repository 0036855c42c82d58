"""The whole report: what is said of the audit first, then one citation after another."""

import json
from typing import TextIO

import msgspec

from citewatch.core.changes import Changed, ChangeKind, Changes
from citewatch.core.counting import Counting
from citewatch.core.display import show, show_address
from citewatch.core.report import Report, Summary
from citewatch.core.say import say
from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats.json_v1.citations import citation
from citewatch.formats.json_v1.values import Fields, time, title
from citewatch.version import __version__

_INDENT = 2


def write_json(report: Report, counting: Counting, out: TextIO) -> None:
    """Write the report as JSON in ASCII, ending in a line end."""
    del counting  # programs count for themselves
    head = _indented(_head(report))
    out.write(f'{head.removesuffix("}").rstrip()},\n  "citations": [')
    between = "\n    "
    for result in report.citations.read():
        out.write(f"{between}{_within(_indented([[citation(result)]]))}")
        between = ",\n    "
    out.write("]\n}\n" if between == "\n    " else "\n  ]\n}\n")


def _indented(value: object) -> str:
    """JSON in ASCII, indented afterwards: json's own indentation takes four times as long."""
    return msgspec.json.format(json.dumps(value), indent=_INDENT)


def _within(lists: str) -> str:
    """What two lists hold, as deep within them as it stands."""
    return lists.removeprefix("[\n  [\n    ").removesuffix("\n  ]\n]")


def _head(report: Report) -> Fields:
    return {
        "version": 1,
        "tool": {"name": "citewatch", "version": __version__},
        "audit": report.audit,
        "started": time(report.started),
        "finished": time(report.finished),
        "ending": report.ending.value,
        "staged": report.staged,
        "title": None if report.title is None else title(report.title),
        "sources": [show_address(source) for source in report.sources],
        "source_hashes": [known or None for known in report.source_hashes],
        "remarks": [show(remark) for remark in report.remarks],
        "summary": _summary(report.summary),
        "changes": None if report.changes is None else _changes(report.changes),
    }


def _summary(summary: Summary) -> Fields:
    return {
        "citations": summary.citations,
        "links": summary.links,
        **{verdict.value: summary.verdicts[verdict] for verdict in Verdict},
        UNLINKED: summary.unlinked,
        "uncompared": summary.uncompared,
        "recognised": summary.recognised,
        "only_answering": summary.only_answering,
        "nothing_known": summary.unknown,
        "kept": summary.kept,
        "ignored": summary.ignored,
    }


def _changes(changes: Changes) -> Fields:
    return {
        "before": time(changes.before),
        "counts": {kind.value: changes.counts.get(kind, 0) for kind in ChangeKind},
        "links": {
            kind.value: [_changed(one) for one in changes.shown.get(kind, ())]
            for kind in ChangeKind
        },
    }


def _changed(changed: Changed) -> Fields:
    found = changed.finding
    return {
        "citation": show(changed.citation),
        "url": show_address(changed.url),
        "before": None if changed.before is None else changed.before.value,
        "now": None if changed.now is None else changed.now.value,
        "reason": None if found is None else show(found.reason.id),
        "detail": None if found is None else show(say(found)),
    }
