"""Remarks on links that point into a web archive; they never change a verdict."""

from citewatch.core.finding import Finding, Signal
from citewatch.core.memento import is_untrusted_archive
from citewatch.core.reasons.signs import UNTRUSTED_ARCHIVE
from citewatch.core.urls import Url

_UNTRUSTED = Signal(UNTRUSTED_ARCHIVE)


def remark_on_archive(found: Finding, url: Url) -> Finding:
    """`found`, with a remark where the link is into an archive that cannot be trusted."""
    if not is_untrusted_archive(url):
        return found
    return found.seen(_UNTRUSTED).remarked(_UNTRUSTED.remark)
