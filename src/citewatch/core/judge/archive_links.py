"""Remarks on links that point into a web archive; they never change a verdict."""

from dataclasses import replace

from citewatch.core.memento import is_untrusted_archive
from citewatch.core.verdict import Finding, Signal, Strength

_UNTRUSTED = (
    "This link points into archive.today, whose snapshots were found altered; "
    "cite another archive's."
)


def remark_on_archive(found: Finding, url: str) -> Finding:
    """`found`, with a remark where the link is into an archive that cannot be trusted."""
    if not is_untrusted_archive(url):
        return found
    signal = Signal("untrusted-archive", found.verdict, Strength.SUPPORTING, _UNTRUSTED)
    detail = f"{found.detail} {_UNTRUSTED}"
    return replace(found, detail=detail, signals=(*found.signals, signal))
