"""What changed since the last audit, at a terminal."""

from citewatch.core.changes import Changed, Changes
from citewatch.core.display import show
from citewatch.formats import over_time
from citewatch.formats.sheet import LONGEST_LABEL, Sheet


def put_changes(changes: Changes, sheet: Sheet) -> None:
    """One section, the links that got into trouble first."""
    sheet.gap()
    if not changes.any:
        sheet.put(over_time.compared_with(changes))
        return
    sheet.put(over_time.TITLE.upper(), "bold")
    sheet.put(over_time.compared_with(changes))
    for kind, title in over_time.KINDS.items():
        told, more = over_time.shown(changes, kind)
        if not changes.counts.get(kind, 0):
            continue
        sheet.gap()
        sheet.put(f"{title} ({changes.counts[kind]:,})", "bold")
        width = max((len(show(one.citation, LONGEST_LABEL)) for one in told), default=0)
        for one in told:
            _put(one, width, sheet)
        with sheet.labelled("", width):
            sheet.put(more)


def _put(changed: Changed, width: int, sheet: Sheet) -> None:
    with sheet.labelled(show(changed.citation), width):
        sheet.address(changed.url)
        sheet.put(f"{over_time.became(changed)}. {over_time.why(changed)}".rstrip())
