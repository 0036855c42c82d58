"""A report that goes on where its history cannot be read any more."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from msgspec.structs import replace

from citewatch.core.report import CitationResult, Earlier, Ending, Line, Report
from citewatch.core.verdict import Verdict
from citewatch.history.audits import Past, audit_numbered
from citewatch.history.held import Held
from citewatch.history.reports import report_of
from citewatch.history.results import StoredCitations


class LastingCitations:
    """The citations of an audit, read on in what was rescued where the file turns out damaged.

    None is left out then and none comes twice; links whose results are lost say so.
    """

    def __init__(self, held: Held, stored: StoredCitations) -> None:
        self._held = held
        self._stored = stored

    def __iter__(self) -> Iterator[CitationResult]:
        return self.read()

    def lines(self) -> Iterator[Line]:
        """See core.report.Citations."""
        given = 0
        while True:
            stored = self._stored.of(self._held.connection)
            try:
                for line in islice(stored.lines(), given, None):
                    given += 1
                    yield line
            except Exception as error:
                if not self._held.goes_on_after(error):
                    raise
            else:
                return

    def fine_before(self, began: datetime) -> Earlier | None:
        """See core.report.Citations."""
        return self._held.read(lambda connection: self._stored.of(connection).fine_before(began))

    def read(
        self, having: Verdict | None = None, *, evidence: bool = True
    ) -> Iterator[CitationResult]:
        """See core.report.Citations."""
        after = -1
        while True:
            stored = self._stored.of(self._held.connection)
            try:
                for seq, result in stored.read_on(after, having, evidence=evidence):
                    after = seq
                    yield result
            except Exception as error:
                if not self._held.goes_on_after(error):
                    raise
            else:
                return


def lasting_report(held: Held, audit: int, ending: Ending, *, staged: bool = False) -> Report:
    """The report of an audit that ended so, whatever happens to its file before it is rendered."""

    def past(of: Held) -> Past:
        found = of.read(lambda connection: audit_numbered(connection, audit))
        assert found is not None
        return replace(found, ending=ending)

    report = held.read(lambda connection: report_of(connection, past(held), staged=staged))
    stored = report.citations
    assert isinstance(stored, StoredCitations)
    return replace(report, citations=LastingCitations(held, stored))
