"""Times, titles and facts as JSON has them."""

from datetime import UTC, datetime

from citewatch.core.display import show, show_address
from citewatch.core.facts import ADDRESSES, Fact, Facts

Fields = dict[str, object]
"""One JSON object."""

LONGEST_TITLE = 300


def time(moment: datetime | None) -> str | None:
    """A time in UTC, to the second."""
    if moment is None:
        return None
    at = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    # In half the time of `isoformat`, which asks for the offset: a link has half a dozen times.
    return "%04d-%02d-%02dT%02d:%02d:%02dZ" % (  # noqa: UP031 - faster than an f-string, too
        at.year, at.month, at.day, at.hour, at.minute, at.second,
    )  # fmt: skip


def address(url: str | None) -> str | None:
    """An address, safe to show."""
    return None if url is None else show_address(url)


def title(text: str) -> str:
    """A title, safe to show and not too long."""
    return show(text, LONGEST_TITLE)


def facts_of(facts: Facts) -> Fields:
    """Facts by name, each safe to show."""
    return {name: _fact(name, fact) for name, fact in facts.items()}


def _fact(name: str, fact: Fact) -> Fact:
    if not isinstance(fact, str):
        return fact
    return show_address(fact) if name in ADDRESSES else show(fact)
