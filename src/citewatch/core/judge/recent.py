"""Proof of life from elsewhere: what the newest capture and the identifier say of a source that
could not be seen here and now."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from citewatch.core import url_kinds
from citewatch.core.citation import Citation
from citewatch.core.content.thresholds import THIN_WORDS
from citewatch.core.display import clean
from citewatch.core.facts import Facts
from citewatch.core.finding import Confidence, Finding, Signal
from citewatch.core.judge.captures import names_its_source
from citewatch.core.judge.sightings import Sightings
from citewatch.core.memento import spoken_ago
from citewatch.core.probe import Glimpse
from citewatch.core.reasons import Trait
from citewatch.core.reasons.gone import DNS_NO_SUCH_HOST, HTTP_410
from citewatch.core.reasons.signs import IDENTIFIER_RESOLVES, SEEN_BY_ARCHIVE
from citewatch.core.reasons.wayward import ARCHIVE_CONTRADICTS
from citewatch.core.snapshot import Snapshot
from citewatch.core.urls import host_of, same_place
from citewatch.core.verdict import Verdict

RECENT = timedelta(days=45)
"""Age up to which a capture speaks of the present. A judgement: archives come back to a page that
is read about once a month, so that a shorter span would miss most; and few pages in a thousand go
within so many days (half of all cited pages are gone after some ten years), so that a young capture
beside a refusal rather means a refusal to programs."""

_LONGEST_TITLE = 200
_BEYOND_CAPTURES = frozenset({HTTP_410, DNS_NO_SUCH_HOST})
"""Deaths that a capture from before them does not contradict: somebody took care to say so."""


def recent_wanted(found: Finding) -> bool:
    """Whether a young capture would tell anything beside what was found."""
    return found.verdict.is_open or _may_be_contradicted(found)


def judge_recent(found: Finding, sightings: Sightings) -> Finding:
    """`found`, with what else is known of the source; no death that a young capture contradicts."""
    seen = _seen_by_archive(sightings)
    if _may_be_contradicted(found):
        return found if seen is None else _contradicted(found, seen, sightings)
    if not found.verdict.is_open:
        return found
    signs = filter(None, (seen, _resolves(sightings)))
    return beside(found, *signs)


def beside(found: Finding, *signs: Signal) -> Finding:
    """`found`, with some signs told behind its own sentence."""
    return found.seen(*signs).remarked(*(sign.remark for sign in signs))


def _may_be_contradicted(found: Finding) -> bool:
    if found.verdict is not Verdict.DEAD or found.reason in _BEYOND_CAPTURES:
        return False
    return Trait.TAKEN_OVER not in found.reason.traits


def _contradicted(found: Finding, seen: Signal, sightings: Sightings) -> Finding:
    """Both sides told: neither is believed on its own."""
    since = sightings.probes[0].at.date().isoformat()
    facts = Facts(since=since, **seen.facts)
    signals = (*found.signals, Signal(found.reason, found.facts), seen)
    return Finding(
        ARCHIVE_CONTRADICTS,
        facts,
        signals=tuple(dict.fromkeys(signals)),
        confidence=Confidence.LOW,
        before=replace(found, signals=()),
    )


def _seen_by_archive(sightings: Sightings) -> Signal | None:
    """The sign of a young capture that shows the cited source."""
    probe = sightings.newest
    taken = probe.saw.snapshot if probe and isinstance(probe.saw, Glimpse) else None
    if probe is None or taken is None or not _is_young(taken, probe.at):
        return None
    if not (taken.identified or _is_whole(taken, sightings.link.citation)):
        return None
    day = taken.captured_at.date()
    title = clean(taken.title, _LONGEST_TITLE) if taken.identified else ""
    ago = spoken_ago(day, probe.at.date())
    return Signal(SEEN_BY_ARCHIVE, Facts(captured=day.isoformat(), ago=ago, title=title or None))


def _is_young(taken: Snapshot, now: datetime) -> bool:
    return now - RECENT <= taken.captured_at


def _is_whole(taken: Snapshot, citation: Citation) -> bool:
    """Whether a page that nothing identifies may still be held for the source.

    The citation is too bare for any title to stand in it, and the page has the text of an article.
    """
    if citation.quote or names_its_source(citation.text):
        return False
    return len(taken.text.split()) >= THIN_WORDS


def _resolves(sightings: Sightings) -> Signal | None:
    """The sign of an identifier whose resolver sends its readers on, though nobody saw where to."""
    if not url_kinds.is_persistent_identifier(sightings.address):
        return None
    targets = (hop.target for seen in sightings.looks for hop in seen.visit.hops[:1])
    target = next(filter(None, targets), None)
    if target is None or same_place(target, sightings.address.href):
        return None
    host = host_of(target)
    return Signal(IDENTIFIER_RESOLVES, Facts(host=host)) if host else None
