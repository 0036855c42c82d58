"""Reasons for `invalid` and `skipped`: nothing was asked."""

from citewatch.core.reasons.reason import Reason
from citewatch.core.verdict import Verdict

_NONE = "Nothing known."

REASONS = (
    Reason(
        "malformed-address",
        Verdict.INVALID,
        "Not a valid address",
        "It has no host, or a host or port that cannot exist, so nobody can visit it.",
        _NONE,
        "Correct the address in the document.",
    ),
    Reason(
        "other-scheme",
        Verdict.SKIPPED,
        "Not a web address",
        "Only http and https addresses are checked.",
        _NONE,
        "Check it by hand where it matters.",
    ),
    Reason(
        "private-address",
        Verdict.SKIPPED,
        "Inside a private network",
        "The address belongs to this machine or to a private network; readers outside cannot "
        "visit it, and citewatch does not by default.",
        "A local filter can give public names private addresses.",
        "Use --allow-private to check an intranet.",
    ),
    Reason(
        "redirect-to-private",
        Verdict.SKIPPED,
        "Redirected into a private network",
        "The server sends readers to an address inside a private network; it was not followed.",
        "A local filter can give public names private addresses.",
        "Open it in a browser to see where it leads.",
    ),
    Reason(
        "excluded-by-user",
        Verdict.SKIPPED,
        "Left out on request",
        "It matches a pattern given with --exclude.",
        _NONE,
        "Nothing.",
    ),
    Reason(
        "offline",
        Verdict.SKIPPED,
        "This machine is offline",
        "Nothing at all could be reached, so nothing was judged.",
        _NONE,
        "Connect to the internet and run the audit again.",
    ),
    Reason(
        "interrupted",
        Verdict.SKIPPED,
        "Not checked: the audit was interrupted",
        "The audit was stopped before this link's turn came.",
        _NONE,
        "Run the audit again.",
    ),
)
