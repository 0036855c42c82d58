"""Signs: what is seen for and against a verdict without deciding it; and notes beside them."""

from citewatch.core.reasons.rule import Note, Sign
from citewatch.core.verdict import Verdict

# of a living page
TITLE_MATCH = Sign(
    "title-match", ("The page's title stands in the citation: “{title}”.",), Verdict.OK
)
NAMED_SITE = Sign(
    "named-site",
    ("It leads to a site of its own, {host}, that is called as the address called it.",),
    Verdict.OK,
)
QUOTE_FOUND = Sign(
    "quote-found",
    (
        "The quoted words stand in the page nearly so: “{passage}”.",
        "The quoted words stand in the page, but for {differs}.",
        "The quoted words stand in the page.",
    ),
    Verdict.OK,
)
QUOTE_UNREAD = Sign(
    "quote-unread",
    ("The quoted words were looked for, but the page's text could not be read whole.",),
    Verdict.OK,
)
SAME_TEXT = Sign(
    "same-text",
    ("{percent} % of the text in the snapshot of {snapshot:day} still stands.",),
    Verdict.OK,
)
TEXT_DRIFTED = Sign(
    "text-drifted",
    ("Only {percent} % of the text in the snapshot of {snapshot:day} still stands.",),
    Verdict.CHANGED,
)
SIBLING_REFUSED = Sign(
    "sibling-refused", ("The site says {status} to names that do not exist.",), Verdict.OK
)
FRONT_PAGE_LIVES = Sign(
    "front-page-lives",
    ("The site's front page answers as usual, so visits like this one are let in.",),
    Verdict.DEAD,
)
HOST_SERVES = Sign(
    "host-serves",
    ("Its host says 404 of its front page too, but served this audit another page: {address}.",),
    Verdict.DEAD,
)
EMPTY_TITLE = Sign(
    "empty-title",
    ("The page is titled “{title}”: where its own name should stand, nothing does.",),
    Verdict.DEAD,
)
FEW_WORDS = Sign("few-words", ("The page has no more than {words} words.",), Verdict.DEAD)
FEW_LINKS = Sign(
    "few-links", ("The page links to hardly any other page of its site.",), Verdict.DEAD
)
NO_RUNNING_TEXT = Sign(
    "no-running-text", ("The page has no paragraph of running text.",), Verdict.DEAD
)
UNDESCRIBED = Sign(
    "undescribed",
    ("Nothing in the page says, as sources do, who wrote it, when, or what it is called.",),
    Verdict.DEAD,
)
HIDDEN_FROM_SEARCH = Sign(
    "hidden-from-search", ("The page asks not to be found by search engines.",), Verdict.DEAD
)
ASKS_PASSWORD = Sign("asks-password", ("The page has a field for a password.",), Verdict.BLOCKED)
HOST_TITLE = Sign(
    "host-title", ("The page is titled with nothing but the name of its host.",), Verdict.DEAD
)
NAMES_NOTHING = Sign(
    "names-nothing", ("The page names nothing of the citation and its address.",), Verdict.DEAD
)
SAME_IDENTIFIER = Sign(
    "same-identifier", ("The page bears the DOI that the citation names: {doi}.",), Verdict.OK
)
UNTRUSTED_ARCHIVE = Sign(
    "untrusted-archive",
    (
        (
            "This link points into archive.today, whose snapshots were found altered; cite another "
            "archive's."
        ),
    ),
    None,
)

# of a source that nobody could see here and now
SEEN_BY_ARCHIVE = Sign(
    "seen-by-archive",
    (
        "The archive saw it alive {ago} ({captured:day}), under the cited title “{title}”.",
        "The archive saw it alive {ago} ({captured:day}).",
    ),
    Verdict.OK,
)
IDENTIFIER_RESOLVES = Sign(
    "identifier-resolves",
    ("Its identifier is registered: it leads to {host}.",),
    Verdict.OK,
)
SEEN_BEFORE = Sign("seen-before", ("An audit before saw it alive {ago} ({seen:day}).",), Verdict.OK)

# of a page where a lost source may live now
CANDIDATE = Sign(
    "candidate",
    ("Perhaps it is at {address} now, though too little speaks for it to be sure.",),
    Verdict.MOVED,
)
CANDIDATE_TEXT = Sign(
    "candidate-text",
    ("It has {percent} % of the text in the snapshot of {snapshot:day}.",),
    Verdict.MOVED,
)
CANDIDATE_OTHER_TEXT = Sign(
    "candidate-other-text",
    ("It has {percent} % of the text in the snapshot of {snapshot:day}.",),
    Verdict.DEAD,
)
CANDIDATE_TITLE = Sign("candidate-title", ("Its title stands in the citation.",), Verdict.MOVED)
CANDIDATE_QUOTE = Sign("candidate-quote", ("The quoted words stand in it.",), Verdict.MOVED)
CANDIDATE_NO_QUOTE = Sign(
    "candidate-no-quote", ("The quoted words do not stand in it.",), Verdict.DEAD
)
SAME_FILE = Sign(
    "same-file", ("It is byte for byte the snapshot of {snapshot:day}.",), Verdict.MOVED
)
SAME_TITLE = Sign(
    "same-title", ("It has the title of the snapshot of {snapshot:day}.",), Verdict.MOVED
)
OTHER_TITLE = Sign(
    "other-title", ("It has another title than the snapshot of {snapshot:day}.",), Verdict.DEAD
)
OTHER_FIGURES = Sign("other-figures", ("It has other figures than the source.",), Verdict.DEAD)
OTHER_YEAR = Sign("other-year", ("It has another year than the source.",), Verdict.DEAD)

# what led there; a sign only where somebody has said that this very source is there
TRAIL_REDIRECT = Sign("trail-redirect", ("The cited address is redirected there.",), Verdict.MOVED)
TRAIL_ARCHIVED_REDIRECT = Sign(
    "trail-archived-redirect",
    ("The cited address led there on {recorded:day}, as the archive recorded.",),
    Verdict.MOVED,
)
TRAIL_CANONICAL = Sign(
    "trail-canonical",
    ("The snapshot of {snapshot:day} names it as its own address.",),
    Verdict.MOVED,
)
TRAIL_IDENTIFIER = Sign(
    "trail-identifier", ("The snapshot of {snapshot:day} bears this DOI.",), Verdict.MOVED
)
TRAIL_RULE = Sign(
    "trail-rule",
    (
        "{pages} pages of the same site moved by the rule that leads there.",
        "Another page of the same site moved that way.",
    ),
    Verdict.MOVED,
)
TRAIL_SPELLING = Sign(
    "trail-spelling", ("It is another spelling of the cited address.",), Verdict.MOVED
)
TRAIL_SENTENCE_END = Sign(
    "trail-sentence-end",
    ("The cited address ends in signs that belong to the sentence around it.",),
    Verdict.MOVED,
)
TRAIL_ESCAPED = Sign(
    "trail-escaped",
    ("It is the cited address, in which signs were escaped once too often.",),
    Verdict.MOVED,
)
TRAIL_SITE_MAP = Sign("trail-site-map", ("Its site lists it, under a like name.",), Verdict.MOVED)

# notes
BROWSER_SHOWS = Note(
    "browser-shows", ("That was seen with a browser, which runs the scripts of a page.",)
)
BROWSER_TOO = Note("browser-too", ("A browser, which runs scripts, was shown no more.",))
ASKED_AGAIN = Note("asked-again", ("Asked {looks:times}.",))
STILL_GONE = Note(
    "still-gone",
    ("It was found gone on {since:day} already, and the archive has not seen it alive since.",),
)
HANDLE_UNKNOWN = Note("handle-unknown", ("The handle system does not know this DOI.",))
