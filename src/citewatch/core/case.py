"""The case of one link: what was seen of it, what that means, and what is offered instead."""

from datetime import datetime
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.cited_capture import cited_capture
from citewatch.core.finding import Finding
from citewatch.core.judge import heard, judge, recent_wanted
from citewatch.core.judge.recent import RECENT
from citewatch.core.judge.sightings import Sightings
from citewatch.core.link import Link
from citewatch.core.memento import is_archive_address
from citewatch.core.mourning import remembered, settled, unless_seen
from citewatch.core.over_time import NO_SILENCE, Course, Run, Silence, course, over_time
from citewatch.core.passage import passage, seen_at
from citewatch.core.probe import Probe, Purpose, Question
from citewatch.core.reasons import Trait
from citewatch.core.reasons.living import PERSISTENT_IDENTIFIER
from citewatch.core.reasons.signs import TITLE_MATCH
from citewatch.core.reasons.wayward import ARCHIVE_CONTRADICTS
from citewatch.core.relocate.rules import Move
from citewatch.core.report import Outcome, Replacement, ReplacementKind
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted
from citewatch.core.urls import Url, same_place
from citewatch.core.verdict import Verdict


class Case(Struct, frozen=True):
    """One link under examination.

    `past` is how it fared before, `before` what was found of this address then, where that was
    open, `run` the one that looks now. `present` is what this audit alone
    shows, `finding` what follows from it and the past: both are None before the first look.
    `silence` is how long it gave no answer by now. `sought` tells that the source was looked for
    elsewhere.
    """

    sightings: Sightings
    past: Course | None
    run: Run
    before: Finding | None = None
    present: Finding | None = None
    finding: Finding | None = None
    silence: Silence = NO_SILENCE
    sought: bool = False

    @classmethod
    def open(
        cls,
        address: Url,
        link: Link,
        past: Course | None,
        run: Run,
        before: Finding | None = None,
    ) -> Self:
        """The case of a link of which nothing was seen yet."""
        return cls(Sightings(address, link), past, run, before)

    def plus(self, probe: Probe) -> Self:
        """The case after one more probe."""
        after = replace(self, sightings=self.sightings.plus(probe))
        if not after.sightings.looks or probe.purpose not in _TELLING:
            return after
        present, told = judge(after.sightings), heard(after.sightings)
        past = NO_SILENCE if self.past is None else self.past.silence
        silence = past.after(told, after.moment)
        weighed = settled(present, self.past, self.before, after.moment)
        found = unless_seen(over_time(weighed, told, silence, after.moment), weighed)
        found = remembered(found, self.past, after.moment)
        return replace(after, present=present, finding=found, silence=silence)

    def searched(self, found: Finding) -> Self:
        """The case after the search for its source, which came to this finding."""
        return replace(self, finding=found, sought=True)

    @property
    def address(self) -> Url:
        """The address that is asked for."""
        return self.sightings.address

    @property
    def link(self) -> Link:
        """The link that the case is about."""
        return self.sightings.link

    @property
    def is_archives_own(self) -> bool:
        """Whether it is an archive's own page, which no archive keeps."""
        return is_archive_address(self.address)

    @property
    def may_be_told(self) -> bool:
        """Whether a wish may name it to others: it holds no secret, and is no archive's own page.

        What is asked about it all the same is kept from archives by `engine.probers.discreet`.
        """
        return not (self.is_archives_own or self.address.holds_secret)

    @property
    def comparison(self) -> Question | None:
        """The glimpse that a living page is to be held against: for a quote, or no sure title."""
        link = self.link
        if self.finding is None or not self.finding.verdict.is_alive or link.day is None:
            return None
        if not self.may_be_told:
            return None
        if link.citation.quote is None and self.finding.has(TITLE_MATCH):
            return None
        return Question(Purpose.GLIMPSE, self.address.href, wanted=Wanted(link.day))

    @property
    def plea_for_life(self) -> Question | None:
        """The question for a young capture: it is about to be called dead, or nobody can say."""
        if self.finding is None or not self.may_be_told or not recent_wanted(self.finding):
            return None
        cited = self.link.citation
        wanted = Wanted(quote=cited.quote, citation=cited.text, present=self._standing_there)
        since = self.run.began - RECENT
        return Question(Purpose.RECENT, self.address.href, wanted=wanted, since=since)

    @property
    def plea(self) -> Question | None:
        """The question for a snapshot: the link is in trouble.

        For a link into an archive whose capture is gone, it is one for another capture of the same.
        """
        if self.finding is None or self.finding.verdict in _NEVER_ASKED_OF_ARCHIVE:
            return None
        if not self.is_archives_own:
            return Question(Purpose.SNAPSHOT, self.address.href, wanted=self._wanted)
        capture = cited_capture(self.address)
        if capture is None or not self.finding.verdict.is_gone:
            return None
        wanted = replace(self._wanted, day=capture.day or self.link.day, besides=capture.exact)
        return Question(Purpose.SNAPSHOT, capture.original, wanted=wanted)

    @property
    def is_lost(self) -> bool:
        """Whether its source is to be looked for elsewhere: it is gone from this address."""
        if self.finding is None or self.sought or not self.may_be_told:
            return False
        return self.finding.verdict is Verdict.DEAD or Trait.LOST in self.finding.reason.traits

    @property
    def archive(self) -> ArchiveAnswer | None:
        """What the archive said, where it was asked."""
        question = self.plea
        saw = None if question is None else self.sightings.known(question)
        return saw if isinstance(saw, ArchiveAnswer) else None

    @property
    def earlier(self) -> Snapshot | None:
        """A good capture of the source: the one to cite, or the one it was compared with."""
        answer = self.archive
        return (answer.snapshot if answer else None) or self.sightings.earlier

    @property
    def end(self) -> str | None:
        """Where the address leads now, if anywhere."""
        looks = self.sightings.looks
        return looks[-1].visit.final_url if looks else None

    @property
    def move(self) -> Move | None:
        """The move of a living link that is redirected to another place."""
        found, end = self.finding, self.end
        if found is None or end is None or not found.verdict.is_alive:
            return None
        if found.reason == PERSISTENT_IDENTIFIER or same_place(self.address.href, end):
            return None
        page = self.sightings.looks[-1].visit.page
        return Move(self.address.href, end, page.title if page else "")

    @property
    def checked(self) -> datetime | None:
        """When its address was asked last."""
        looks = [seen.visit for seen in self.sightings.looks]
        return max((hop.at for look in looks if look.asked for hop in look.hops), default=None)

    @property
    def moment(self) -> datetime:
        """The time that counts for what is found."""
        return self.run.moment(self.checked)

    @property
    def course(self) -> Course:
        """How it has fared over the audits, this one included."""
        assert self.finding is not None
        return course(self.finding, self.past, self.silence, self.moment, self.checked)

    @property
    def outcome(self) -> Outcome:
        """What was found, with what the archive said and what there is to cite instead."""
        assert self.finding is not None
        answer = self.archive
        offer = replacement(self.finding, answer)
        return Outcome(self.finding, answer, offer and self._as_seen(offer))

    def _as_seen(self, offer: Replacement) -> Replacement:
        """What is offered, with what was seen there."""
        there = seen_at(offer.url, self.sightings.probes)
        if there is None:
            return offer
        said = passage(self.link.citation, there.text)
        return replace(offer, title=there.title, passage=said)

    @property
    def _wanted(self) -> Wanted:
        """Which snapshot the citation needs: its day, its words, and not what stands there now."""
        cited = self.link.citation
        return Wanted(self.link.day, cited.quote, cited.supports, cited.text, self._standing_there)

    @property
    def _standing_there(self) -> str:
        """The text that stands at the address today, where that is not the source.

        Where a redirect leads may be the source after all, once its snapshot is known.
        """
        present = self.present
        if present is not None and present.reason is ARCHIVE_CONTRADICTS:
            present = present.before
        if present is None or not present.verdict.is_gone:
            return ""
        if Trait.ELSEWHERE in present.reason.traits:
            return ""
        pages = (
            seen.visit.page for seen in reversed((*self.sightings.looks, *self.sightings.browsed))
        )
        return next((page.text for page in pages if page), "")


def replacement(found: Finding, answer: ArchiveAnswer | None) -> Replacement | None:
    """What to cite instead. A source that may come back, or that a person may still see, keeps
    its own address."""
    if found.moved_to is not None:
        return Replacement(found.moved_to, ReplacementKind.MOVED)
    if not found.verdict.is_gone or answer is None:
        return None
    if answer.state is not ArchiveState.FOUND or answer.snapshot is None:
        return None
    return Replacement(answer.snapshot.url, ReplacementKind.ARCHIVED, answer.why)


_TELLING = frozenset(
    {
        Purpose.LOOK,
        Purpose.HTTPS,
        Purpose.SIBLING,
        Purpose.FRONT_PAGE,
        Purpose.SAME_HOST,
        Purpose.SHARED_END,
        Purpose.HANDLE,
        Purpose.BROWSER,
        Purpose.CAPTURE,
        Purpose.GLIMPSE,
        Purpose.RECENT,
    }
)
"""Purposes whose probes can change the finding."""

_NEVER_ASKED_OF_ARCHIVE = frozenset({Verdict.OK, Verdict.SKIPPED, Verdict.INVALID})
