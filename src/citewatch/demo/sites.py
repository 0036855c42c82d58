"""The staged web's sites: which address answers how. None of these names exists, but those of
two archives, which are never asked here."""

from citewatch.demo.living_sites import living, moved
from citewatch.demo.lost_sites import changed, gone
from citewatch.demo.misleading_sites import misleading
from citewatch.demo.server import Sites
from citewatch.demo.troubled_sites import leading_nowhere, refusing, unanswering


def all_sites() -> Sites:
    """Every site of the staged web."""
    return {
        **living(),
        **moved(),
        **gone(),
        **changed(),
        **misleading(),
        **refusing(),
        **unanswering(),
        **leading_nowhere(),
    }
