"""The identifier that a page bears, held against the one that the citation names."""

import re

from citewatch.core.citation import Citation
from citewatch.core.evidence import Page
from citewatch.core.facts import Facts
from citewatch.core.finding import Finding, Signal
from citewatch.core.reasons.signs import SAME_IDENTIFIER

_END = r"""(?=[.,;:)\]}>"'”’]*(?:\s|$))"""
"""What may stand between an identifier and the next word."""


def judge_identifier(found: Finding, page: Page, citation: Citation) -> Finding:
    """`found` on a living page, with the sign that it bears the DOI that stands in the citation.

    A DOI is the same in whatever case it is written (ISO 26324).
    """
    doi = page.doi.casefold()
    if not found.verdict.is_alive or not doi:
        return found
    written = f"{citation.text} {' '.join(citation.links)}".casefold()
    if not _stands_in(doi, written):
        return found
    return found.seen(Signal(SAME_IDENTIFIER, Facts(doi=page.doi)))


def _stands_in(doi: str, text: str) -> bool:
    """Whether a DOI stands there whole: a longer one that begins with it is another's."""
    return re.search(re.escape(doi) + _END, text) is not None
