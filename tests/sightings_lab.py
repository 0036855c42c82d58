"""What was seen of a link, from a few visits: for whatever judges it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from citewatch.core.citation import Citation
from citewatch.core.dates import wanted_day
from citewatch.core.evidence import Visit
from citewatch.core.judge.sightings import Sightings
from citewatch.core.link import Link
from citewatch.core.probe import Elsewhere, Glimpse, Probe, Purpose, Question
from citewatch.core.snapshot import Snapshot, Wanted
from citewatch.core.urls import parse

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
BARE = Citation("1", "")


def sightings(
    url: str,
    *looks: Visit,
    citation: Citation = BARE,
    https: Visit | None = None,
    sibling: Visit | None = None,
    front: Visit | None = None,
    same_host: str | None = None,
    handle: Visit | None = None,
    browsed: Sequence[Visit] = (),
    front_in_browser: Visit | None = None,
    earlier: Snapshot | None = None,
) -> Sightings:
    """All that was seen of `url`, which `citation` cites: looks, and what else was asked."""
    seen = Sightings(parse(url), Link(citation, url, wanted_day(citation, None)))
    for turn, look in enumerate(looks, 1):
        seen = seen.plus(Probe(Question(Purpose.LOOK, url, turn), AT, look))
    others = {
        Purpose.HTTPS: https,
        Purpose.SIBLING: sibling,
        Purpose.FRONT_PAGE: front,
        Purpose.HANDLE: handle,
    }
    for purpose, visit in others.items():
        if visit is not None:
            seen = seen.plus(Probe(Question(purpose, url), AT, visit))
    if same_host is not None:
        seen = seen.plus(Probe(Question(Purpose.SAME_HOST, url), AT, Elsewhere(same_host)))
    for turn, look in enumerate(browsed, 1):
        seen = seen.plus(Probe(Question(Purpose.BROWSER, url, turn), AT, look))
    if front_in_browser is not None:
        asked = Question(Purpose.BROWSER, seen.address.front_page, about=url)
        seen = seen.plus(Probe(asked, AT, front_in_browser))
    if earlier is not None:
        question = Question(Purpose.GLIMPSE, url, wanted=Wanted(seen.link.day))
        seen = seen.plus(Probe(question, AT, Glimpse(earlier)))
    return seen
