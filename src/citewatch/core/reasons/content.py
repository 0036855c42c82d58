"""Reasons that rest on what a page says."""

from citewatch.core.reasons.reason import Reason
from citewatch.core.verdict import Verdict

_REPLACE = "Cite the snapshot offered here, or look for the source's new place."
_BY_HAND = "Open it in a browser: a person may well see the source."
_COMPARE = "Look at the page; where it is not the source, cite the snapshot offered here."

REASONS = (
    Reason(
        "soft-404-wording",
        Verdict.DEAD,
        "An error page that claims to be fine",
        "The server says that all is well (200), but its page says, in its title or first lines, "
        "that there is no such page.",
        "A short page that is itself about missing pages can look the same.",
        _REPLACE,
    ),
    Reason(
        "soft-404-sibling",
        Verdict.DEAD,
        "The same answer for any address",
        "The site answers with the same page when asked for a neighbouring name that cannot exist.",
        "Sites whose scripts draw every page from one frame; they are recognised by their little "
        "text.",
        _REPLACE,
    ),
    Reason(
        "parked-domain",
        Verdict.DEAD,
        "The domain is parked or for sale",
        "Instead of the source there is a page of a domain trader.",
        "Nothing known.",
        _REPLACE,
    ),
    Reason(
        "default-server-page",
        Verdict.DEAD,
        "An empty web server",
        "The page is the one that a web server shows before anybody has put a site on it.",
        "The site may be under repair for a day.",
        _REPLACE,
    ),
    Reason(
        "account-suspended",
        Verdict.DEAD,
        "The site was suspended",
        "Its host says that the account was suspended or has expired.",
        "Owners who pay late come back.",
        _REPLACE,
    ),
    Reason(
        "hijacked-domain",
        Verdict.CHANGED,
        "The domain was taken over",
        "The page is about gambling or pills, and nothing in it recalls the source that was cited.",
        "A source about gambling or pills, cited with nothing but its address.",
        _REPLACE,
    ),
    Reason(
        "title-mismatch",
        Verdict.CHANGED,
        "Another page stands there",
        "The page has a title that does not stand in the citation, and its text is not that of "
        "the snapshot from the time of the citation.",
        "A page with a new title and a wholly rewritten text about the same matter.",
        _COMPARE,
    ),
    Reason(
        "page-drifted",
        Verdict.CHANGED,
        "The text is another one now",
        "Next to nothing of the text in the snapshot from the time of the citation still stands.",
        "A front page or a list changes every day; its snapshot is the source.",
        _COMPARE,
    ),
    Reason(
        "quote-missing",
        Verdict.CHANGED,
        "The quoted words are gone",
        "The words that the citation quotes do not stand in the page, not even nearly.",
        "Words inside pictures, or that scripts fetch later, are not read.",
        _COMPARE,
    ),
    Reason(
        "denial-page",
        Verdict.BLOCKED,
        "Programs are refused",
        "Instead of the page, the server sent one that says that access is denied.",
        "It says nothing about whether the source is there.",
        _BY_HAND,
    ),
    Reason(
        "region-block",
        Verdict.BLOCKED,
        "Not shown in this region",
        "The page says that it may not be seen from where this audit ran.",
        "It says nothing about whether the source is there.",
        _BY_HAND,
    ),
    Reason(
        "login-page",
        Verdict.BLOCKED,
        "Sign-in needed",
        "The page is a form to sign in.",
        "Sites that closed their archives also show a form to sign in.",
        "Sign in to see it, or cite a version that everyone can read.",
    ),
    Reason(
        "consent-page",
        Verdict.BLOCKED,
        "A consent page stands in the way",
        "The page asks for consent to cookies before it shows anything.",
        "It says nothing about whether the source is there.",
        _BY_HAND,
    ),
    Reason(
        "error-page",
        Verdict.UNREACHABLE,
        "A fault of the site",
        "The server says that all is well (200), but its page reports a fault of the site.",
        "Rarely: a short page that is itself about such faults.",
        "Run the audit again in a few days; sites come back.",
    ),
    Reason(
        "empty-page",
        Verdict.UNREACHABLE,
        "The page is empty",
        "The server says that all is well (200), but sends nothing to read; asked twice.",
        "Pages that scripts draw can look empty to a program.",
        "Run the audit again in a few days, or open it in a browser.",
    ),
)
