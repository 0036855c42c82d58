"""The second look with a real browser."""

from datetime import datetime

from citewatch.core.case import Case
from citewatch.core.judge import browser_wanted, front_in_browser_wanted
from citewatch.core.probe import Purpose, Question
from citewatch.core.steps.step import Ask, Step, Wait, Wants


def show_front_page(case: Case, wants: Wants, _now: datetime) -> Step | None:
    """The front page of its site, where a browser is about to have a source called dead."""
    if not wants.browser or case.finding is None:
        return None
    front = front_in_browser_wanted(case.finding, case.sightings)
    if front is None:
        return None
    return Ask(Question(Purpose.BROWSER, front, about=case.address.href))


def look_in_browser(case: Case, wants: Wants, now: datetime) -> Step | None:
    """A wall, or a page that only scripts draw, once more as its reader would see it.

    A source that a browser sees gone is not believed gone at once.
    """
    if not wants.browser or case.finding is None:
        return None
    turn = browser_wanted(case.finding, case.sightings)
    if turn is None:
        return None
    if turn > 1:
        due = case.sightings.probes[-1].at + wants.pause
        if now < due:
            return Wait(due, rank=turn)
    return Ask(Question(Purpose.BROWSER, case.address.href, turn))
