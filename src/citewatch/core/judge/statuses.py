"""Answers that are decided by their status alone."""

from citewatch.core.judge.finding import finding
from citewatch.core.verdict import Finding

_NAMED = {
    401: ("http-401", "The server asks for a password (status 401)."),
    402: ("http-402", "The server asks for payment (status 402)."),
    403: ("http-403", "The server refuses to show the page to a program (status 403)."),
    404: ("http-404", "The server says that there is no such page (status 404)."),
    408: ("timeout-answer", "The server gave up waiting (status 408)."),
    410: ("http-410", "The server says that the page was removed for good (status 410)."),
    421: ("server-error", "The server does not feel responsible for this address (status 421)."),
    425: ("server-error", "The server is not ready to answer (status 425)."),
    429: ("http-429", "The server says that it was asked too often (status 429)."),
    451: ("http-451", "The server may not show this page for legal reasons (status 451)."),
    999: ("http-999", "The server turns programs away (status 999)."),
}


def judge_status(status: int) -> Finding | None:
    """The finding on an answer with this final status, or None for 2xx: the page decides."""
    if 200 <= status < 300:
        return None
    if status in _NAMED:
        return finding(*_NAMED[status])
    if 400 <= status < 500:
        return finding("http-refused", f"The server refused the request (status {status}).")
    if 500 <= status < 600:
        return finding("server-error", f"The server reports a fault of its own (status {status}).")
    return finding("unexpected-status", f"The server answered with status {status}.")
