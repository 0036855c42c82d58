"""Whether an archived capture is the page that was cited, and no error page kept by accident."""

from citewatch.core.evidence import Page


def capture_trouble(page: Page, url: str) -> str | None:
    """Why a capture of `url` is not to be offered, in plain words; None where it may be."""
    if page.bytes_read == 0:
        return "it is empty"
    return None
