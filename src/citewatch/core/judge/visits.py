"""One visit judged by itself: failure, wall, status, redirects, page, in this order."""

from citewatch.core import url_kinds
from citewatch.core.evidence import Visit
from citewatch.core.judge.failures import judge_failure
from citewatch.core.judge.finding import finding
from citewatch.core.judge.redirects import judge_redirects
from citewatch.core.judge.statuses import judge_status
from citewatch.core.urls import parse
from citewatch.core.verdict import Finding


def judge_visit(url: str, visit: Visit) -> Finding:
    """What one visit to `url` shows."""
    if visit.failure is not None:
        return judge_failure(url, visit, visit.failure)
    status = visit.status or 0
    if refused := judge_status(status):
        return refused
    page = visit.page
    if page is None or page.bytes_read == 0:
        return finding(
            "answers-without-page", f"The server answers (status {status}), but sends no page."
        )
    if redirected := judge_redirects(url, visit, page):
        return redirected
    if url_kinds.is_persistent_identifier(parse(url)):
        return finding("persistent-identifier", "The identifier answers with a page.")
    titled = f", titled “{page.title}”" if page.title else ""
    return finding("answers", f"The server answers with a page{titled}.")
