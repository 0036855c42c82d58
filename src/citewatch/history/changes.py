"""What changed since the audit before, document by document."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from citewatch.core.changes import Changed, ChangeKind, Changes
from citewatch.core.ignoring import HEARING_ALL, Found, Ignoring
from citewatch.core.verdict import Verdict
from citewatch.history import codec
from citewatch.history.trouble import as_written

SHOWN = 100
"""Links of each kind that are told one by one."""

_ALL = -1
"""No limit, in SQL."""

_FINE = "('ok', 'skipped')"

_KINDS = {
    ChangeKind.NEW_TROUBLE: f"""
        l.verdict NOT IN {_FINE}
        AND (l.change = 'new' OR (l.change = 'worse' AND l.verdict_before IN {_FINE}))""",
    ChangeKind.WORSE: f"l.change = 'worse' AND l.verdict_before NOT IN {_FINE}",
    ChangeKind.BACK: """
        l.change = 'better' AND l.verdict IN ('ok', 'moved')
        AND l.verdict_before NOT IN ('skipped', 'moved')""",
    ChangeKind.BETTER: """
        l.change = 'better' AND l.verdict_before <> 'skipped'
        AND NOT (l.verdict IN ('ok', 'moved') AND l.verdict_before <> 'moved')""",
}

_OF_NOW = """
FROM link l
WHERE l.audit = ? AND {which}
"""

_GONE = """
FROM document d
JOIN link b ON b.audit = d.before AND b.document = d.before_nth
WHERE d.audit = ?1 AND NOT EXISTS (
  SELECT 1 FROM link l WHERE l.audit = ?1 AND l.document = d.nth
  AND l.place = b.place AND l.nth_there = b.nth_there)
"""


@as_written
def changes(
    connection: sqlite3.Connection, audit: int, ignoring: Ignoring = HEARING_ALL
) -> Changes:
    """What became of the links of an audit since the last whole audit of their documents.

    Of those that are ignored, nothing is told.
    """
    before = connection.execute(
        "SELECT max(a.started) FROM document d JOIN audit a ON a.id = d.before WHERE d.audit = ?",
        (audit,),
    ).fetchone()[0]
    if before is None:
        return Changes(None)
    counts, shown = {}, {}
    for kind, which in _KINDS.items():
        of_kind = _OF_NOW.format(which=which)
        counts[kind], shown[kind] = _told(connection, of_kind, audit, ignoring)
    counts[ChangeKind.GONE] = _count(connection, _GONE, audit)
    shown[ChangeKind.GONE] = tuple(_gone(connection, audit))
    return Changes(
        datetime.fromtimestamp(before, UTC), counts, shown, newly_unlinked(connection, audit)
    )


def _count(connection: sqlite3.Connection, which: str, audit: int) -> int:
    row = connection.execute(f"SELECT count(*) {which}", (audit,)).fetchone()
    return int(row[0])


def _told(
    connection: sqlite3.Connection, which: str, audit: int, ignoring: Ignoring
) -> tuple[int, tuple[Changed, ...]]:
    """How many links changed so, and the first of them."""
    if not ignoring.holding:
        now = _now(connection, which, audit, SHOWN)
        return _count(connection, which, audit), tuple(changed for _, changed in now)
    now = _now(connection, which, audit, _ALL)
    heard = [changed for source, changed in now if ignoring.of(_found(source, changed)) is None]
    return len(heard), tuple(heard[:SHOWN])


def _found(source: str, changed: Changed) -> Found:
    assert changed.now is not None
    assert changed.finding is not None
    reason = changed.finding.reason.id
    return Found(source, changed.citation, changed.url, changed.now, reason)


def _now(
    connection: sqlite3.Connection, which: str, audit: int, at_most: int
) -> Iterator[tuple[str, Changed]]:
    """Links that changed, each with its document."""
    rows = connection.execute(
        "SELECT l.nth, l.verdict, l.verdict_before, "  # noqa: S608 - our own words
        "(SELECT c.body FROM cited x JOIN citation c ON c.id = x.citation "
        "WHERE x.audit = l.audit AND x.seq = l.seq) AS citation, "
        "(SELECT d.source FROM document d "
        "WHERE d.audit = l.audit AND d.nth = l.document) AS source, "
        "(SELECT f.body FROM finding f WHERE f.id = l.finding) AS outcome "
        f"{which} ORDER BY l.seq, l.nth LIMIT ?",
        (audit, at_most),
    ).fetchall()
    return ((row["source"], _changed(row)) for row in rows)


@as_written
def _changed(row: sqlite3.Row) -> Changed:
    citation = codec.decode_citation(row["citation"])
    before = row["verdict_before"]
    return Changed(
        citation.id,
        citation.links[row["nth"]],
        Verdict(before) if before else None,
        Verdict(row["verdict"]),
        codec.decode_outcome(row["outcome"]).finding,
    )


def _gone(connection: sqlite3.Connection, audit: int) -> Iterator[Changed]:
    rows = connection.execute(
        "SELECT b.nth, b.verdict, "  # noqa: S608 - our own words
        "(SELECT c.body FROM cited x JOIN citation c ON c.id = x.citation "
        "WHERE x.audit = b.audit AND x.seq = b.seq) AS citation "
        f"{_GONE} ORDER BY b.seq, b.nth LIMIT {SHOWN}",
        (audit,),
    ).fetchall()
    return map(_lost, rows)


@as_written
def _lost(row: sqlite3.Row) -> Changed:
    citation = codec.decode_citation(row["citation"])
    before = Verdict(row["verdict"]) if row["verdict"] else None
    return Changed(citation.id, citation.links[row["nth"]], before, None)


_UNLINKED_NOW = """
SELECT x.document, c.body FROM cited x JOIN citation c ON c.id = x.citation
WHERE x.audit = ?1 AND NOT EXISTS (
  SELECT 1 FROM link l WHERE l.audit = x.audit AND l.seq = x.seq)
"""

_UNLINKED_BEFORE = """
SELECT d.nth, c.body FROM document d
JOIN cited x ON x.audit = d.before AND x.document = d.before_nth
JOIN citation c ON c.id = x.citation
WHERE d.audit = ?1 AND NOT EXISTS (
  SELECT 1 FROM link l WHERE l.audit = x.audit AND l.seq = x.seq)
"""


def newly_unlinked(connection: sqlite3.Connection, audit: int) -> int:
    """How many citations have no link, and were not there in the audit before or had one.

    One is known again by its text whatever its number is now, or else by its number.
    """
    now = _unlinked(connection, _UNLINKED_NOW, audit)
    before = _unlinked(connection, _UNLINKED_BEFORE, audit) if now else Counter[_Unlinked]()
    new, gone = now - before, before - now
    for part in (_text, _number):
        new, gone = _unmatched(new, gone, part), _unmatched(gone, new, part)
    return new.total()


_Unlinked = tuple[int, str, str]
"""A citation without a link: the number of its document, its own number, its text."""


def _unlinked(connection: sqlite3.Connection, which: str, audit: int) -> Counter[_Unlinked]:
    rows = connection.execute(which, (audit,))
    read = ((row[0], codec.decode_citation(row[1])) for row in rows)
    return Counter((document, citation.id, citation.text) for document, citation in read)


def _text(one: _Unlinked) -> tuple[int, str]:
    return one[0], one[2]


def _number(one: _Unlinked) -> tuple[int, str]:
    return one[0], one[1]


def _unmatched(
    some: Counter[_Unlinked],
    others: Counter[_Unlinked],
    part: Callable[[_Unlinked], tuple[int, str]],
) -> Counter[_Unlinked]:
    """Those of `some` that have no partner of their own among `others` with the same part."""
    partners = Counter(part(one) for one in others.elements())
    left: Counter[_Unlinked] = Counter()
    for one in some.elements():
        if partners[part(one)]:
            partners[part(one)] -= 1
        else:
            left[one] += 1
    return left
