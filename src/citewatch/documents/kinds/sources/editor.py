"""Repairs a sources.yaml: its values alone, so that comments, order and quotes stay as they are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Edit, Plan, apply
from citewatch.documents.kinds.sources.entries import Entry, entries

_ByCitation = Mapping[str, Sequence[Repair]]


def repair_sources_yaml(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of a valid sources.yaml.

    What the file says afterwards is read before they count: a citation that would not say exactly
    what was meant is left alone.
    """
    file = text.removeprefix("\ufeff")
    known = entries(file)
    wanted: dict[str, list[Repair]] = {}
    for repair in repairs:
        wanted.setdefault(repair.citation.id, []).append(repair)
    sound = wanted
    if not _as_meant(file, known, wanted):
        sound = {
            name: some for name, some in wanted.items() if _as_meant(file, known, {name: some})
        }
    mark = len(text) - len(file)
    edits = (Edit(mark + e.start, mark + e.end, e.new) for e in _edits(known, sound))
    return Plan(tuple(edits), tuple(r for r in repairs if r.citation.id not in sound))


def _edits(known: Mapping[str, Entry], wanted: _ByCitation) -> Iterable[Edit]:
    return (edit for name, some in wanted.items() for edit in known[name].edits(some))


def _as_meant(file: str, known: Mapping[str, Entry], wanted: _ByCitation) -> bool:
    if not wanted.keys() <= known.keys():
        return False
    meant = _data(file)
    for citation in meant["citations"]:
        if some := wanted.get(citation["id"]):
            citation["text"], citation["links"] = known[citation["id"]].meant(some)
    try:
        return bool(_data(apply(file, _edits(known, wanted))) == meant)
    except yaml.YAMLError:
        return False


def _data(file: str) -> Any:
    return yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but text and lists
