"""Reads Retry-After in both of its forms (RFC 9110, section 10.2.3)."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SPAN = re.compile(r"(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s?)?")


def retry_after_seconds(value: str | None, now: datetime) -> float | None:
    """The wait in seconds that a Retry-After header asks for, never negative; None if unreadable.

    Takes whole seconds, an HTTP date, and the unofficial `1m30s` that some servers send.
    """
    if value is None or not (value := value.strip()):
        return None
    if found := _SPAN.fullmatch(value):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())
