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
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


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
