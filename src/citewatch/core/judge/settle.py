"""Several looks at one link, settled into one finding."""

from dataclasses import replace

from citewatch.core.evidence import LinkEvidence, Visit
from citewatch.core.judge.finding import finding
from citewatch.core.judge.sibling import judge_sibling
from citewatch.core.judge.visits import is_gone, judge_visit
from citewatch.core.urls import parse
from citewatch.core.verdict import Finding, Verdict

SIGHTINGS_OF_DEATH = 2
"""How often a link must be seen dead or changed in one audit. InternetArchiveBot asks for three
over days; within one run a second look catches servers that say 404 while they are updated."""

LOOKS_AT_MOST = 3
"""Two looks settle nearly all; a third is for a link seen dead once and silent once, and for a
server that asks for pauses."""

_TIMES = {2: "twice", 3: "three times"}
_ALIVE = frozenset({Verdict.OK, Verdict.MOVED})
_SETTLED = _ALIVE | {Verdict.SKIPPED, Verdict.INVALID}


def judge_looks(evidence: LinkEvidence, citation: str) -> Finding:
    """The finding on a link, cited in the words of `citation`, from all looks at it.

    One living look outweighs any number of others; that a source is gone must be seen twice; where
    the looks disagree otherwise, the last one that asked for the address itself decides.
    """
    looks = evidence.looks
    found = [_judge(evidence, look, citation) for look in looks]
    living = [one for one in found if one.verdict in _ALIVE]
    if living:
        return living[-1]
    if secure := _judge_https(evidence, citation):
        return secure
    gone = [one for one in found if is_gone(one)]
    if len(gone) >= SIGHTINGS_OF_DEATH:
        return _asked_again(gone[-1], len(gone))
    other = [one for look, one in zip(looks, found, strict=True) if look.asked and one not in gone]
    if other:
        return _asked_again(other[-1], sum(look.asked for look in looks))
    return _unconfirmed(gone[-1]) if gone else found[-1]


def another_look_helps(evidence: LinkEvidence, citation: str) -> bool:
    """Whether one more look, later, could change or must confirm what is known."""
    looks = evidence.looks
    asked = [look for look in looks if look.asked]
    if len(looks) >= LOOKS_AT_MOST:
        return False
    found = [_judge(evidence, look, citation) for look in asked]
    if any(one.verdict in _SETTLED for one in found):
        return False
    deaths = sum(map(is_gone, found))
    if deaths:
        return deaths < SIGHTINGS_OF_DEATH
    if found and found[-1].verdict is Verdict.BLOCKED:
        return asked[-1].status == 429
    return len(asked) < _looks_wanted(looks)


def _judge(evidence: LinkEvidence, look: Visit, citation: str) -> Finding:
    found = judge_visit(evidence.url, look, citation)
    return judge_sibling(found, evidence, look, citation)


def _looks_wanted(looks: tuple[Visit, ...]) -> int:
    """A server that asks for pauses gets a third look; one that is only silent does not."""
    return LOOKS_AT_MOST if looks[-1].retry_after is not None else 2


def _judge_https(evidence: LinkEvidence, citation: str) -> Finding | None:
    """The same address on https, where it lives; a dead answer there proves nothing."""
    look = evidence.https_look
    if look is None or look.failure is not None:
        return None
    secure = parse(evidence.url).href.replace("http://", "https://", 1)
    found = judge_visit(secure, look, citation)
    if found.verdict is Verdict.OK:
        detail = f"It no longer answers on http, but it does on https: {secure}."
        return finding("https-only", detail, signals=found.signals)
    return found if found.verdict in (Verdict.MOVED, Verdict.BLOCKED) else None


def _unconfirmed(gone: Finding) -> Finding:
    detail = f"{gone.detail} That was seen only once, so it is not yet believed."
    return finding("unconfirmed", detail, signals=gone.signals)


def _asked_again(found: Finding, times: int) -> Finding:
    if times < 2:
        return found
    return replace(found, detail=f"{found.detail} Asked {_TIMES[times]}.")
