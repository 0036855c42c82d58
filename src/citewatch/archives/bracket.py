"""Whether the state of a page at a day is known: the captures before and after it are the same."""

from datetime import datetime

from msgspec import Struct

from citewatch.archives.choice import LONG_AFTER
from citewatch.archives.index import Listing
from citewatch.archives.line import Unanswered
from citewatch.archives.look import Inquiry, Look
from citewatch.archives.replays import Replays
from citewatch.core.content.drift import Drift, compare
from citewatch.core.judge.captures import Words
from citewatch.core.memento import Capture, ReplayAddress, nearest_first, noon, spoken_date
from citewatch.core.snapshot import Snapshot


class Bracket(Struct, frozen=True):
    """What the capture on the other side of the day wanted says of the one chosen.

    `instead` is that other capture, where it is the likelier source.
    """

    remark: str = ""
    instead: Look | None = None


async def bracketed(
    replays: Replays, look: Look, listing: Listing | None, url: str, inquiry: Inquiry
) -> Bracket:
    """Compare the chosen capture with the nearest one on the other side of the day wanted.

    One replay at most, and none where the index has the same digest for both.
    """
    chosen, day = look.snapshot, inquiry.wanted.day
    if chosen is None or day is None or look.worth.words is Words.HELD:
        return Bracket()
    if chosen.captured_at.date() == day:
        return Bracket()
    moment = noon(day)
    listed = () if listing is None else listing.captures
    other = _across(listed, chosen.captured_at, moment)
    if other is not None and _digest(listed, chosen.captured_at) == other.digest != "-":
        return Bracket(f"{_that_of(other.captured_at)} holds the same bytes, {_KNOWN}")
    at = _neighbour(look, moment) if other is None else other.captured_at
    if at is None:
        return Bracket()
    try:
        across = await replays.look(ReplayAddress(at, other.original if other else url), inquiry)
    except Unanswered:
        return Bracket()
    return _compared(look, across, moment)


_KNOWN = "so what stood there on the citation's date is very probably known."


def _compared(look: Look, across: Look, moment: datetime) -> Bracket:
    one, other = look.snapshot, across.snapshot
    assert one is not None
    if other is None or (one.captured_at < moment) is (other.captured_at < moment):
        return Bracket()
    drift = compare(*(shot.text for shot in sorted((one, other), key=_taken_at))).drift
    if (one.text and one.text == other.text) or drift is Drift.SAME:
        return Bracket(f"{_that_of(other.captured_at)} has the same text, {_KNOWN}")
    taken = spoken_date(one.captured_at.date())
    if drift is not Drift.EDITED and across.worth.identified and not look.worth.identified:
        said = f"{_seen(one, moment)} {taken} another text stood there, without the cited title."
        return Bracket(said, across)
    if drift is Drift.NOT_COMPARABLE:
        return Bracket()
    if drift is Drift.UNRELATED and _is_stranger(look, moment) and not across.worth.doubt:
        return Bracket(f"By {taken} quite another text stood at the address.", across)
    return Bracket(f"{_that_of(other.captured_at)} has another text: the page changed in between.")


def _is_stranger(look: Look, moment: datetime) -> bool:
    """Whether a capture is so much later that another page may have taken the source's place."""
    assert look.snapshot is not None
    return look.snapshot.captured_at - moment > LONG_AFTER and not look.worth.identified


def _seen(snapshot: Snapshot, moment: datetime) -> str:
    return "On" if snapshot.captured_at < moment else "By"


def _that_of(moment: datetime) -> str:
    day = spoken_date(moment.date())
    return f"The capture of {day}, on the other side of that date,"


def _taken_at(snapshot: Snapshot) -> datetime:
    return snapshot.captured_at


def _across(captures: tuple[Capture, ...], chosen: datetime, moment: datetime) -> Capture | None:
    """The capture nearest to `moment` on the other side of it."""
    before = chosen < moment
    others = (item for item in captures if (item.captured_at < moment) is not before)
    return next(iter(nearest_first(others, moment)), None)


def _neighbour(look: Look, moment: datetime) -> datetime | None:
    assert look.snapshot is not None
    before = look.snapshot.captured_at < moment
    return next((at for at in look.neighbours if (at < moment) is not before), None)


def _digest(captures: tuple[Capture, ...], moment: datetime) -> str | None:
    return next((item.digest for item in captures if item.captured_at == moment), None)
