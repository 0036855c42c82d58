"""Two small pictures, each with a sentence that says the same."""

from collections.abc import Sequence

from msgspec import Struct

from citewatch.core.report import Report, Standing
from citewatch.formats.overview import summary_rows
from citewatch.formats.wording import count, day

WIDTH = 1000
"""Units across the bar."""

_GAP = 4
_THINNEST = 6
_HEIGHT = 100
"""Units of the course's height; its width is `WIDTH`."""


class Part(Struct, frozen=True):
    """A stretch of the bar."""

    word: str
    x: float
    width: float


class Bar(Struct, frozen=True):
    """How many links have each verdict, worst first."""

    said: str
    parts: tuple[Part, ...]


class Point(Struct, frozen=True):
    """An audit in the course."""

    x: float
    y: float
    said: str


class Course(Struct, frozen=True):
    """How many links were in trouble in the last audits; `first` and `last` name its ends."""

    said: str
    points: tuple[Point, ...]
    first: str
    last: str


def bar(report: Report) -> Bar:
    """The verdicts of an audit's links."""
    known = [(word, number) for word, number, _ in summary_rows(report)[:-1] if number]
    links = max(sum(number for _, number in known), 1)
    room = WIDTH - _GAP * (len(known) - 1) - _THINNEST * len(known)
    parts, x = [], 0.0
    for word, number in known:
        width = _THINNEST + room * number / links
        parts.append(Part(word, round(x, 1), round(width, 1)))
        x += width + _GAP
    said = ", ".join(f"{number:,} {word}" for word, number in known)
    return Bar(f"Of {count(links, 'link')}: {said}.", tuple(parts))


def course(trend: Sequence[Standing]) -> Course | None:
    """The course over some audits; None where there are too few for one."""
    if len(trend) < 2:
        return None
    most = max(1, *(one.troubled for one in trend))
    points = tuple(
        Point(
            round(WIDTH * nth / (len(trend) - 1), 1),
            round(_HEIGHT - _HEIGHT * one.troubled / most, 1),
            f"{day(one.started)}: {one.troubled:,} of {count(one.links, 'link')}",
        )
        for nth, one in enumerate(trend)
    )
    numbers = ", ".join(f"{one.troubled:,}" for one in trend)
    said = (
        f"Links that call for a change, in {len(trend)} audits "
        f"from {day(trend[0].started)} to {day(trend[-1].started)}: {numbers}."
    )
    return Course(said, points, points[0].said, points[-1].said)
