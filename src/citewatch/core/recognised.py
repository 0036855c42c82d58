"""Whether a living link shows the cited source, or only something that answers."""

from citewatch.core.finding import Finding
from citewatch.core.reasons.living import FOUND_AGAIN, PAGE_UNDER_404, PERSISTENT_IDENTIFIER
from citewatch.core.reasons.signs import (
    NAMED_SITE,
    QUOTE_FOUND,
    SAME_IDENTIFIER,
    SAME_TEXT,
    TITLE_MATCH,
)

_BY_REASON = frozenset({PERSISTENT_IDENTIFIER, FOUND_AGAIN, PAGE_UNDER_404})
"""Reasons that are given only for the source itself: a registered identifier, or a page proved."""

_BY_SIGN = frozenset({QUOTE_FOUND, SAME_TEXT, SAME_IDENTIFIER, NAMED_SITE})
"""Signs that only the source itself gives."""


def is_recognised(found: Finding) -> bool | None:
    """Whether the cited source was recognised; None where nothing living was found.

    It is recognised by a title of its own that stands in the citation, by the quoted words, by the
    text of its snapshot, or by its identifier. Where it is not, something answers, and nothing
    speaks against it: that is no finding, and all that is known.
    """
    if not found.verdict.is_alive:
        return None
    if found.reason in _BY_REASON:
        return True
    return any(
        signal.rule in _BY_SIGN or (signal.rule is TITLE_MATCH and signal.decides)
        for signal in found.signals
    )
