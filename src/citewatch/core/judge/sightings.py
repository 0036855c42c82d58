"""What was seen of one link's address, each page judged once, when it was seen."""

from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from citewatch.core.company import Company
from citewatch.core.evidence import Visit
from citewatch.core.judge.visits import Seen, see
from citewatch.core.link import Link
from citewatch.core.probe import Glimpse, Probe, Purpose, Question, Saw
from citewatch.core.snapshot import Snapshot
from citewatch.core.urls import Url, secure_form


class Sightings(Struct, frozen=True):
    """All probes of `address` in order of time, for one `link` that cites it.

    `looks` are those at the address itself, with what each shows; `secure` is the one at the same
    address on https; `browsed` are those with a real browser, `front_in_browser` is what that was
    shown of the site's front page, to hold them against.
    """

    address: Url
    link: Link
    probes: tuple[Probe, ...] = ()
    looks: tuple[Seen, ...] = ()
    secure: Seen | None = None
    browsed: tuple[Seen, ...] = ()
    front_in_browser: Visit | None = None

    def plus(self, probe: Probe) -> Self:
        """The same, with one probe more; its page is judged here and nowhere else."""
        probes = (*self.probes, probe)
        text = self.link.citation.text
        if probe.visit is not None and probe.purpose is Purpose.LOOK:
            seen = see(self.address, probe.visit, text)
            return replace(self, probes=probes, looks=(*self.looks, seen))
        if probe.visit is not None and probe.purpose is Purpose.HTTPS:
            seen = see(secure_form(self.address), probe.visit, text)
            return replace(self, probes=probes, secure=seen)
        if probe.visit is not None and probe.purpose is Purpose.BROWSER:
            if probe.question.about:
                return replace(self, probes=probes, front_in_browser=probe.visit)
            seen = see(self.address, probe.visit, text)
            return replace(self, probes=probes, browsed=(*self.browsed, seen))
        return replace(self, probes=probes)

    def visit(self, purpose: Purpose) -> Visit | None:
        """The last visit of a purpose; None where there was none."""
        visits = (probe.visit for probe in reversed(self.probes) if probe.purpose is purpose)
        return next(visits, None)

    def known(self, question: Question) -> Saw | None:
        """What a question has brought; None where it was not asked."""
        return next((one.saw for one in self.probes if one.question == question), None)

    @property
    def earlier(self) -> Snapshot | None:
        """The capture from the time of the citation, where one was glimpsed."""
        for probe in reversed(self.probes):
            if isinstance(probe.saw, Glimpse) and self._is_wanted(probe.question):
                return probe.saw.snapshot
        return None

    @property
    def company(self) -> Company | None:
        """What else of the audit ends where this does; None where nobody asked yet."""
        saws = (probe.saw for probe in reversed(self.probes))
        return next((saw for saw in saws if isinstance(saw, Company)), None)

    @property
    def newest(self) -> Probe | None:
        """The probe for the newest capture, judged by this very citation, where it was made."""
        probes = (one for one in reversed(self.probes) if self._is_newest(one.question))
        return next(probes, None)

    def _is_wanted(self, question: Question) -> bool:
        if question.purpose is not Purpose.GLIMPSE or question.wanted is None:
            return False
        return question.wanted.day == self.link.day

    def _is_newest(self, question: Question) -> bool:
        if question.purpose is not Purpose.RECENT or question.wanted is None:
            return False
        cited = self.link.citation
        return (question.wanted.citation, question.wanted.quote) == (cited.text, cited.quote)
