"""What the staged archive holds of the sample's sources, and what it does not say."""

from datetime import datetime, timedelta

from citewatch.core.memento import timestamp
from citewatch.demo.archive import Capture
from citewatch.demo.articles import article_html
from citewatch.demo.markup import error_page, not_found_page

EXCLUDED = ("http://www.dailylantern.example/2014/11/21/the-long-wait-for-a-call-back",)
"""The archive may not show this one."""

OUT_OF_ORDER = ("http://www.neighbourhoodforum.example/figures/2012",)
"""Asked about this one, the archive has a fault of its own."""

_GOOD = (
    (
        "http://reports.harbourcity-police.example/2015/annual-report.html",
        "20170103101534",
        "annual-report",
    ),
    (
        "http://canalwardtenants.example/letters/open-letter-2016.html",
        "20160609183021",
        "open-letter",
    ),
    ("http://www.northshoreyouthpanel.example/knock-first", "20161027070709", "youth-panel"),
    (
        "http://www.harbourcitycourier.example/news/2016/10/03/canal-street-foot-patrols.html",
        "20170110084412",
        "canal-street",
    ),
    (
        "http://www.metroherald.example/2016/09/18/body-cameras-traffic-stops",
        "20161004201733",
        "body-cameras",
    ),
    ("http://www.nijr.example/papers/wp-2014-07.html", "20170113061502", "restorative-circles"),
    (
        "http://www.publicsafetyquarterly.example/issues/41/what-the-night-shift-knows.html",
        "20161218150940",
        "night-shift",
    ),
    (
        "http://www.harbourcity.example/mayor/press/2016/oversight-board.html",
        "20161122110327",
        "oversight-board",
    ),
    (
        "http://www.eastbanktribune.example/opinion/2015/06/a-cop-on-every-corner-is-not-trust.html",
        "20150703042156",
        "corner-trust",
    ),
    (
        "http://www.policetrainingexchange.example/guides/de-escalation-field-guide.html",
        "20170120093318",
        "field-guide",
    ),
    (
        "https://www.northshorelawreview.example/articles/community-courts-at-ten",
        "20170116174005",
        "community-courts",
    ),
    (
        "http://www.citizenswatch-northshore.example/surveys/2013-results.html",
        "20140905221047",
        "citizens-survey",
    ),
    (
        "http://www.saferferries.example/statements/harbour-patrols",
        "20170106213350",
        "ferry-statement",
    ),
    (
        "http://www.quaysidereview.example/stories/a-year-without-sirens",
        "20150722065914",
        "without-sirens",
    ),
    ("http://www.bayviewhousing.example/rules", "20161219093120", "housing-then"),
    ("http://www.harbourvoices.example/stories/1187", "20160211073029", "letters-to-chief"),
    (
        "http://www.northshore-police-union.example/positions/body-cameras",
        "20170115120611",
        "union-cameras-then",
    ),
    (
        "http://www.nationalledger.example/politics/2016/12/consent-decrees-explained",
        "20161206012204",
        "consent-decrees",
    ),
    ("http://www.thecityledger.example/longreads/the-precinct", "20170112191853", "precinct"),
    (
        "http://training.northshore-academy.example/curriculum/2016",
        "20170109035521",
        "academy-curriculum",
    ),
    (
        "http://www.policefoundation-north.example/briefs/early-warning-systems",
        "20170201144437",
        "early-warning",
    ),
    (
        "https://www.victimsvoice.example/surveys/who-was-told",
        "20161130080059",
        "victims-voice",
    ),
    (
        "http://www.harbourcityobserver.example/2016/11/ride-along-twelve-hours",
        "20161109162245",
        "ride-along",
    ),
    (
        "http://www.courtwatch-northshore.example/pubs/month-in-court.html",
        "20170118134407",
        "arraignment",
    ),
)


_LATELY = timedelta(days=9)

_ALIVE = ("http://www.shelterboard-northshore.example/desk/night", "night-desk")
"""A page that its site denies to programs, but not to the archive."""


def lately(now: datetime) -> Capture:
    """A capture of the last days before `now` (UTC)."""
    url, name = _ALIVE
    return Capture(url, timestamp(now - _LATELY), article_html(name).encode())


def captures() -> tuple[Capture, ...]:
    """Every capture, good and bad, in no order."""
    good = (Capture(url, stamp, article_html(name).encode()) for url, stamp, name in _GOOD)
    return (*good, *_misleading(), _moved_on())


def _moved_on() -> Capture:
    """A redirect that its site has since forgotten."""
    return Capture(
        "http://www.courtwatch-northshore.example/pubs/month-in-court.html",
        "20190602081154",
        status=301,
        location="http://www.courtwatch-northshore.example/reports/a-month-in-arraignment-court",
    )


def _misleading() -> tuple[Capture, ...]:
    """Captures nearer to the day wanted than the good ones, that hold no source."""
    not_found = not_found_page("Eastbank Tribune").encode()
    return (
        Capture(
            "http://www.harbourcity.example/mayor/press/2016/oversight-board.html",
            "20170112090015",
            error_page(404).encode(),
            status=404,
        ),
        Capture(
            "http://www.eastbanktribune.example/opinion/2015/06/a-cop-on-every-corner-is-not-trust.html",
            "20170111231408",
            not_found,
        ),
        Capture(
            "http://www.citizenswatch-northshore.example/surveys/2013-results.html",
            "20161230112950",
            status=301,
            location="http://www.citizenswatch-northshore.example/",
        ),
        Capture(
            "http://www.northshorelawreview.example/articles/community-courts-at-ten",
            "20170114101522",
            status=301,
            location="https://www.northshorelawreview.example/articles/community-courts-at-ten",
        ),
    )
