"""Retry-After in all the forms that servers send."""

from datetime import UTC, datetime

import pytest

from citewatch.core.retry_after import retry_after_seconds

NOW = datetime(2026, 1, 5, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("1m30s", 90.0),
        ("2s", 2.0),
        ("1h", 3600.0),
        ("Mon, 05 Jan 2026 12:01:00 GMT", 60.0),
        ("Mon, 05 Jan 2026 15:01:00 +0300", 60.0),
        ("Mon, 05 Jan 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
        ("9" * 40, None),
        ("Mon, 99 Jan 99999 99:99:99 GMT", None),
    ],
)
def test_a_wait_is_read_or_not_believed(value: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(value, NOW) == seconds
