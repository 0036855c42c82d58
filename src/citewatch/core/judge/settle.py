"""Several looks at one link, settled into one finding."""

from citewatch.core.evidence import Failure, Visit
from citewatch.core.facts import Facts
from citewatch.core.finding import Finding, Remark
from citewatch.core.judge.controls import judge_controls
from citewatch.core.judge.sightings import Sightings
from citewatch.core.reasons.living import HTTPS_ONLY
from citewatch.core.reasons.signs import ASKED_AGAIN
from citewatch.core.reasons.walls import SITE_WIDE_404
from citewatch.core.reasons.wayward import UNCONFIRMED
from citewatch.core.urls import secure_form
from citewatch.core.verdict import Verdict

SIGHTINGS_OF_DEATH = 2
"""How often a link must be seen dead or changed in one audit. InternetArchiveBot asks for three
over days; within one run a second look catches servers that say 404 while they are updated."""

LOOKS_AT_MOST = 3
"""Two looks settle nearly all; a third is for a link seen dead once and silent once, and for a
server that asks for pauses."""

_SILENT = frozenset(
    {Failure.CONNECT_TIMEOUT, Failure.ANSWER_TIMEOUT, Failure.DEADLINE, Failure.HOST_HUNG}
)
"""How a visit ends for which the server was waited for in vain, by this link or by another."""

_SETTLED = frozenset({Verdict.OK, Verdict.MOVED, Verdict.SKIPPED, Verdict.INVALID})


def judge_looks(sightings: Sightings) -> Finding:
    """The finding on a link from all looks at it.

    One living look outweighs any number of others; that a source is gone must be seen twice; where
    the looks disagree otherwise, the last one that asked for the address itself decides.
    """
    looks = [seen.visit for seen in sightings.looks]
    found = [judge_controls(seen, sightings) for seen in sightings.looks]
    living = [one for one in found if one.verdict.is_alive]
    if living:
        return living[-1]
    if secure := _judge_https(sightings):
        return secure
    gone = [one for one in found if one.verdict.is_gone]
    if len(gone) >= SIGHTINGS_OF_DEATH:
        return _asked_again(gone[-1], len(gone))
    other = [one for look, one in zip(looks, found, strict=True) if look.asked and one not in gone]
    if other:
        return _asked_again(other[-1], sum(look.asked for look in looks))
    if not gone:
        return found[-1]
    return Finding(UNCONFIRMED, signals=gone[-1].signals, before=gone[-1])


def another_look_helps(sightings: Sightings) -> bool:
    """Whether one more look, later, could change or must confirm what is known."""
    looks = sightings.looks
    asked = [seen for seen in looks if seen.visit.asked]
    if len(looks) >= LOOKS_AT_MOST or looks[-1].visit.failure is Failure.HOST_ASKED_TO_WAIT:
        return False
    found = [judge_controls(seen, sightings) for seen in asked]
    if any(one.verdict in _SETTLED for one in found):
        return False
    deaths = sum(one.verdict.is_gone for one in found)
    if deaths:
        return deaths < SIGHTINGS_OF_DEATH
    if found and found[-1].verdict is Verdict.BLOCKED:
        # A wall that says 404 is no death yet, but may turn out to be one.
        once = found[-1].reason is SITE_WIDE_404 and len(found) < SIGHTINGS_OF_DEATH
        return asked[-1].visit.status == 429 or once
    return max(len(asked), _silences(sightings)) < _looks_wanted(looks[-1].visit)


def _silences(sightings: Sightings) -> int:
    """How often its server was waited for in vain, whichever link asked; 0 if it said anything."""
    looks = [seen.visit.failure for seen in sightings.looks]
    return len(looks) if all(failure in _SILENT for failure in looks) else 0


def _looks_wanted(last: Visit) -> int:
    """A server that asks for pauses gets a third look; one that is only silent does not."""
    return LOOKS_AT_MOST if last.retry_after is not None else 2


def _judge_https(sightings: Sightings) -> Finding | None:
    """The same address on https, where it lives; a dead answer there proves nothing."""
    seen = sightings.secure
    if seen is None or seen.visit.failure is not None:
        return None
    found = seen.found
    if found.verdict is Verdict.OK:
        address = secure_form(sightings.address).href
        return Finding(HTTPS_ONLY, Facts(address=address), signals=found.signals)
    return found if found.verdict in (Verdict.MOVED, Verdict.BLOCKED) else None


def _asked_again(found: Finding, looks: int) -> Finding:
    return found if looks < 2 else found.remarked(Remark(ASKED_AGAIN, Facts(looks=looks)))
