"""Reasons for `blocked` that rest on what stands between a visitor and the page."""

from citewatch.core.reasons.rule import NAMES_ITSELF, Reason, Trait
from citewatch.core.verdict import Verdict

_BY_HAND = "Open it in a browser: a person may well see the source."
_NOT_DEATH = "It says nothing about whether the source is there."

DENIAL_PAGE = Reason(
    "denial-page",
    (
        "The answer says that {held_by} held this visit back.",
        "A page of {vendor} stands there that refuses the visit.",
        *NAMES_ITSELF,
        "The page says “{phrase}”.",
        "A page stands there that refuses the visit.",
    ),
    Verdict.BLOCKED,
    "Programs are refused",
    "Instead of the page, the server sent one that says that access is denied.",
    "It says nothing about whether the source is there.",
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
REGION_BLOCK = Reason(
    "region-block",
    ("The page says “{phrase}”.",),
    Verdict.BLOCKED,
    "Not shown in this region",
    "The page says that it may not be seen from where this audit ran.",
    "It says nothing about whether the source is there.",
    _BY_HAND,
    frozenset({Trait.SURE_WALL}),
)
LOGIN_PAGE = Reason(
    "login-page",
    ("A page stands there that asks visitors to sign in.",),
    Verdict.BLOCKED,
    "Sign-in needed",
    "The page is a form to sign in.",
    "Sites that closed their archives also show a form to sign in.",
    "Sign in to see it, or cite a version that everyone can read.",
)
SELF_POSTING_FORM = Reason(
    "self-posting-form",
    ("Nothing but a form stands there, which posts itself to {host}, as forms for signing in do.",),
    Verdict.BLOCKED,
    "A form that leads to a sign-in",
    "The page holds nothing but hidden fields, and a script that posts them. Services for signing "
    "in, and some robot checks, send visitors through such pages.",
    _NOT_DEATH,
    "Sign in to see it, or cite a version that everyone can read.",
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
CONSENT_PAGE = Reason(
    "consent-page",
    ("A page stands there that asks for consent to cookies first.",),
    Verdict.BLOCKED,
    "A consent page stands in the way",
    "The page asks for consent to cookies before it shows anything.",
    "It says nothing about whether the source is there.",
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
CHALLENGE_PAGE = Reason(
    "challenge-page",
    (
        "The answer says that {held_by} held this visit back.",
        "A check that visitors are human by {vendor} stands there.",
        *NAMES_ITSELF,
        "The page says “{phrase}”.",
        "A check that visitors are human stands there.",
    ),
    Verdict.BLOCKED,
    "A robot check stands in the way",
    "Instead of the page, the server sent a check that a visitor is human.",
    _NOT_DEATH,
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS, Trait.SURE_WALL}),
)
REDIRECT_TO_LOGIN = Reason(
    "redirect-to-login",
    ("It leads to a sign-in page on {host}.",),
    Verdict.BLOCKED,
    "Sign-in needed",
    "The address leads to a page where one signs in.",
    "Sites that closed their archives also send readers to a sign-in page.",
    "Sign in to see it, or cite a version that everyone can read.",
)
REDIRECT_TO_CONSENT = Reason(
    "redirect-to-consent",
    ("It leads to a consent page on {host}.",),
    Verdict.BLOCKED,
    "A consent page stands in the way",
    "The address leads to a page that asks for consent to cookies first.",
    _NOT_DEATH,
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
REDIRECT_TO_GATE = Reason(
    "redirect-to-gate",
    ("It leads to a gate on {host}: {path}.",),
    Verdict.BLOCKED,
    "A gate stands in the way",
    "The address leads to a page that stands before others: to subscribe, to prove one's age, "
    "to wait for upkeep.",
    _NOT_DEATH,
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS, Trait.THIN}),
)
SITE_WIDE_WALL = Reason(
    "site-wide-wall",
    (
        "The site leads every visit to {address}, its own front page's too, so nobody here saw it.",
        "The site answers every visit alike, even at its own front page, so nobody here saw it.",
    ),
    Verdict.BLOCKED,
    "The whole site keeps this visit out",
    "The site sends every visit to one short notice, that to its own front page too. Some sites do "
    "so to every program, or to every visit from abroad.",
    "A site whose owner has left nothing but a notice answers like this too.",
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
SITE_WIDE_404 = Reason(
    "site-wide-404",
    (
        (
            "The server says that there is no such page (status {status}), but it says so of its "
            "own front page too, so that tells nothing of this one."
        ),
    ),
    Verdict.BLOCKED,
    "The whole site says 404",
    "The server says 404 at its own front page too, and served this audit no page at all. Some "
    "sites do so to every program.",
    "A site whose owner has emptied it, and left its server running, answers like this too.",
    _BY_HAND,
    frozenset({Trait.SHOWN_TO_BROWSERS, Trait.LOST}),
)
REDIRECT_TO_NOTICE = Reason(
    "redirect-to-notice",
    ("For now it leads to a short notice on {host}, which names nothing of the source.",),
    Verdict.BLOCKED,
    "Sent to a notice",
    "The address leads, not for good, to a short page on somebody else's site, on which nothing of "
    "the citation and of the address stands.",
    "A short source that moved for a while, under another name and in other words.",
    _BY_HAND,
    frozenset({Trait.THIN, Trait.ANY_ADDRESS}),
)
