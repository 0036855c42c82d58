"""Repairs a sources.yaml: its values alone, so that comments, order and quotes stay as they are."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

import yaml

from citewatch.repair.edits import Edit, Plan, apply
from citewatch.repair.plan import Repair
from citewatch.repair.yaml_entries import Entry, entries

_CITED = attrgetter("citation.id")


def repair_sources_yaml(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of a sources.yaml.

    What each citation says afterwards is read back before its edits count: where it would not be
    exactly what was meant, the citation is left alone.
    """
    file = text.removeprefix("\ufeff")
    known = entries(file)
    edits: list[Edit] = []
    unplaced: list[Repair] = []
    for name, some in groupby(sorted(repairs, key=_CITED), key=_CITED):
        wanted = list(some)
        made = _edits(known.get(name), wanted)
        edits += made
        unplaced += [] if made is not None else wanted
    shift = len(text) - len(file)
    moved = (Edit(edit.start + shift, edit.end + shift, edit.new) for edit in edits)
    return Plan(tuple(moved), tuple(unplaced))
