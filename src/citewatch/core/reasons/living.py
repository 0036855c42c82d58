"""Reasons for `ok` and `moved`."""

from citewatch.core.reasons.rule import Reason, Trait
from citewatch.core.verdict import Verdict

_NOTHING = "Nothing."

ANSWERS = Reason(
    "answers",
    (
        "The server answers with a page, titled “{title}”.",
        "The server answers with a file of the type {media}.",
        "The server answers with a page.",
    ),
    Verdict.OK,
    "The source answers",
    "The server answered with a page at this very address.",
    "A page that answers can still have changed its text since it was cited.",
    _NOTHING,
)
ANSWERS_WITHOUT_PAGE = Reason(
    "answers-without-page",
    ("The server answers (status {status}), but sends no page.",),
    Verdict.OK,
    "The server answers, without a page",
    "The server said that all is well and that there is nothing to read (status 204 or 205).",
    "There was nothing to compare with the citation.",
    "Open the address once to see what a person is shown.",
    frozenset({Trait.THIN}),
)
ANSWERS_UNREAD = Reason(
    "answers-unread",
    (
        (
            "It is redirected to {redirected_to}, and there the server answers, but in a coding "
            "that is not read here ({coding})."
        ),
        "The server answers, but in a coding that is not read here ({coding}).",
        (
            "It is redirected to {redirected_to}, and there the server answers, but in a character "
            "encoding that is not read here ({encoding})."
        ),
        "The server answers, but in a character encoding that is not read here ({encoding}).",
    ),
    Verdict.OK,
    "The server answers, in a coding that is not read here",
    "The server answered that all is well, but sent the page packed in a way that was not "
    "asked for, or its characters under a label that nobody knows.",
    "The page was not read, so nothing in it was compared with the citation.",
    "Open the address once to see what a person is shown.",
    frozenset({Trait.THIN}),
)
PAGE_UNDER_404 = Reason(
    "page-under-404",
    ("The server says “no such page” (status {status}), but sends the source: “{title}”.",),
    Verdict.OK,
    "The source stands below an error status",
    "The server's status says that there is no such page (404 or 410), but the page below it bears "
    "the cited title and a whole text, and says nothing of an error: readers see the source.",
    "A long error page that repeats the title of what it misses.",
    "Nothing; the site's keepers may like to know of the wrong status.",
    frozenset({Trait.THIN}),
)
REDIRECT_TRIVIAL = Reason(
    "redirect-trivial",
    (
        "It answers as {address}.",
        "The site's front page is now {front_page}.",
    ),
    Verdict.OK,
    "Same address, spelled differently",
    "The server only added https, `www.`, a trailing slash or the like.",
    "Nothing known.",
    "Nothing; the new spelling may be used.",
)
REDIRECT_TEMPORARY = Reason(
    "redirect-temporary",
    ("It is redirected to {address}, but not for good: the address stands.",),
    Verdict.OK,
    "Temporary redirect",
    "The server sends readers elsewhere for now (302, 303, 307) and asks to keep the address.",
    "Some sites use temporary redirects for moves that are meant to last.",
    "Keep the address as it is.",
    frozenset({Trait.ANY_ADDRESS}),
)
PERSISTENT_IDENTIFIER = Reason(
    "persistent-identifier",
    (
        "The handle system knows this DOI; its page was not seen. {before}",
        "The identifier leads to a living page on {host}.",
        "The identifier answers with a page.",
    ),
    Verdict.OK,
    "A lasting identifier that resolves",
    "DOIs, handles, PURLs and ARKs are made to redirect; this one leads to a living page.",
    "The page at its end was not compared with the citation word for word.",
    "Keep the identifier: it is better to cite than the address it leads to.",
)
HTTPS_ONLY = Reason(
    "https-only",
    ("It no longer answers on http, but it does on https: {address}.",),
    Verdict.OK,
    "Answers on https only",
    "Nothing answers on http any more, but the same address on https does.",
    "Nothing known.",
    "Write https:// instead of http://.",
    frozenset({Trait.THIN}),
)
REDIRECT_PERMANENT = Reason(
    "redirect-permanent",
    ("Its server says that it has moved for good, and a page answers at the new address.",),
    Verdict.MOVED,
    "Moved for good",
    "Every redirect on the way says that the move is permanent, and a living page stands at "
    "its end.",
    "A site can redirect an old page to one that only resembles it.",
    "Look at the new page once, then cite its address.",
    frozenset({Trait.ANY_ADDRESS}),
)
FOUND_AGAIN = Reason(
    "found-again",
    (
        "{before} The same source was found again at {address}.",
        "The same source was found again at {address}.",
    ),
    Verdict.MOVED,
    "Gone here, found elsewhere",
    "The source is gone from its address, and stands at another one. Trails were followed "
    "(archived redirects, what its last good snapshot names, the way its neighbours went, "
    "the site's own list), and the page at the end is the same source: its text is that of "
    "the snapshot, or two signs that do not depend on each other agree.",
    "A later edition of the same text, on a page of the same name.",
    "Look at the new page once, then cite its address.",
)
