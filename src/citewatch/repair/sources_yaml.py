"""Repairs a sources.yaml: its values alone, so that comments, order and quotes stay as they are."""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from citewatch.repair.edits import Edit, Plan, apply
from citewatch.repair.passages import held, in_brackets, joined  # noqa: F401
from citewatch.repair.plan import Action, Repair
from citewatch.repair.whole_links import whole_links
from citewatch.repair.yaml_scalars import content_end, escaped, quoted, spelling


def repair_sources_yaml(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of a sources.yaml.

    They are read back before they count: where the file would not say exactly what was meant, or
    cannot be read, nothing is changed.
    """
    mark = len(text) - len(text.removeprefix("\ufeff"))
    citations = _citations(text[mark:])
    edits: list[Edit] = []
    unplaced: list[Repair] = []
    wanted = yaml.load(text[mark:], Loader=yaml.CBaseLoader)  # noqa: S506 - plain text only
    for repair in repairs:
        citation = citations.get(repair.citation.id)
        made = [] if citation is None else list(citation.edits(repair, text[mark:]))
        edits += made
'''
