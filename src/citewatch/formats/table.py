"""The table of all links: its columns, and what stands in them."""

from datetime import datetime

from citewatch.core.display import show_address
from citewatch.core.report import Line
from citewatch.core.verdict import UNLINKED, Verdict

HEAD = ("Citation", "Address", "Verdict", "Reason", "Status", "Archive")


def cells(line: Line, started: datetime) -> tuple[str, ...]:
    """What the columns say of a link, in an audit that `started` then; all but its address is raw.

    A living link that was not asked again says when it was found so.
    """
    if line.verdict is None:
        return line.citation, "", UNLINKED, "", "", ""
    at, taken = line.checked_at, line.captured_at
    earlier = line.verdict is Verdict.OK and at is not None and at < started
    archive = line.archive or ""
    return (
        line.citation,
        show_address(line.url),
        f"{line.verdict} on {at:%Y-%m-%d}" if earlier else line.verdict,
        line.reason,
        "" if line.status is None else str(line.status),
        f"{archive} {taken:%Y-%m-%d}" if taken else archive,
    )
