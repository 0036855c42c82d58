"""Reads a JSON report of an earlier audit: as much of it as a repair needs."""

import json
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from citewatch.core.citation import Citation
from citewatch.core.display import clean, show
from citewatch.core.facts import SAID, Fact, Facts
from citewatch.core.finding import Finding
from citewatch.core.in_memory import in_memory
from citewatch.core.reasons import reason_named
from citewatch.core.report import (
    CitationResult,
    Ending,
    Ignored,
    LinkResult,
    Replacement,
    ReplacementKind,
    Report,
)
from citewatch.core.say import say
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot
from citewatch.core.verdict import Verdict
from citewatch.documents.kinds.sources.text_file import read_text
from citewatch.errors import InputError

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator


def read_report(path: Path) -> Report:
    """The report in a file, without its evidence and its decisions.

    Its addresses are as they were shown: `***` stands where they held a password. Raises
    InputError where the file holds no report, or one that says nothing of real sources.
    """
    file = read_text(path)
    try:
        fields = json.loads(file.text)
    except (ValueError, RecursionError) as error:
        raise InputError([f"{file.name}: is not JSON; write it with --format json"]) from error
    if not _validator().is_valid(fields):
        raise InputError([f"{file.name}: is not a JSON report of citewatch"])
    if fields["staged"]:
        raise InputError([f"{file.name}: is the report of the demonstration, whose web is staged"])
    return _report(fields)


@cache
def _validator() -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - slow to import

    schema = files("citewatch") / "schemas" / "report.schema.json"
    return Draft202012Validator(json.loads(schema.read_text("utf-8")))


def _report(fields: Any) -> Report:
    return in_memory(
        map(_citation, fields["citations"]),
        title=fields["title"],
        sources=tuple(fields["sources"]),
        started=_time(fields["started"]),
        finished=_time(fields["finished"]),
        ending=Ending(fields["ending"]),
        source_hashes=tuple(known or "" for known in fields["source_hashes"]),
        remarks=tuple(fields.get("remarks", ())),
    )


def _citation(fields: Any) -> CitationResult:
    links = tuple(map(_link, fields["links"]))
    citation = Citation(fields["id"], fields["text"], tuple(link.url for link in links))
    return CitationResult(citation, links, fields["source"])


def _link(fields: Any) -> LinkResult:
    offer = fields["replacement"]
    kind = ReplacementKind(offer["kind"]) if offer else None
    moved_to = offer["url"] if kind is ReplacementKind.MOVED else None
    return LinkResult(
        url=fields["url"],
        finding=_finding(fields, moved_to),
        archive=_archive(fields["archive"]) if fields["archive"] else None,
        replacement=_replacement(offer, kind, fields["detail"]) if kind else None,
        ignored=_ignored(fields["ignored"]) if fields.get("ignored") else None,
    )


def _finding(fields: Any, moved_to: str | None) -> Finding:
    """The finding, with its sentence as a fact of its own where its facts do not make it again.

    They do not where it says what it rests on, too, or where another version wrote the report.
    """
    reason = reason_named(fields["reason"], Verdict(fields["verdict"]))
    facts: dict[str, Fact] = fields.get("facts", {})
    found = Finding(reason, Facts(**facts), moved_to)
    if show(say(found)) == fields["detail"]:
        return found
    return replace(found, facts=Facts(**{**facts, SAID: fields["detail"]}))


def _replacement(offer: Any, kind: ReplacementKind, detail: str) -> Replacement:
    return Replacement(offer["url"], kind, "" if offer["why"] == detail else offer["why"])


def _archive(fields: Any) -> ArchiveAnswer:
    state = ArchiveState(fields["state"])
    found = state is ArchiveState.FOUND
    taken = Snapshot(fields["url"], _time(fields["captured_at"])) if found else None
    return ArchiveAnswer(state, clean(fields["why"]), taken)


def _ignored(fields: Any) -> Ignored:
    return Ignored(fields["why"], date.fromisoformat(fields["until"]) if fields["until"] else None)


def _time(written: str) -> datetime:
    return datetime.fromisoformat(written)
