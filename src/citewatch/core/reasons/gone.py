"""Reasons for `dead` and `changed` that rest on the answer, or on there being none."""

from citewatch.core.reasons.rule import Reason, Trait, failed
from citewatch.core.verdict import Verdict

_REPLACE = "Cite the snapshot offered here, or look for the source's new place."

HTTP_404 = Reason(
    "http-404",
    ("The server says that there is no such page (status {status}).",),
    Verdict.DEAD,
    "Page not found",
    "The server says that there is no such page (404), and said so again when asked a second "
    "time at the end of the audit. It does not say so of its own front page, the page below the "
    "status is not the source, and where archives were asked, none captured it in the last weeks.",
    "A few servers say 404 to programs that they do not like, at some of their pages alone.",
    _REPLACE,
)
HTTP_410 = Reason(
    "http-410",
    ("The server says that the page was removed for good (status {status}).",),
    Verdict.DEAD,
    "Removed on purpose",
    "The server says that the page was here and has been removed (410).",
    "Rarely set by mistake.",
    _REPLACE,
)
DNS_NO_SUCH_HOST = Reason(
    "dns-no-such-host",
    failed("there is no site named {host} any more"),
    Verdict.DEAD,
    "The site does not exist any more",
    "The name of the site is not in the internet's directory (DNS); asked twice.",
    "A name can vanish for a day when its owner forgets to renew it.",
    _REPLACE,
    frozenset({Trait.HOST_GONE}),
)
REDIRECT_TO_HOME = Reason(
    "redirect-to-home",
    ("It no longer leads to a page of its own, only to the front page of {host}.",),
    Verdict.DEAD,
    "Sent to the home page",
    "The address of a page below the front page now only leads to a front page: the usual way "
    "of hiding that a page is gone.",
    "A report that got a site of its own can be redirected to that site's front page.",
    _REPLACE,
)
REDIRECT_TO_ERROR_PAGE = Reason(
    "redirect-to-error-page",
    ("It leads to an error page: {address}.",),
    Verdict.DEAD,
    "Sent to an error page",
    "The address leads to one that names itself an error page, and what stands there is short or "
    "says that something is missing.",
    "A short chapter of a manual that is about errors.",
    _REPLACE,
)
REDIRECT_TO_SECTION = Reason(
    "redirect-to-section",
    ("It leads to {address}, a list of pages rather than the one cited.",),
    Verdict.CHANGED,
    "Sent to a list of pages",
    "The address of one page now leads to the section that it once stood in.",
    "A one-page section can be the source itself.",
    _REPLACE,
    frozenset({Trait.LOST, Trait.ELSEWHERE, Trait.ANY_ADDRESS}),
)
REDIRECT_TO_STRANGER = Reason(
    "redirect-to-stranger",
    ("It leads to another site, {host}, and to a page that shares no word with it.",),
    Verdict.CHANGED,
    "Sent to an unrelated page",
    "The address leads to another owner's site, and to a page that shares no word with it.",
    "A publisher that bought another one may have given its pages new names.",
    "Look at the new page; where it is not the source, cite the snapshot offered here.",
    frozenset({Trait.LOST, Trait.ELSEWHERE, Trait.THIN, Trait.ANY_ADDRESS}),
)
REDIRECT_SINK = Reason(
    "redirect-sink",
    (
        (
            "It leads to {address}, as another cited source does ({beside}), and the page there "
            "names neither."
        ),
        (
            "It leads to {address}, as {others} other cited sources do, and the page there names "
            "none of them."
        ),
    ),
    Verdict.DEAD,
    "Sent to one page with other sources",
    "Several sources that are cited in this audit are redirected to one and the same page, and "
    "nothing there names any of them: no title, no heading and no address. No page is the new "
    "place of two different sources. Not counted are doors (to sign in, to agree), lasting "
    "identifiers, addresses that are one page or one source, and a page that is cited itself.",
    "Several short sources that were joined into one page under a new name.",
    _REPLACE,
    frozenset({Trait.ELSEWHERE}),
)
SILENT_FOR_DAYS = Reason(
    "silent-for-days",
    (
        "It has given no answer in {audits} audits in a row since {since:day}. {before}",
        "It has given no answer in {audits} audits in a row since {since:day}.",
    ),
    Verdict.DEAD,
    "Silent for days",
    "Three audits in a row or more, the first and the last at least three days apart, got no "
    "answer that anybody could use, and there was none between them. An audit that heard nothing "
    "from most of its sites, and from twenty at least, does not count: that was its own network.",
    "A server that is silent to programs, or to the network that the audits ran on, and answers "
    "readers elsewhere.",
    "Open it once from another network; where it is silent there too, cite the snapshot offered "
    "here, or look for the source's new place.",
)
CAPTURE_WITHDRAWN = Reason(
    "capture-withdrawn",
    (
        "The archive holds no such capture: it answers with a page of its own, titled “{title}”.",
        "The archive holds no such capture: it answers with a page of its own.",
    ),
    Verdict.DEAD,
    "The archive no longer shows this capture",
    "Archives mark each capture as one (Memento-Datetime, RFC 7089). This archive answers that all "
    "is well (200), but without the mark: the page is its own notice, and the captured bytes, "
    "asked for by themselves, are not there either. The capture was withdrawn, or never was.",
    "An archive that changes the way in which it marks its captures.",
    "Cite the other snapshot offered here, or look for the source's new place.",
)
