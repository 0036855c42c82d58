"""Reasons for `dead` and `changed` that rest on what a page says."""

from citewatch.core.reasons.rule import NAMES_ITSELF, Reason, Trait
from citewatch.core.verdict import Verdict

_COMPARE = "Look at the page; where it is not the source, cite the snapshot offered here."
_REPLACE = "Cite the snapshot offered here, or look for the source's new place."

SOFT_404_WORDING = Reason(
    "soft-404-wording",
    (
        *NAMES_ITSELF,
        "The page says “{phrase}”, and little else.",
    ),
    Verdict.DEAD,
    "An error page that claims to be fine",
    "The server says that all is well (200), but its page says, in its title or first lines, "
    "that there is no such page.",
    "A short page that is itself about missing pages can look the same.",
    _REPLACE,
)
SOFT_404_SIBLING = Reason(
    "soft-404-sibling",
    (
        "The site gives the same answer for a name that cannot exist: “{title}”.",
        "The site gives the same answer for a name that cannot exist: both lead to {address}.",
        "The site gives the same answer for a name that cannot exist.",
    ),
    Verdict.DEAD,
    "The same answer for any address",
    "The site answers with the same page when asked for a neighbouring name that cannot exist.",
    "Sites whose scripts draw every page from one frame; they are recognised by their little text.",
    _REPLACE,
)
PARKED_DOMAIN = Reason(
    "parked-domain",
    (
        "The domain is parked by {vendor}, with advertisements or an offer.",
        *NAMES_ITSELF,
        "The page says “{phrase}”.",
        "The page promises a site to come: “{promised}”.",
        "The domain is parked, with advertisements or an offer.",
    ),
    Verdict.DEAD,
    "The domain is parked or for sale",
    "Instead of the source there is a page of a domain trader.",
    "Nothing known.",
    _REPLACE,
    frozenset({Trait.HOST_GONE, Trait.TAKEN_OVER}),
)
DEFAULT_SERVER_PAGE = Reason(
    "default-server-page",
    (
        "An unused web server answers. The page's title says “{title}”.",
        "An unused web server answers. The page's heading says “{heading}”.",
        "An unused web server says “{phrase}”.",
        "An unused web server answers. It is a host's own page.",
    ),
    Verdict.DEAD,
    "An empty web server",
    "The page is the one that a web server shows before anybody has put a site on it.",
    "The site may be under repair for a day.",
    _REPLACE,
    frozenset({Trait.HOST_GONE}),
)
ACCOUNT_SUSPENDED = Reason(
    "account-suspended",
    (
        *NAMES_ITSELF,
        "The page says that the site's account is suspended.",
    ),
    Verdict.DEAD,
    "The site was suspended",
    "Its host says that the account was suspended or has expired.",
    "Owners who pay late come back.",
    _REPLACE,
    frozenset({Trait.HOST_GONE}),
)
HIJACKED_DOMAIN = Reason(
    "hijacked-domain",
    ("The page is titled “{title}” and advertises {advertised}.",),
    Verdict.CHANGED,
    "The domain was taken over",
    "The page is about gambling or pills, and nothing in it recalls the source that was cited.",
    "A source about gambling or pills, cited with nothing but its address.",
    _REPLACE,
    frozenset({Trait.LOST, Trait.HOST_GONE, Trait.TAKEN_OVER}),
)
TITLE_MISMATCH = Reason(
    "title-mismatch",
    (
        "It was titled “{was}”, and is now titled “{now}”.",
        "The page is titled “{title}”, which does not stand in the citation.",
    ),
    Verdict.CHANGED,
    "Another page stands there",
    "The page has a title that does not stand in the citation, and its text is not that of "
    "the snapshot from the time of the citation.",
    "A page with a new title and a wholly rewritten text about the same matter.",
    _COMPARE,
)
PAGE_DRIFTED = Reason(
    "page-drifted",
    ("It was titled “{was}”, and is now titled “{now}”.",),
    Verdict.CHANGED,
    "The text is another one now",
    "Next to nothing of the text in the snapshot from the time of the citation still stands.",
    "A front page or a list changes every day; its snapshot is the source.",
    _COMPARE,
)
QUOTE_MISSING = Reason(
    "quote-missing",
    (
        (
            "The quoted words do not stand in the page any more. They stood in the snapshot of "
            "{stood:day}."
        ),
        (
            "The quoted words do not stand in the page any more. Nor did they stand in the "
            "snapshot of {missed:day}."
        ),
        "The quoted words do not stand in the page any more.",
    ),
    Verdict.CHANGED,
    "The quoted words are gone",
    "The words that the citation quotes do not stand in the page, not even nearly.",
    "Words inside pictures, or that scripts fetch later, are not read.",
    _COMPARE,
)
