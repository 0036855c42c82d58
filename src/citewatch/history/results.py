"""An audit read back from the history, a batch of citations at a time."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Self

from msgspec.structs import replace

from citewatch.core.ignoring import HEARING_ALL, Ignoring
from citewatch.core.report import (
    CitationResult,
    Earlier,
    Ending,
    Line,
    LinkResult,
    unasked,
)
from citewatch.core.verdict import Verdict
from citewatch.history import codec
from citewatch.history.courses import columns, course_of
from citewatch.history.lines import fine_before, lines
from citewatch.history.trouble import as_written

_BATCH = 200
"""Citations read at a time."""

_LINKS = f"""
SELECT x.seq, d.source, d.key, x.at, c.body, l.nth, l.address, l.seen_in, f.body, {columns("l")}
FROM cited x
JOIN document d ON d.audit = x.audit AND d.nth = x.document
JOIN citation c ON c.id = x.citation
LEFT JOIN link l ON l.audit = x.audit AND l.seq = x.seq
LEFT JOIN finding f ON f.id = l.finding
WHERE x.audit = ? AND x.seq IN ({{places}})
ORDER BY x.seq, l.nth
"""  # noqa: S608 - our own words

_PROBES = """
SELECT address, purpose, body FROM probe
WHERE address IN ({places}) AND audit = ?
ORDER BY address, audit, id
"""

_Probes = dict[tuple[int, int], list[tuple[str, bytes]]]
"""The probes of addresses as they are written, under address and audit."""


class StoredCitations:
    """The citations of one audit, in the documents' order; `ending` says why some lack a finding.

    `decided` puts into a result what editors decided about its links, given the document's key;
    `ignoring` is what nobody wants to hear of.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        audit: int,
        ending: Ending,
        decided: Callable[[CitationResult, str], CitationResult] = lambda result, _: result,
        ignoring: Ignoring = HEARING_ALL,
    ) -> None:
        self._connection = connection
        self._audit = audit
        self._unasked = unasked(ending)
        self._decided = decided
        self._ignoring = ignoring

    def __iter__(self) -> Iterator[CitationResult]:
        return self.read()

    def read(
        self, having: Verdict | None = None, *, evidence: bool = True
    ) -> Iterator[CitationResult]:
        """The citations, or those with a link of one verdict; with their probes if `evidence`."""
        return (result for _, result in self.read_on(-1, having, evidence=evidence))

    def read_on(
        self, after: int, having: Verdict | None = None, *, evidence: bool = True
    ) -> Iterator[tuple[int, CitationResult]]:
        """The same for those after the one of a number, each with its own number."""
        while batch := self._next(having, after):
            yield from self._results(batch, evidence=evidence)
            after = batch[-1]

    def lines(self) -> Iterator[Line]:
        """Each link in one line."""
        return lines(self._connection, self._audit, self._unasked, self._ignoring)

    def fine_before(self, began: datetime) -> Earlier | None:
        """The links found fine that were checked before an audit `began`; None for none."""
        return fine_before(self._connection, self._audit, began)

    def numbered(self, seq: int) -> CitationResult:
        """The citation of this number, with its probes."""
        return next(self._results([seq], evidence=True))[1]

    def of(self, connection: sqlite3.Connection) -> Self:
        """The same citations, read from another history that has them."""
        found = copy(self)
        found._connection = connection
        return found

    def _next(self, having: Verdict | None, after: int) -> list[int]:
        if having is None:
            rows = self._connection.execute(
                "SELECT seq FROM cited WHERE audit = ? AND seq > ? ORDER BY seq LIMIT ?",
                (self._audit, after, _BATCH),
            )
        else:
            rows = self._connection.execute(
                "SELECT DISTINCT seq FROM link WHERE audit = ? AND verdict = ? AND seq > ? "
                "ORDER BY seq LIMIT ?",
                (self._audit, having.value, after, _BATCH),
            )
        return [row[0] for row in rows]

    def _results(
        self, batch: Sequence[int], *, evidence: bool
    ) -> Iterator[tuple[int, CitationResult]]:
        places = ",".join("?" * len(batch))
        rows = self._connection.execute(
            _LINKS.format(places=places), (self._audit, *batch)
        ).fetchall()
        probes = self._probes(rows) if evidence else {}
        for seq, own in groupby(rows, key=itemgetter(0)):
            yield seq, self._result(list(own), probes)

    @as_written
    def _result(self, rows: Sequence[sqlite3.Row], probes: _Probes) -> CitationResult:
        source, key, at, body = rows[0][1:5]
        citation = codec.decode_citation(body)
        if at is not None:
            citation = replace(citation, at=codec.decode_place(at))
        links = [self._link(citation.links, row, probes) for row in rows if row[5] is not None]
        result = CitationResult(citation, tuple(links), source)
        return self._decided(self._ignoring.put_into(result), key)

    def _link(self, written: Sequence[str], row: sqlite3.Row, probes: _Probes) -> LinkResult:
        nth, address, seen_in, body = row[5:9]
        if body is None:
            return LinkResult(written[nth], self._unasked)
        found, course = codec.decode_outcome(body), course_of(row[9:])
        seen = [codec.decode_probe(*probe) for probe in probes.get((address, seen_in), ())]
        return LinkResult(
            written[nth],
            found.finding,
            course.checked,
            tuple(seen),
            found.archive,
            found.replacement,
            course=course,
        )

    def _probes(self, rows: Sequence[sqlite3.Row]) -> _Probes:
        """The probes that the findings of a batch rest on."""
        addresses: dict[int, set[int]] = defaultdict(set)
        for row in rows:
            address, seen_in = row[6:8]
            if address is not None and seen_in is not None:
                addresses[seen_in].add(address)
        found: _Probes = defaultdict(list)
        for audit, sought in addresses.items():
            ordered = sorted(sought)
            for start in range(0, len(ordered), _BATCH):
                some = ordered[start : start + _BATCH]
                places = ",".join("?" * len(some))
                told = self._connection.execute(_PROBES.format(places=places), (*some, audit))
                for address, purpose, body in told:
                    found[address, audit].append((purpose, body))
        return found
