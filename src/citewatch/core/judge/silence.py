"""Whether an address gave any answer in one audit."""

from citewatch.core.finding import Finding
from citewatch.core.judge.settle import another_look_helps
from citewatch.core.judge.sightings import Sightings
from citewatch.core.judge.visits import Seen
from citewatch.core.over_time import Heard
from citewatch.core.reasons import Trait
from citewatch.core.verdict import Verdict


def heard(sightings: Sightings) -> Heard:
    """What was heard of an address; one answer outweighs any silence before and after it.

    What answers on https answers, even where that is not taken for the source; and a server that
    asks to be left alone is there, though it says nothing of this page.
    """
    seen = [*sightings.looks, *([sightings.secure] if sightings.secure else [])]
    seen += [one for one in sightings.browsed if one.visit.failure is None]
    if any(_is_answer(one) for one in seen):
        return Heard.ANSWER
    if another_look_helps(sightings) or any(_is_asked_to_wait(one.found) for one in seen):
        return Heard.NOTHING
    silent = any(_is_silent(one.found) for one in sightings.looks)
    return Heard.SILENCE if silent else Heard.NOTHING


def _is_answer(seen: Seen) -> bool:
    """Whether something answered: whatever is not silence, and not merely left out."""
    found, visit = seen.found, seen.visit
    if _is_silent(found):
        return visit.retry_after is not None  # it says when it will be back
    if found.verdict is Verdict.SKIPPED:
        return visit.status is not None
    return Trait.UNASKED not in found.reason.traits


def _is_silent(found: Finding) -> bool:
    return Trait.SILENT in found.reason.traits


def _is_asked_to_wait(found: Finding) -> bool:
    return Trait.UNASKED in found.reason.traits and found.verdict is Verdict.BLOCKED
