"""Staged sites where the source is to be seen: at its address, at a new one, or after a while."""

from citewatch.demo import misdeeds
from citewatch.demo.answers import (
    cookie_gate,
    error,
    in_turn,
    meta_refresh,
    nothing,
    redirect,
)
from citewatch.demo.articles import article, article_html
from citewatch.demo.server import EVERYTHING_ELSE, Sites


def living() -> Sites:
    """Sources that answer, some of them only at the second try."""
    return {
        "reports.harbourcity-police.example": {
            "/2015/annual-report.html": article("annual-report")
        },
        "civicdatacentre.example": {
            EVERYTHING_ELSE: redirect("https://www.civicdatacentre.example/datasets/stops-by-ward/")
        },
        "www.civicdatacentre.example": {"/datasets/stops-by-ward/": article("stops-by-ward")},
        "oig.northshore.example": {
            "/reviews/complaint-handling": redirect("/reviews/2016/complaint-handling", 302),
            "/reviews/2016/complaint-handling": article("complaint-handling"),
        },
        "ark.northshore-library.example": {
            "/ark:/50412/hc7n9": redirect(
                "https://digital.northshore-library.example/items/commission-minutes-1968", 302
            )
        },
        "digital.northshore-library.example": {
            "/items/commission-minutes-1968": article("commission-minutes")
        },
        "canalwardtenants.example": {"/letters/open-letter-2016.html": article("open-letter")},
        "maps.harbourcity.example": {"/calls/2016": nothing(204)},
        "tables.harbourcity.example": {
            "/calls/2016": misdeeds.packed_twice(article_html("stops-by-ward"))
        },
        # Trouble that passes: a 404 that was a mistake, a server that wants a pause or a cookie.
        "www.journalofshiftwork.example": {
            "/9/sleep-and-judgement": in_turn(error(404), article("officer-wellbeing"))
        },
        "meetings.harbourcity.example": {
            "/guide": in_turn(error(429, headers={"Retry-After": "1"}), article("ward-meetings"))
        },
        "www.northshoreyouthpanel.example": {"/knock-first": cookie_gate(article("youth-panel"))},
        "summaries.northshoreyouthpanel.example": {
            "/knock-first": misdeeds.broken_off(article_html("youth-panel"))
        },
        "www.placeandpolicy.example": {
            "/papers/hot-spots-cold-shoulders": misdeeds.endless(article_html("hot-spots"))
        },
    }


def moved() -> Sites:
    """Sources that live at another address now."""
    return {
        "www.metroherald.example": {
            "/2016/09/18/body-cameras-traffic-stops": redirect(
                "https://news.metroherald.example/policing/body-cameras-change-traffic-stops"
            )
        },
        "news.metroherald.example": {
            "/policing/body-cameras-change-traffic-stops": article("body-cameras")
        },
        "www.harbourcityobserver.example": {
            "/2016/11/ride-along-twelve-hours": meta_refresh(
                "http://www.harbourcityobserver.example/archive/ride-along-twelve-hours"
            ),
            "/archive/ride-along-twelve-hours": article("ride-along"),
        },
        # It redirected for a year, which only the archive remembers.
        "www.courtwatch-northshore.example": {
            "/reports/a-month-in-arraignment-court": article("arraignment")
        },
    }
