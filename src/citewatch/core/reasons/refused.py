"""Reasons for `blocked`."""

from citewatch.core.reasons.reason import Reason
from citewatch.core.verdict import Verdict

_BY_HAND = "Open it in a browser: a person may well see the source."
_NOT_DEATH = "It says nothing about whether the source is there."

REASONS = (
    Reason(
        "http-401",
        Verdict.BLOCKED,
        "A password is needed",
        "The server answers only to those who sign in (401).",
        _NOT_DEATH,
        _BY_HAND,
    ),
    Reason(
        "http-402",
        Verdict.BLOCKED,
        "Payment is asked",
        "The server asks for payment before it shows the page (402).",
        _NOT_DEATH,
        _BY_HAND,
    ),
    Reason(
        "http-403",
        Verdict.BLOCKED,
        "Programs are refused",
        "The server forbids this visit (403). Many sites say so to every program, "
        "and to no reader.",
        _NOT_DEATH,
        _BY_HAND,
    ),
    Reason(
        "http-429",
        Verdict.BLOCKED,
        "Too many questions",
        "The server asked us to slow down (429), also when asked again at the end of the audit.",
        _NOT_DEATH,
        "Run the audit again later; it will ask politely.",
    ),
    Reason(
        "http-451",
        Verdict.BLOCKED,
        "Withheld for legal reasons",
        "The server may not show this page here (451).",
        "It may be visible from another country.",
        _BY_HAND,
    ),
    Reason(
        "http-999",
        Verdict.BLOCKED,
        "Programs are refused",
        "The server answered with status 999, which some sites made up to turn programs away.",
        _NOT_DEATH,
        _BY_HAND,
    ),
    Reason(
        "http-refused",
        Verdict.BLOCKED,
        "The request was refused",
        "The server refused the request with a status of the 4xx family that does not say that "
        "the page is gone.",
        "A server that answers 400 to everything may be broken rather than choosy.",
        _BY_HAND,
    ),
    Reason(
        "challenge-page",
        Verdict.BLOCKED,
        "A robot check stands in the way",
        "Instead of the page, the server sent a check that a visitor is human.",
        _NOT_DEATH,
        _BY_HAND,
    ),
    Reason(
        "redirect-to-login",
        Verdict.BLOCKED,
        "Sign-in needed",
        "The address leads to a page where one signs in.",
        "Sites that closed their archives also send readers to a sign-in page.",
        "Sign in to see it, or cite a version that everyone can read.",
    ),
    Reason(
        "redirect-to-consent",
        Verdict.BLOCKED,
        "A consent page stands in the way",
        "The address leads to a page that asks for consent to cookies first.",
        _NOT_DEATH,
        _BY_HAND,
    ),
    Reason(
        "redirect-to-gate",
        Verdict.BLOCKED,
        "A gate stands in the way",
        "The address leads to a page that stands before others: to subscribe, to prove one's age, "
        "to wait for upkeep.",
        _NOT_DEATH,
        _BY_HAND,
    ),
    Reason(
        "host-asked-to-wait",
        Verdict.BLOCKED,
        "The site asked for a long pause",
        "The site asked us to stay away for longer than an audit lasts, so this address was not "
        "asked for.",
        _NOT_DEATH,
        "Run the audit again later.",
    ),
)
