"""Reasons for `blocked` that rest on what the server says, by its status."""

from citewatch.core.reasons.rule import Reason, Trait, failed
from citewatch.core.verdict import Verdict

_BY_HAND = "Open it in a browser: a person may well see the source."
_NOT_DEATH = "It says nothing about whether the source is there."

HTTP_401 = Reason(
    "http-401",
    ("The server asks for a password (status {status}).",),
    Verdict.BLOCKED,
    "A password is needed",
    "The server answers only to those who sign in (401).",
    _NOT_DEATH,
    _BY_HAND,
)
HTTP_402 = Reason(
    "http-402",
    ("The server asks for payment (status {status}).",),
    Verdict.BLOCKED,
    "Payment is asked",
    "The server asks for payment before it shows the page (402).",
    _NOT_DEATH,
    _BY_HAND,
)
HTTP_403 = Reason(
    "http-403",
    ("The server refuses to show the page to a program (status {status}).",),
    Verdict.BLOCKED,
    "Programs are refused",
    "The server forbids this visit (403). Many sites say so to every program, and to no reader.",
    _NOT_DEATH,
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
HTTP_429 = Reason(
    "http-429",
    ("The server says that it was asked too often (status {status}).",),
    Verdict.BLOCKED,
    "Too many questions",
    "The server asked us to slow down (429), also when asked again at the end of the audit.",
    _NOT_DEATH,
    "Run the audit again later; it will ask politely.",
)
HTTP_451 = Reason(
    "http-451",
    ("The server may not show this page for legal reasons (status {status}).",),
    Verdict.BLOCKED,
    "Withheld for legal reasons",
    "The server may not show this page here (451).",
    "It may be visible from another country.",
    _BY_HAND,
)
HTTP_999 = Reason(
    "http-999",
    ("The server turns programs away (status {status}).",),
    Verdict.BLOCKED,
    "Programs are refused",
    "The server answered with status 999, which some sites made up to turn programs away.",
    _NOT_DEATH,
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
HTTP_REFUSED = Reason(
    "http-refused",
    ("The server refused the request (status {status}).",),
    Verdict.BLOCKED,
    "The request was refused",
    "The server refused the request with a status of the 4xx family that does not say that "
    "the page is gone.",
    "A server that answers 400 to everything may be broken rather than choosy.",
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
HOST_ASKED_TO_WAIT = Reason(
    "host-asked-to-wait",
    failed("the server of {host} asked us to stay away for now, so this address was not asked for"),
    Verdict.BLOCKED,
    "The site asked for a long pause",
    "The site asked us to stay away for longer than an audit lasts, or again after each pause "
    "that was kept, so this address was not asked for.",
    _NOT_DEATH,
    "Run the audit again later.",
    frozenset({Trait.THIN, Trait.UNASKED}),
)
