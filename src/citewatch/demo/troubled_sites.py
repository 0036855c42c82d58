"""Staged sites that keep the source to themselves: walls, faults, silence, endless ways."""

from citewatch.demo import misdeeds
from citewatch.demo.answers import circle, endless_redirects, error, nothing, page, redirect
from citewatch.demo.articles import article, article_html
from citewatch.demo.markup import (
    challenge_page,
    consent_page,
    drawn_by_script,
    html_page,
    notice_page,
    script_doorway,
    self_posting_form,
    sign_in_page,
)
from citewatch.demo.oddities import BAD_CERTIFICATES
from citewatch.demo.server import EVERYTHING_ELSE, Sites

_SHORTENERS = tuple(f"{word}.tinyharbour.example" for word in "go to via at by see".split())
_PRIVATE_PAGE = "http://192.168.1.20/orders/use-of-force.html"


def refusing() -> Sites:
    """Servers that turn programs away, by their status or by what they show."""
    statuses = {
        "repository.harbouruniversity.example": 401,
        "www.policystudiesjournal.example": 402,
        "www.nationalledger.example": 403,
        "www.courtreporter.example": 451,
        "www.professionsnet.example": 999,
        "www.safestreetsfund.example": 406,
    }
    wall = page(challenge_page(), status=403, headers={"cf-mitigated": "challenge"})
    return {
        **{host: {EVERYTHING_ELSE: nothing(status)} for host, status in statuses.items()},
        "tables.crimestatistics.example": {
            EVERYTHING_ELSE: error(429, headers={"Retry-After": "1"})
        },
        "www.thecityledger.example": {EVERYTHING_ELSE: wall},
        "training.northshore-academy.example": {
            "/login": page(drawn_by_script("Northshore Police Academy")),
            EVERYTHING_ELSE: redirect("/login?next=/curriculum/2016", 302),
        },
        "www.harbourmonthly.example": {
            "/subscribe": article("subscriptions"),
            EVERYTHING_ELSE: redirect("/subscribe", 302),
        },
        "www.continentalobserver.example": {
            EVERYTHING_ELSE: redirect("http://consent.continentalobserver.example/choose", 302)
        },
        "consent.continentalobserver.example": {
            "/choose": page(consent_page("Continental Observer"))
        },
        **_walls_that_say_ok(),
        "www.justicedata.example": {EVERYTHING_ELSE: error(503, headers={"Retry-After": "3600"})},
    }


def _walls_that_say_ok() -> Sites:
    notices = {
        "ordinances.municipal-law.example": notice_page(
            "Access Denied", "You don't have permission to access this resource."
        ),
        "members.municipal-law.example": sign_in_page("Institute of Municipal Law"),
        "cases.municipal-law.example": self_posting_form("http://members.municipal-law.example/in"),
        "www.overseasbroadcasting.example": notice_page(
            "Not Available in Your Region",
            "We hold no rights to show this programme where you are.",
        ),
        "transcripts.overseasbroadcasting.example": consent_page("Overseas Broadcasting"),
    }
    return {host: {EVERYTHING_ELSE: page(html)} for host, html in notices.items()}


def unanswering() -> Sites:
    """Servers from which no usable answer comes."""
    register = article_html("complaint-handling")
    return {
        **{host: {} for host in BAD_CERTIFICATES},
        "auditor.harbourcity.example": {EVERYTHING_ELSE: misdeeds.hang},
        "www.policefoundation-north.example": {EVERYTHING_ELSE: misdeeds.reset},
        "register.countyrecords.example": {EVERYTHING_ELSE: misdeeds.drip(register)},
        "www.neighbourhoodforum.example": {EVERYTHING_ELSE: error(500)},
        "forum.mill-lane.example": {
            EVERYTHING_ELSE: page(
                notice_page("Database Error", "Error establishing a database connection")
            )
        },
        "photos.mill-lane.example": {EVERYTHING_ELSE: page(html_page("", ""))},
        "plans.bayviewtransit.example": {
            "/": misdeeds.packed_twice(html_page("Bayview Transit", "Plans of all lines.")),
            EVERYTHING_ELSE: redirect("/"),
        },
        "wayback.archive-it.org": {
            EVERYTHING_ELSE: page(
                notice_page("Archive-It", "All captures are offline until the move is over.")
            )
        },
        "bulletins.bayviewtransit.example": {EVERYTHING_ELSE: nothing(304)},
        "mail.bayviewtransit.example": {EVERYTHING_ELSE: misdeeds.garbage},
        "proceedings.patroltech.example": {EVERYTHING_ELSE: misdeeds.many_headers()},
        "data.patroltech.example": {EVERYTHING_ELSE: misdeeds.bomb()},
    }


def leading_nowhere() -> Sites:
    """Redirects that never lead to a page."""
    notes = "/back-of-the-meeting"
    return {
        "notes.harbourblogs.example": {EVERYTHING_ELSE: circle(notes, f"{notes}?view=mobile")},
        **{host: {EVERYTHING_ELSE: endless_redirects(_SHORTENERS)} for host in _SHORTENERS},
        "minutes.mediation-service.example": {
            EVERYTHING_ELSE: page(script_doorway('location.href = "/2016/" + screen.width;'))
        },
        "leaflets.mediation-service.example": {EVERYTHING_ELSE: redirect(None)},
        "guides.mediation-service.example": {EVERYTHING_ELSE: redirect("http://[guides/fences")},
        "app.mediation-service.example": {EVERYTHING_ELSE: redirect("mediation://start", 302)},
        "orders.harbourcity-police.example": {EVERYTHING_ELSE: redirect(_PRIVATE_PAGE, 302)},
    }
