"""Editors of kinds whose documents are text files."""

from collections.abc import Callable, Sequence

from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Plan, Repaired, apply
from citewatch.documents.editing.encoding import decode


def text_editor(
    planned: Callable[[str, Sequence[Repair]], Plan],
) -> Callable[[bytes, Sequence[Repair]], Repaired]:
    """The editor that makes the planned edits in the text of a file, in the file's encoding."""

    def edit(content: bytes, repairs: Sequence[Repair]) -> Repaired:
        text, codec = decode(content)
        plan = planned(text, repairs)
        after = apply(text, plan.edits)
        return Repaired(after.encode(codec), text, after, plan.unplaced)

    return edit
