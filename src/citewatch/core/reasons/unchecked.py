"""Reasons for `invalid` and `skipped`: nothing was asked."""

from citewatch.core.reasons.rule import Reason, failed
from citewatch.core.verdict import Verdict

_NONE = "Nothing known."

MALFORMED_ADDRESS = Reason(
    "malformed-address",
    (
        "Nobody can visit this address: {problem}.",
        *failed("the name {host} is not one that can exist"),
    ),
    Verdict.INVALID,
    "Not a valid address",
    "It has no host, or a host or port that cannot exist, so nobody can visit it.",
    _NONE,
    "Correct the address in the document.",
)
OTHER_SCHEME = Reason(
    "other-scheme",
    (
        "This is a {scheme}: address, and only web pages are checked.",
        *failed("this is not a web address"),
    ),
    Verdict.SKIPPED,
    "Not a web address",
    "Only http and https addresses are checked.",
    _NONE,
    "Check it by hand where it matters.",
)
EMAIL_IN_DISGUISE = Reason(
    "email-in-disguise",
    ("This is an e-mail address in disguise, and only web pages are checked.",),
    Verdict.SKIPPED,
    "An e-mail address, not a web page",
    "Where a page names an e-mail address, some hosts put a link that only their script can read "
    "in its place, to keep it from those who collect such addresses. It leads to no source.",
    _NONE,
    "Put the e-mail address itself there, or nothing.",
)
NAME_NOT_PUBLIC = Reason(
    "name-not-public",
    failed("the public name system does not hold the name {host}"),
    Verdict.SKIPPED,
    "Not a name of the public name system",
    "Some names are set apart for private networks, tests or examples (.internal, .test), others "
    "belong to name systems of their own (.onion, .eth). The public name system (DNS) holds none "
    "of them, so that it can tell nothing about the source.",
    _NONE,
    "Open it in the network or with the program that it belongs to; --allow-private looks up the "
    "names of a private network.",
)
PRIVATE_ADDRESS = Reason(
    "private-address",
    failed("the address is inside a private network ({host})"),
    Verdict.SKIPPED,
    "Inside a private network",
    "The address belongs to this machine or to a private network; readers outside cannot "
    "visit it, and citewatch does not by default.",
    "A local filter can give public names private addresses.",
    "Use --allow-private to check an intranet.",
)
REDIRECT_TO_PRIVATE = Reason(
    "redirect-to-private",
    failed("it is redirected into a private network ({host})"),
    Verdict.SKIPPED,
    "Redirected into a private network",
    "The server sends readers to an address inside a private network; it was not followed.",
    "A local filter can give public names private addresses.",
    "Open it in a browser to see where it leads.",
)
EXCLUDED_BY_USER = Reason(
    "excluded-by-user",
    ("It matches the pattern {pattern}.",),
    Verdict.SKIPPED,
    "Left out on request",
    "It matches a pattern given with --exclude.",
    _NONE,
    "Nothing.",
)
OFFLINE = Reason(
    "offline",
    ("This machine seems to be offline, so nothing was judged.",),
    Verdict.SKIPPED,
    "This machine is offline",
    "Nothing at all could be reached, so nothing was judged.",
    _NONE,
    "Connect to the internet and run the audit again.",
)
INTERRUPTED = Reason(
    "interrupted",
    ("The audit was stopped before this link was checked.",),
    Verdict.SKIPPED,
    "Not checked: the audit was interrupted",
    "The audit was stopped before this link's turn came.",
    _NONE,
    "Run the audit again.",
)
UNREADABLE = Reason(
    "unreadable-result",
    ("What was found of this link could not be read any more when the report was written.",),
    Verdict.SKIPPED,
    "Not known: its result could not be read",
    "The file of the history was damaged while the report was written from it, and this link's "
    "result was lost with it.",
    _NONE,
    "Put a good copy of the history in its place or move it away, and run the audit again.",
)
