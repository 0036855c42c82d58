"""Whether an archived capture is the page that was cited, and no error page kept by accident."""

from citewatch.core.content.judge import Answer, judge_page
from citewatch.core.evidence import Page


def capture_trouble(page: Page, url: str) -> str | None:
    """Why a capture of `url` is not to be offered, as a sentence; None where it may be.

    It is judged by the same rules as a living page.
    """
    if page.bytes_read == 0:
        return "The capture is empty."
    conclusion = judge_page(Answer(page, 200, {}, url, url), "").conclusion
    return None if conclusion is None else f"The capture is no copy of it: {conclusion.text}"
