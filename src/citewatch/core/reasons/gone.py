"""Reasons for `dead` and `changed`."""

from citewatch.core.reasons.reason import Reason
from citewatch.core.verdict import Verdict

_REPLACE = "Cite the snapshot offered here, or look for the source's new place."

REASONS = (
    Reason(
        "http-404",
        Verdict.DEAD,
        "Page not found",
        "The server says that there is no such page (404), and said so again when asked a second "
        "time at the end of the audit.",
        "A few servers say 404 to programs that they do not like.",
        _REPLACE,
    ),
    Reason(
        "http-410",
        Verdict.DEAD,
        "Removed on purpose",
        "The server says that the page was here and has been removed (410).",
        "Rarely set by mistake.",
        _REPLACE,
    ),
    Reason(
        "dns-no-such-host",
        Verdict.DEAD,
        "The site does not exist any more",
        "The name of the site is not in the internet's directory (DNS); asked twice.",
        "A name can vanish for a day when its owner forgets to renew it.",
        _REPLACE,
    ),
    Reason(
        "redirect-to-home",
        Verdict.DEAD,
        "Sent to the home page",
        "The address of a page below the front page now only leads to a front page: the usual way "
        "of hiding that a page is gone.",
        "A report that got a site of its own can be redirected to that site's front page.",
        _REPLACE,
    ),
    Reason(
        "redirect-to-error-page",
        Verdict.DEAD,
        "Sent to an error page",
        "The address leads to one that names itself an error page.",
        "Nothing known.",
        _REPLACE,
    ),
    Reason(
        "redirect-to-section",
        Verdict.CHANGED,
        "Sent to a list of pages",
        "The address of one page now leads to the section that it once stood in.",
        "A one-page section can be the source itself.",
        _REPLACE,
    ),
    Reason(
        "redirect-to-stranger",
        Verdict.CHANGED,
        "Sent to an unrelated page",
        "The address leads to another owner's site, and to a page that shares no word with it.",
        "A publisher that bought another one may have given its pages new names.",
        "Look at the new page; where it is not the source, cite the snapshot offered here.",
    ),
)
