"""An archive's own page in the place of a capture: a notice, for good or for now."""

import re

from citewatch.core.cited_capture import names_one_capture
from citewatch.core.content.judge import Judgement
from citewatch.core.content.wording import fold
from citewatch.core.evidence import MEMENTO_MARK, Page, Visit
from citewatch.core.facts import Facts
from citewatch.core.finding import Finding
from citewatch.core.reasons.gone import CAPTURE_WITHDRAWN
from citewatch.core.reasons.wayward import ARCHIVE_NOTICE
from citewatch.core.urls import Url, host_of, owner

_FOR_GOOD = re.compile(
    r"\b(?:excluded|withdrawn|withheld|taken down|takedown|removed|robots\.txt|at the request"
    r"|not archived|never archived|no captures?|not in (?:the |this )?archive|not been archived)\b"
)
_FOR_NOW = re.compile(
    r"\b(?:temporar\w*|offline|(?:services?|archive|site|currently)(?: is| are)? unavailable"
    r"|indisponi\w*|maintenance|manuten\w+|wartung\w*|back (?:soon|shortly|online)|right back"
    r"|(?:again|back) later|overload\w*|too many|rate.limit\w*|outage"
    r"|internal error|time[ -]?out|timed out|upgrad\w+|busy|down for|(?:is|are) (?:currently )?down"
    r"|technical (?:difficult\w+|problems?)|503|502|504|429)\b"
)
"""What archives say of themselves while they cannot answer. Read widely: it only spares."""

_REFUSES = frozenset({403, 451})


def judge_notice(url: Url, visit: Visit, content: Judgement) -> Finding | None:
    """The finding on a cited capture that is answered without the mark of one, or None.

    Walls and faults that the page tells by itself are left to the rules for them, and a page that
    bears the cited title is no notice.
    """
    page = visit.page
    if page is None or not page.bytes_read or not visit.hops or not names_one_capture(url):
        return None
    if is_marked(visit) or content.identified or _says_more(content):
        return None
    if owner(host_of(visit.hops[-1].url)) != owner(url.host):
        return None
    facts = Facts(title=page.title or None)
    return Finding(CAPTURE_WITHDRAWN if is_final(200, page) else ARCHIVE_NOTICE, facts)


def is_marked(visit: Visit) -> bool:
    """Whether what was seen at the end of a visit is marked as a capture."""
    return bool(visit.hops) and MEMENTO_MARK in visit.hops[-1].headers


def is_final(status: int, page: Page) -> bool:
    """Whether an archive's page, under this status, says that it has no such capture to show.

    A page that says nothing of the reason counts where its status is 200, unless it tells of a
    trouble that may pass; one that refuses (403, 451) counts only where it says why.
    """
    said = fold(" ".join((page.title, *page.headings, page.text)))
    if _FOR_GOOD.search(said):
        return status in _REFUSES or 200 <= status < 300
    return 200 <= status < 300 and not _FOR_NOW.search(said)


def _says_more(content: Judgement) -> bool:
    decisive = content.conclusion
    return decisive is not None and not (decisive.points_to and decisive.points_to.is_gone)
