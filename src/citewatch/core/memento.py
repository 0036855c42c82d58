"""Arithmetic of snapshots: their times, their addresses, and which of several to prefer."""

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import Self

from msgspec import Struct

from citewatch.core import urls

_STAMP = re.compile(r"\d{14}")
_PARTIAL_STAMP = re.compile(r"\d{4}(?:\d\d){0,5}")
_REPLAY = re.compile(r"(?s)/web/(\d{1,14})(?:[a-z]{2}_)?/(.+)")
_INNER_SCHEME = re.compile(r"(?i)(https?):/+")

_ARCHIVE_HOSTS = frozenset(
    """web.archive.org wayback.archive.org web-beta.archive.org wayback.archive-it.org
    archive.today archive.is archive.ph archive.li archive.md archive.vn archive.fo
    archive.wikiwix.com arquivo.pt freezepage.com ghostarchive.org perma.cc
    swap.stanford.edu vefsafn.is web.archive.bibalex.org webarchive.loc.gov
    wayback.vefsafn.is webarchive.nationalarchives.gov.uk webarchive.org.uk
    webcitation.org""".split()
)

_UNTRUSTED_HOSTS = frozenset(
    "archive.today archive.is archive.ph archive.li archive.md archive.vn archive.fo".split()
)
"""One archive under several names: the English Wikipedia banned it in February 2026, after it had
altered snapshots and used its visitors' browsers for an attack."""


class Capture(Struct, frozen=True):
    """A row of an archive's index. `digest` is equal for captures that hold the same bytes."""

    captured_at: datetime
    original: str
    digest: str


class ReplayAddress(Struct, frozen=True):
    """Where an archive plays `original` back as it was nearest to `moment` (UTC)."""

    moment: datetime
    original: str

    def raw(self, base: str) -> str:
        """The form that gives the captured bytes as they were (`id_`)."""
        return f"{base}/web/{timestamp(self.moment)}id_/{self.original}"

    def framed(self, base: str) -> str:
        """The form for people, in the archive's own frame: the one to cite."""
        return f"{base}/web/{timestamp(self.moment)}/{self.original}"

    @classmethod
    def read(cls, url: str, base: str) -> Self | None:
        """What a replay address of the archive at `base` asks for; None for any other address.

        http and https lead to the same archive. Times may be short (`2017`), and an original may
        come without its scheme or with one of its two slashes lost, as archives write them.
        """
        authority, _, rest = url.partition("://")[2].partition("/")
        found = _REPLAY.fullmatch(f"/{rest}")
        if found is None or authority.lower() != base.partition("://")[2].lower():
            return None
        moment = read_timestamp(found[1])
        if moment is None:
            return None
        scheme = _INNER_SCHEME.match(found[2])
        if scheme is None:
            return cls(moment, f"http://{found[2]}")
        return cls(moment, f"{scheme[1]}://{found[2][scheme.end() :]}")


def timestamp(moment: datetime) -> str:
    """A moment as the 14 digits of archives, in UTC."""
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def read_timestamp(digits: str) -> datetime | None:
    """The moment that 4 to 14 digits name, or None where there is none.

    Missing digits mean the earliest moment. Real indexes hold days and months numbered 00.
    """
    if not _PARTIAL_STAMP.fullmatch(digits):
        return None
    full = digits + "00000101000000"[len(digits) :]
    try:
        return datetime.strptime(full, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def is_timestamp(digits: str) -> bool:
    """Whether these are the 14 digits of a real moment."""
    return bool(_STAMP.fullmatch(digits)) and read_timestamp(digits) is not None


def read_http_date(text: str) -> datetime | None:
    """The moment of an HTTP date, as in Memento-Datetime and Retry-After; None if unreadable."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def noon(day: date) -> datetime:
    """The middle of a day in UTC: no capture of that day is more than half a day away."""
    return datetime.combine(day, time(12), tzinfo=UTC)


def nearest_first(captures: Iterable[Capture], moment: datetime) -> list[Capture]:
    """Captures by their distance to `moment`; of two equally far, the earlier comes first."""
    return sorted(
        captures,
        key=lambda capture: (abs(capture.captured_at - moment), capture.captured_at),
    )


def distinct_first(captures: Iterable[Capture]) -> list[Capture]:
    """The same captures, those that repeat an earlier one's bytes put last. Order is kept."""
    seen: set[str] = set()
    distinct: list[Capture] = []
    repeated: list[Capture] = []
    for capture in captures:
        (repeated if capture.digest in seen else distinct).append(capture)
        seen.add(capture.digest)
    return distinct + repeated


def archivable(url: str) -> str:
    """The address to ask an archive for: no fragment, and never a user name or password.

    Percent-encoding stays as it is; what is not ASCII, and spaces, are encoded.
    Raises urls.MalformedUrl for what is no web address.
    """
    found = urls.parse(url)
    port = "" if found.port is None else f":{found.port}"
    query = f"?{found.query}" if found.query else ""
    return f"{found.scheme}://{found.host}{port}{found.path}{query}"


def is_archive_address(url: urls.Url) -> bool:
    """Whether a link already points into a web archive, so that none is to be asked for it."""
    host = url.host.removeprefix("www.")
    return host in _ARCHIVE_HOSTS or (
        host == "archive.org" and url.path.startswith(("/web/", "/wayback/"))
    )


def is_untrusted_archive(url: urls.Url) -> bool:
    """Whether a link points into an archive whose snapshots cannot be trusted."""
    return url.host.removeprefix("www.") in _UNTRUSTED_HOSTS


def spoken_date(day: date) -> str:
    """A day as people write it: `15 January 2017`."""
    return f"{day.day} {day:%B %Y}"


def spoken_distance(captured: date, wanted: date) -> str:
    """How far a capture lies from the day wanted, in words: `3 days after`."""
    days = (captured - wanted).days
    if days == 0:
        return "on"
    count, unit = abs(days), "day"
    if count >= 730:
        count, unit = round(count / 365.25), "year"
    elif count >= 60:
        count, unit = round(count / 30.44), "month"
    return f"{_counted(count, unit)} {'after' if days > 0 else 'before'}"


def spoken_ago(then: date, today: date) -> str:
    """How long ago a day was, in words: `9 days ago`."""
    days = (today - then).days
    if days <= 0:
        return "today"
    if days < 60:
        return f"{_counted(days, 'day')} ago"
    months = round(days / 30.44)
    return f"{_counted(months, 'month')} ago" if days < 730 else f"{round(days / 365.25)} years ago"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


class Plan(Struct, frozen=True):
    """What asking the archive for some links will about cost, at its limits."""

    links: int
    replays: int
    index_calls: int
    minutes: int

    def __str__(self) -> str:
        return (
            f"{_counted(self.links, 'link')}: about {_counted(self.replays, 'replay')} and "
            f"{_counted(self.index_calls, 'index call')}, {_counted(self.minutes, 'minute')} "
            "at the archive's limits"
        )


def plan(links: int, replays_per_minute: float, index_calls_per_minute: float) -> Plan:
    """The expected cost of `links` links, at most.

    An estimate: the nearest capture costs two replays, since the archive first says when it was
    taken, most links need a third, to compare, and a fourth tells when the newest was taken. Two in
    five have a nearest capture that will not do, so they need the index. One call after
    another, as when the index decides the pace.
    """
    index_calls = math.ceil(links * 0.4)
    replays = math.ceil(links * 4)
    minutes = replays / replays_per_minute + index_calls / index_calls_per_minute
    return Plan(links, replays, index_calls, math.ceil(minutes))
