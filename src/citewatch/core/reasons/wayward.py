"""Reasons for `unreachable` where something answered, and nothing that can be judged."""

from citewatch.core.reasons.rule import NAMES_ITSELF, Reason, Trait, failed
from citewatch.core.verdict import Verdict

_LATER = "Run the audit again in a few days; sites come back."
_OURS = "The trouble can also lie with the network this audit ran on."

ERROR_PAGE = Reason(
    "error-page",
    (
        *NAMES_ITSELF,
        "The page says “{phrase}”, and little else.",
    ),
    Verdict.UNREACHABLE,
    "A fault of the site",
    "The server says that all is well (200), but its page reports a fault of the site.",
    "Rarely: a short page that is itself about such faults.",
    "Run the audit again in a few days; sites come back.",
)
EMPTY_PAGE = Reason(
    "empty-page",
    (
        "The server answers (status {status}), but sends no page.",
        "The server answers, but its page is empty.",
    ),
    Verdict.UNREACHABLE,
    "The page is empty",
    "The server says that all is well (200), but sends nothing to read; asked twice.",
    "Pages that scripts draw can look empty to a program.",
    "Run the audit again in a few days, or open it in a browser.",
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
SCRIPT_DOORWAY = Reason(
    "script-doorway",
    (
        (
            "Nothing but a script stands there, titled “{title}”, and it sends its reader on to a "
            "place that only a browser finds out."
        ),
        (
            "Nothing but a script stands there, and it sends its reader on to a place that only a "
            "browser finds out."
        ),
    ),
    Verdict.UNREACHABLE,
    "A script that leads somewhere",
    "The page holds nothing to read, only a script that sends its reader on. A script that names "
    "one place and goes there whatever happens is followed like a redirect; this one works out "
    "its place, or makes it depend on something.",
    "Nothing known of where it leads: the source may be there.",
    "Open it in a browser to see where it leads, and cite that address.",
    frozenset({Trait.THIN}),
)
ARCHIVE_NOTICE = Reason(
    "archive-notice",
    (
        "The archive answers with a page of its own, titled “{title}”, and not with the capture.",
        "The archive answers with a page of its own, and not with the capture.",
    ),
    Verdict.UNREACHABLE,
    "The archive shows a notice instead of the capture",
    "The archive answers that all is well (200), but with a page that it does not mark as a "
    "capture. It speaks of a trouble that may pass, or the archive could not be asked for the "
    "captured bytes by themselves.",
    "The capture may have been withdrawn for good.",
    "Run the audit again in a few days; archives come back.",
)
REDIRECT_UNREAD = Reason(
    "redirect-unread",
    (
        (
            "It is redirected to {redirected_to}, and what the server sends there is in a coding "
            "that is not read here ({coding})."
        ),
        (
            "It is redirected to {redirected_to}, and what the server sends there is in a "
            "character encoding that is not read here ({encoding})."
        ),
    ),
    Verdict.UNREACHABLE,
    "Redirected to a page that is not read here",
    "The address leads to a front page, an error page or a stranger's page by its name, but that "
    "page came in a coding that is not read here, and may be the source all the same.",
    "The page was not read, so nothing in it was compared with the citation.",
    "Open the address once to see what a person is shown.",
    frozenset({Trait.THIN}),
)
NEEDS_SCRIPTS = Reason(
    "needs-scripts",
    (
        (
            "The server says “no such page” (status {status}), but sends the empty frame of its "
            "front page, which only scripts can fill."
        ),
        "The page is an empty frame that only scripts can fill; none were run.",
    ),
    Verdict.UNREACHABLE,
    "Only scripts show what is there",
    "The server sent a frame without a text, which a browser's scripts fill. This audit ran none, "
    "so nobody saw what a reader sees.",
    "It says nothing about whether the source is there.",
    "Open it in a browser.",
    frozenset({Trait.SHOWN_TO_BROWSERS}),
)
PAGE_CONTRADICTS_404 = Reason(
    "page-contradicts-404",
    (
        (
            "The server says “no such page” (status {status}), but sends a whole page that the "
            "address names, titled “{title}”."
        ),
    ),
    Verdict.UNREACHABLE,
    "The page contradicts its status",
    "The server's status says that there is no such page (404 or 410), but below it stands a page "
    "with a text of its own, whose title has the words of the address and says nothing of an "
    "error. That is not enough to know the source by, and too much to call it dead.",
    "A long error page that repeats the words of the address.",
    "Open it in a browser.",
    frozenset({Trait.SHOWN_TO_BROWSERS, Trait.THIN}),
)
FRONT_PAGE_UNSEEN = Reason(
    "front-page-unseen",
    (
        (
            "{before} But the site's own front page gave no answer to hold that against, so it may "
            "be a wall before the whole site."
        ),
    ),
    Verdict.UNREACHABLE,
    "It looked gone, but the front page could not be seen",
    "The site gives one answer for every name. A wall before the whole site does that as well as a "
    "site that hides what is gone, and only its front page can tell which; that gave no answer.",
    "It says little about whether the source is there.",
    _LATER,
)
SHORT_LINK_STAYS = Reason(
    "short-link-stays",
    ("The short link leads nowhere: {host} answers with a page of its own.",),
    Verdict.UNREACHABLE,
    "A short link that leads nowhere by itself",
    "The address is one of a shortener of links, which has no pages but its own. It did not send "
    "this visit on: either it knows no such link any more, or it asks its readers to click first. "
    "Where it gives the same page for a link that cannot exist, the link is dead.",
    "A page that asks its readers to click before they are sent on.",
    "Open it in a browser, and cite the address that it leads to.",
    frozenset({Trait.THIN, Trait.ANY_ADDRESS}),
)
SAME_FOR_ANY_NAME = Reason(
    "same-for-any-name",
    (
        (
            "The site gives the same short page for a name that cannot exist, and the citation "
            "says too little to know the source by."
        ),
    ),
    Verdict.UNREACHABLE,
    "The same short page for any name",
    "The page has little of what the page of a source has, and the site gives it for a "
    "neighbouring name that cannot exist as well. It may stand for what is gone, or the site may "
    "look no further at the name; only a title or other words in the citation could tell.",
    "It says little about whether the source is there.",
    "Open it in a browser, and add the source's title to the citation.",
    frozenset({Trait.THIN}),
)
UNCONFIRMED = Reason(
    "unconfirmed",
    (
        "{before} That was seen only once, so it is not yet believed.",
        "It looked gone, but that was seen only once, so it is not yet believed.",
    ),
    Verdict.UNREACHABLE,
    "It looked gone, but was seen only once",
    "The one look that this audit had time for found the source gone; a second look has to "
    "confirm that before it is called dead.",
    _OURS,
    _LATER,
)
ARCHIVE_CONTRADICTS = Reason(
    "archive-contradicts",
    (
        (
            "{before} But the archive captured it whole {ago}, on {captured:day}, under the cited "
            "title “{title}”: one of the two is mistaken, so it is not called dead yet."
        ),
        (
            "{before} But the archive captured it whole {ago}, on {captured:day}: one of the two "
            "is mistaken, so it is not called dead yet."
        ),
    ),
    Verdict.UNREACHABLE,
    "Gone here, but alive in the archive",
    "The server says that the source is gone, and an archive's capture of the last 45 days shows "
    "it alive. Some servers say so to programs only. If an audit three days later or more finds "
    "the same, and the archive has not seen it alive since, it is dead.",
    "A source that went within the last weeks is called dead some days later for this.",
    "Open the address once in a browser, or run the audit again in a few days.",
    frozenset({Trait.THIN}),
)
UNEXPECTED_STATUS = Reason(
    "unexpected-status",
    ("The server answered with status {status}.",),
    Verdict.UNREACHABLE,
    "An answer that makes no sense here",
    "The server answered with a status that says nothing about the page.",
    _OURS,
    _LATER,
    frozenset({Trait.THIN}),
)
NOT_HTTP = Reason(
    "not-http",
    failed("what {host} sent is no web page"),
    Verdict.UNREACHABLE,
    "The answer is no web page",
    "What the server sent is not the language of the web.",
    _OURS,
    _LATER,
)
HEADERS_TOO_LARGE = Reason(
    "headers-too-large",
    failed("the server of {host} sent more header data than any browser takes"),
    Verdict.UNREACHABLE,
    "An answer too large to accept",
    "The server sent more header data than any browser accepts.",
    _OURS,
    _LATER,
)
BODY_BOMB = Reason(
    "body-bomb",
    failed("the page of {host} unpacks to an absurd size"),
    Verdict.UNREACHABLE,
    "A page that unpacks without end",
    "The page is packed so that it would unpack to an absurd size; it was not read further.",
    _OURS,
    _LATER,
)
REDIRECT_LOOP = Reason(
    "redirect-loop",
    failed("its redirects lead in a circle"),
    Verdict.UNREACHABLE,
    "Redirected in a circle",
    "The addresses lead to each other and never to a page.",
    "Some sites do this to visitors who refuse cookies.",
    _LATER,
)
REDIRECT_TOO_MANY = Reason(
    "redirect-too-many",
    failed("its redirects do not come to an end"),
    Verdict.UNREACHABLE,
    "Too many redirects",
    "The chain of redirects went on past what browsers follow.",
    _OURS,
    _LATER,
)
REDIRECT_WITHOUT_TARGET = Reason(
    "redirect-without-target",
    failed("the server of {host} redirects its readers without saying where to"),
    Verdict.UNREACHABLE,
    "Redirected to nowhere",
    "The server says that the page is elsewhere, but not where.",
    _OURS,
    _LATER,
)
REDIRECT_MALFORMED = Reason(
    "redirect-malformed",
    failed("the server of {host} redirects its readers to something that is no address"),
    Verdict.UNREACHABLE,
    "Redirected to no address",
    "The server sends readers to something that is not an address.",
    _OURS,
    _LATER,
)
REDIRECT_OTHER_SCHEME = Reason(
    "redirect-other-scheme",
    failed("the server of {host} redirects its readers to something that is no web page"),
    Verdict.UNREACHABLE,
    "Redirected out of the web",
    "The server sends readers to something that is not a web page.",
    _OURS,
    _LATER,
)
