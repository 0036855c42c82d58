"""Whether the state of a page at a day is known: the captures before and after it are the same."""

from datetime import datetime

from citewatch.archives.index import Listing
from citewatch.archives.line import Unanswered
from citewatch.archives.look import Inquiry, Look
from citewatch.archives.replays import Replays
from citewatch.core.content.drift import Drift, compare
from citewatch.core.judge.captures import Words
from citewatch.core.memento import Capture, ReplayAddress, nearest_first, noon, spoken_date
from citewatch.core.snapshot import Snapshot


async def bracketed(
    replays: Replays, look: Look, listing: Listing | None, url: str, inquiry: Inquiry
) -> str:
    """What the capture on the other side of the day wanted says of the one chosen, or "".

    One replay at most, and none where the index has the same digest for both.
    """
    chosen, day = look.snapshot, inquiry.wanted.day
    if chosen is None or day is None or look.worth.words is Words.HELD:
        return ""
    if chosen.captured_at.date() == day:
        return ""
    moment = noon(day)
    listed = () if listing is None else listing.captures
    other = _across(listed, chosen.captured_at, moment)
    if other is not None and _digest(listed, chosen.captured_at) == other.digest != "-":
        return f"{_that_of(other.captured_at)} holds the same bytes, {_KNOWN}"
    at = _neighbour(look, moment) if other is None else other.captured_at
    if at is None:
        return ""
    try:
        across = await replays.look(ReplayAddress(at, other.original if other else url), inquiry)
    except Unanswered:
        return ""
    return _compared(chosen, across.snapshot, moment)


_KNOWN = "so what stood there on the citation's date is very probably known."


def _compared(chosen: Snapshot, across: Snapshot | None, moment: datetime) -> str:
    if across is None or _is_before(across.captured_at, moment) == _is_before(
        chosen.captured_at, moment
    ):
        return ""
    comparison = compare(*(shot.text for shot in sorted((chosen, across), key=_taken_at)))
    if (chosen.text and chosen.text == across.text) or comparison.drift is Drift.SAME:
        return f"{_that_of(across.captured_at)} has the same text, {_KNOWN}"
    if comparison.drift is Drift.NOT_COMPARABLE:
        return ""
    return f"{_that_of(across.captured_at)} has another text: the page changed in between."


def _that_of(moment: datetime) -> str:
    day = spoken_date(moment.date())
    return f"The capture of {day}, on the other side of that date,"


def _taken_at(snapshot: Snapshot) -> datetime:
    return snapshot.captured_at


def _across(captures: tuple[Capture, ...], chosen: datetime, moment: datetime) -> Capture | None:
    """The capture nearest to `moment` on the other side of it."""
    before = _is_before(chosen, moment)
    others = (item for item in captures if _is_before(item.captured_at, moment) is not before)
    return next(iter(nearest_first(others, moment)), None)


def _neighbour(look: Look, moment: datetime) -> datetime | None:
    assert look.snapshot is not None
    before = _is_before(look.snapshot.captured_at, moment)
    return next((at for at in look.neighbours if _is_before(at, moment) is not before), None)


def _digest(captures: tuple[Capture, ...], moment: datetime) -> str | None:
    return next((item.digest for item in captures if item.captured_at == moment), None)


def _is_before(moment: datetime, other: datetime) -> bool:
    return moment < other
