"""Where the cited addresses of one audit end, held against each other."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from citewatch.core.company import Company, Fellow, is_identified, is_titled
from citewatch.core.probe import Purpose
from citewatch.core.urls import same_place_key
from citewatch.history import codec

FELLOWS_KEPT = 20
TEXTS_KEPT = 5
TEXT_KEPT = 1_000
"""Fellows of one page, texts of one fellow, and characters of one text: more change nothing, since
one other source is enough."""

_LED_ON = """
SELECT p.address, a.url, p.body FROM probe p INDEXED BY probe_by_audit
JOIN address a ON a.id = p.address
WHERE p.audit = ? AND p.purpose = ? AND instr(p.body, CAST('"target"' AS BLOB)) > 0
ORDER BY p.id
"""
"""Looks that were sent on: of all others, nothing is read."""

_CITING = """
SELECT c.body, f.body FROM link l INDEXED BY link_by_address
JOIN cited x ON x.audit = l.audit AND x.seq = l.seq
JOIN citation c ON c.id = x.citation
LEFT JOIN finding f ON f.id = l.finding
WHERE l.address = ? AND l.audit = ? ORDER BY l.seq, l.nth LIMIT 20
"""


class Companies:
    """The pages at which several cited addresses of one audit end, each by `same_place_key`."""

    def __init__(self, shared: Mapping[str, Company]) -> None:
        self._shared = shared

    def at(self, end: str) -> Company:
        """All that end at an address, or that nothing else does."""
        return self._shared.get(same_place_key(end), Company(()))


def companies(connection: sqlite3.Connection, audit: int) -> Companies:
    """What the looks of an audit show by now."""
    ends = _ends(connection, audit)
    by_end: dict[str, dict[str, int]] = defaultdict(dict)
    for number, (start, end) in ends.items():
        by_end[end].setdefault(start, number)
    shared = {end: starts for end, starts in by_end.items() if len(starts) > 1}
    if not shared:
        return Companies({})
    cited = _cited_among(connection, audit, shared)
    return Companies(
        {
            end: Company(tuple(_fellows(connection, audit, starts.values())), end in cited)
            for end, starts in shared.items()
        }
    )


def _ends(connection: sqlite3.Connection, audit: int) -> dict[int, tuple[str, str]]:
    """Where each address that was sent on starts and ends, by its last look."""
    ends: dict[int, tuple[str, str]] = {}
    rows = connection.execute(_LED_ON, (audit, Purpose.LOOK.value))
    for number, url, body in rows:
        visit = codec.decode_probe(Purpose.LOOK.value, body).visit
        if visit is None or visit.failure is not None or visit.final_url is None:
            ends.pop(number, None)
            continue
        start, end = same_place_key(url), same_place_key(visit.final_url)
        if start != end:
            ends[number] = start, end
    return ends


def _cited_among(connection: sqlite3.Connection, audit: int, ends: Iterable[str]) -> frozenset[str]:
    """Which of these pages are cited themselves."""
    rows = connection.execute(
        "SELECT DISTINCT a.url FROM link l JOIN address a ON a.id = l.address WHERE l.audit = ?",
        (audit,),
    )
    return frozenset({same_place_key(row[0]) for row in rows} & set(ends))


def _fellows(
    connection: sqlite3.Connection, audit: int, numbers: Iterable[int]
) -> Iterator[Fellow]:
    for number in sorted(numbers)[:FELLOWS_KEPT]:
        row = connection.execute("SELECT url FROM address WHERE id = ?", (number,)).fetchone()
        citing = connection.execute(_CITING, (number, audit)).fetchall()
        texts = dict.fromkeys(codec.decode_citation(body).text[:TEXT_KEPT] for body, _ in citing)
        found = [codec.decode_outcome(body).finding for _, body in citing if body is not None]
        yield Fellow(
            row[0],
            tuple(texts)[:TEXTS_KEPT],
            identified=any(map(is_identified, found)),
            titled=any(map(is_titled, found)),
        )
