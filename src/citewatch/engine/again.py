"""An audit whose history turns out damaged: what is known of it, brought into a new history."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from citewatch.core.finding import Finding
from citewatch.core.over_time import NO_SILENCE, Run, course
from citewatch.core.reasons.unchecked import UNREADABLE
from citewatch.core.report import Outcome
from citewatch.engine.intake import Source, Unasked, settle_unasked, take_in_at_once
from citewatch.history import audits
from citewatch.history.rescue import copied_audit, copy_readable
from citewatch.history.takeover import keep_numbers_apart, take_over
from citewatch.history.work import Settled, Work


class Again:
    """Called with a damaged history and a new one, takes the documents in once more.

    So nothing that an audit is to do can be lost with the file: whatever it has found by then and
    can be read is taken over, and the rest is to be done again. `over` is set when the audit has
    ended with every link settled, so that nothing can be looked at any more: links whose results
    are lost then get a finding that says so.
    """

    def __init__(
        self,
        keyed: Sequence[tuple[str, Source]],
        sources: str,
        unasked: Unasked,
        version: str,
        preface: audits.Preface,
    ) -> None:
        self.over = False
        self.audit: int | None = None
        self.run: Run | None = None
        self._keyed = keyed
        self._sources = sources
        self._unasked = unasked
        self._version = version
        self._preface = preface

    def begin(self, connection: sqlite3.Connection, started: datetime) -> int:
        """A new audit; done once more, it has the same number."""
        self.run = Run(started, started)
        self.audit = audits.begin(connection, self._sources, started, self._version, self.audit)
        return self.audit

    def __call__(self, old: sqlite3.Connection, new: sqlite3.Connection) -> int:
        """Bring into `new` what there is to know; how many results are lost for good."""
        copy_readable(old, new, without=self.audit)
        if self.audit is None or self.run is None:
            return 0
        if not copied_audit(old, new, self.audit):
            audits.begin(new, self._sources, self.run.started, self._version, self.audit)
        keep_numbers_apart(new)
        take_in_at_once(new, self.audit, self._keyed, self._unasked)
        take_over(old, new, self.audit)
        work = Work(new, self.audit)
        while settle_unasked(work, self._unasked, self.run):
            pass
        if self.over:
            return _settle_lost(work, self.run)
        title = self._keyed[0][1].title if len(self._keyed) == 1 else None
        audits.ready(new, self.audit, title, self._preface)
        audits.take_up(new, self.audit)
        work.hosts.begin()
        return 0


def _settle_lost(work: Work, run: Run) -> int:
    """Let all links that are not settled say that they are lost; how many there are."""
    lost = work.tasks.unsettled()
    found = Finding(UNREADABLE)
    for cited in lost:
        fares = course(found, cited.past, NO_SILENCE, run.began, None)
        work.found(Settled(cited.row, Outcome(found), fares, work.audit))
    return len(lost)
