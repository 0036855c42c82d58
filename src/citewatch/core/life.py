"""What else is known of a source that nobody could see: the signs that it lives."""

from citewatch.core.finding import Finding, Signal
from citewatch.core.reasons.signs import IDENTIFIER_RESOLVES, SEEN_BEFORE, SEEN_BY_ARCHIVE

_SIGNS = frozenset({SEEN_BY_ARCHIVE, IDENTIFIER_RESOLVES, SEEN_BEFORE})


def signs_of_life(found: Finding) -> tuple[Signal, ...]:
    """What shows that a source lives which is silent, or refuses machines."""
    if not found.verdict.is_open:
        return ()
    return tuple(signal for signal in found.signals if signal.rule in _SIGNS)


def is_unknown(found: Finding) -> bool:
    """Whether nobody could see the source, and nothing else is known of it either."""
    return found.verdict.is_open and not signs_of_life(found)
