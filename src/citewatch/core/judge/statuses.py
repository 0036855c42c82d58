"""Answers that are decided by their status alone."""

from citewatch.core.facts import Facts
from citewatch.core.finding import Finding
from citewatch.core.reasons import Reason, gone, refused, unanswered, wayward

_NAMED: dict[int, Reason] = {
    401: refused.HTTP_401,
    402: refused.HTTP_402,
    403: refused.HTTP_403,
    404: gone.HTTP_404,
    408: unanswered.TIMEOUT_ANSWER,
    410: gone.HTTP_410,
    421: unanswered.SERVER_ERROR,
    425: unanswered.SERVER_ERROR,
    429: refused.HTTP_429,
    451: refused.HTTP_451,
    999: refused.HTTP_999,
}


def judge_status(status: int) -> Finding | None:
    """The finding on an answer with this final status, or None for 2xx: the page decides."""
    if 200 <= status < 300:
        return None
    return Finding(_NAMED.get(status) or _family(status), Facts(status=status))


def _family(status: int) -> Reason:
    if 400 <= status < 500:
        return refused.HTTP_REFUSED
    return unanswered.SERVER_ERROR if 500 <= status < 600 else wayward.UNEXPECTED_STATUS
