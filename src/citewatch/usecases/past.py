"""Looks back at audits that were made: nobody is asked anything."""

from collections.abc import Iterator

from citewatch.core.report import Report
from citewatch.errors import InputError
from citewatch.history.audits import Past, audit_numbered, listed
from citewatch.history.reports import report_of
from citewatch.history.sightings import Sighting, sightings_of
from citewatch.usecases.memory import Memory


def past_audits(memory: Memory) -> Iterator[Past]:
    """All audits of a history, the newest first. Raises InputError where there is none."""
    _newest(memory)
    return listed(memory.connection)


def past_report(memory: Memory, number: int | None) -> Report:
    """The report of an audit, or of the newest. Raises InputError where there is none such."""
    newest = _newest(memory)
    past = newest if number is None else audit_numbered(memory.connection, number)
    if past is None:
        what = f"{memory.name}: there is no audit {number}; the newest is audit {newest.id}"
        raise InputError([f"{what}, and `citewatch history` lists them all"])
    return report_of(memory.connection, past)


def past_of_link(memory: Memory, address: str) -> Iterator[Sighting]:
    """What each audit has of a link, the newest first. Raises InputError where none has any."""
    _newest(memory)
    found = sightings_of(memory.connection, address)
    first = next(found, None)
    if first is None:
        raise InputError([f"{memory.name}: no audit has met this link: {address}"])
    yield first
    yield from found


def _newest(memory: Memory) -> Past:
    newest = audit_numbered(memory.connection, None)
    if newest is None:
        raise InputError([f"{memory.name}: there is no audit in this history yet"])
    return newest
