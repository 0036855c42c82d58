"""Staged sites that mislead a program: walls that look like graves, and sources below a 404."""

from citewatch.demo.answers import error, page, redirect
from citewatch.demo.articles import article_html
from citewatch.demo.markup import drawn_by_script, front_page, notice_page
from citewatch.demo.server import EVERYTHING_ELSE, Sites

_ABROAD = "http://notices.ledgergroup.example/abroad"


def misleading() -> Sites:
    """Sources that are there, or may be, though the first answer says that they are gone."""
    abroad = page(notice_page("We Are Sorry", "Our papers cannot be read from where you are."))
    hours = page(notice_page("Closed for Stocktaking", "We open the shelves again on Monday."))
    app = drawn_by_script("Stops Explorer")
    return {
        "www.wardstudies.example": {
            "/": page(front_page("www.wardstudies.example")),
            "/papers/2016/knock-first": page(article_html("youth-panel"), status=404),
            "/papers/2015/community-courts-at-ten": page(
                article_html("community-courts"), status=404
            ),
        },
        "www.statewards.example": {EVERYTHING_ELSE: error(404)},
        "notices.ledgergroup.example": {"/abroad": abroad},
        "www.eastbankledger.example": {EVERYTHING_ELSE: redirect(_ABROAD, 302)},
        "www.westbankledger.example": {
            "/": page(front_page("www.westbankledger.example")),
            EVERYTHING_ELSE: redirect(_ABROAD, 302),
        },
        "shelves.countyrecords.example": {
            "/": error(403),
            "/hours": hours,
            EVERYTHING_ELSE: redirect("/hours", 302),
        },
        "desk.wardstudies.example": {
            "/": page(front_page("desk.wardstudies.example")),
            EVERYTHING_ELSE: page(notice_page("Desk 4", "Mornings only; ring twice.")),
        },
        "stops.civicdata.example": {"/": page(app), EVERYTHING_ELSE: page(app, status=404)},
    }
