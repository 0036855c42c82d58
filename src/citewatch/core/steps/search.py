"""The search for lost sources."""

from datetime import datetime

from citewatch.core.case import Case
from citewatch.core.steps.step import Search, Step, Wants


def search(case: Case, wants: Wants, _now: datetime) -> Step | None:
    """A source that is gone from its address may live at another one."""
    return Search() if wants.relocate and case.is_lost else None
