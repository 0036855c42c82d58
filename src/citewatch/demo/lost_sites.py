"""Staged sites where something else stands than the source, or nothing."""

from citewatch.demo.answers import error, page, redirect
from citewatch.demo.articles import article
from citewatch.demo.markup import for_sale_page, front_page, not_found_page, notice_page
from citewatch.demo.server import EVERYTHING_ELSE, Sites


def gone() -> Sites:
    """Sources that are no more."""
    not_found = not_found_page("Northshore Law Review")
    return {
        "www.harbourcitycourier.example": {},
        "www.shelterboard-northshore.example": {},
        "www.nijr.example": {EVERYTHING_ELSE: error(410)},
        "www.dailylantern.example": {EVERYTHING_ELSE: error(410)},
        "www.publicsafetyquarterly.example": {
            "/": article("quarterly-home"),
            EVERYTHING_ELSE: redirect("http://www.publicsafetyquarterly.example/"),
        },
        "www.harbourcity.example": {
            "/": page(front_page("www.harbourcity.example")),
            "/errors/404.html": page(
                notice_page("Our Website Has Been Renewed", "Please use the search box.")
            ),
            EVERYTHING_ELSE: redirect("/errors/404.html", 302),
        },
        "www.harbourinstitute.example": {
            "/": page(front_page("www.harbourinstitute.example")),
            "/library": article("ward-meetings"),
            "/briefs/quiet-streets": redirect("/library"),
            "/briefs/lamps-and-benches": redirect("/library"),
        },
        "www.northshorelawreview.example": {EVERYTHING_ELSE: page(not_found)},
        "www.quaysidereview.example": {
            "/newest/": article("newest-stories"),
            EVERYTHING_ELSE: redirect("/newest/"),
        },
        "web.archive.org": {
            EVERYTHING_ELSE: page(
                notice_page("Wayback Machine", "This URL has been excluded from the archive.")
            )
        },
        "counts.streetlevel.example": {
            EVERYTHING_ELSE: page(
                notice_page("Welcome to nginx!", "The web server is successfully installed.")
            )
        },
        "www.streetlevel.example": {
            EVERYTHING_ELSE: page(
                notice_page("Account Suspended", "Contact your hosting provider for more.")
            )
        },
        "www.citizenswatch-northshore.example": {
            EVERYTHING_ELSE: page(for_sale_page("citizenswatch-northshore.example"))
        },
    }


def changed() -> Sites:
    """Addresses that show something else now."""
    return {
        "www.eastbanktribune.example": {
            "/opinion/": article("tribune-opinion"),
            "/opinion/2015/06/a-cop-on-every-corner-is-not-trust.html": redirect("/opinion/"),
        },
        "www.policetrainingexchange.example": {
            "/guides/de-escalation-field-guide.html": redirect(
                "http://www.sunnybeachfurniture.example/collections/teak"
            )
        },
        "www.sunnybeachfurniture.example": {"/collections/teak": article("furniture")},
        "www.saferferries.example": {"/statements/harbour-patrols": article("casino")},
        "www.harbourvoices.example": {"/stories/1187": article("kitchen-garden")},
        "www.bayviewhousing.example": {"/rules": article("housing-now")},
        "www.northshore-police-union.example": {
            "/positions/body-cameras": article("union-cameras-now")
        },
    }
