"""What an audit has found by the time that its history turns out damaged, address by address."""

import sqlite3

from msgspec import Struct

from citewatch.history import codec
from citewatch.history.courses import COLUMNS, course_of
from citewatch.history.intake import check_digest, keep_once
from citewatch.history.tasks import Stage
from citewatch.history.trouble import as_written

_FOUND = (*COLUMNS, "seen_in")
"""What the row of a link has of its finding, besides the finding itself."""

_BEYOND_ALL = 2**41
"""More than any number of an address."""


def keep_numbers_apart(connection: sqlite3.Connection) -> None:
    """Give no new address the number that an address had which could not be rescued.

    Somebody may still be at work on that one, and write down what is found under its number.
    """
    connection.execute("INSERT INTO address VALUES (?, '', '', '')", (_BEYOND_ALL,))


def take_over(old: sqlite3.Connection, new: sqlite3.Connection, audit: int) -> None:
    """Take over what is known of each address of an audit, if all of it can be read.

    In the new history, all links of the audit wait to be looked at. An address of which anything
    is lost goes on waiting: it is looked at as if nobody had.
    """
    addresses = new.execute(
        "SELECT DISTINCT a.id, a.url FROM link l JOIN address a ON a.id = l.address "
        "WHERE l.audit = ?",
        (audit,),
    ).fetchall()
    for number, url in addresses:
        address = _Address(audit, number, url)
        try:
            known = address.known(old, new)
        except sqlite3.DatabaseError:
            continue
        if known is not None:
            address.write(new, known)


class _Known(Struct, frozen=True):
    """What a history has of an address: its turn (None once it is settled), links and probes."""

    turn: sqlite3.Row | None
    links: list[sqlite3.Row]
    probes: list[sqlite3.Row]


class _Address(Struct, frozen=True):
    audit: int
    number: int
    url: str

    @as_written
    def known(self, old: sqlite3.Connection, new: sqlite3.Connection) -> _Known | None:
        """All that is known of it; None where something is missing. Raises where it is damaged."""
        row = old.execute("SELECT url FROM address WHERE id = ?", (self.number,)).fetchone()
        if row is None or row[0] != self.url:
            return None
        turn = old.execute(
            "SELECT stage, due, rank FROM work WHERE audit = ? AND address = ?",
            (self.audit, self.number),
        ).fetchone()
        if turn is not None:
            Stage(turn["stage"])
        links = self._links(old, new)
        probes = self._probes(old, self.audit)
        if turn is None and not (
            self._is_settled(old, new) and all(self._rests(one, old, new, probes) for one in links)
        ):
            return None
        return None if None in links else _Known(turn, list(filter(None, links)), probes)

    def write(self, new: sqlite3.Connection, known: _Known) -> None:
        """Write down what is known, in the place of what there was to do."""
        for probe in known.probes:
            new.execute(
                "INSERT INTO probe (audit, address, purpose, at, body) VALUES (?, ?, ?, ?, ?)",
                (self.audit, self.number, *probe),
            )
        places = ", ".join(f"{name} = ?" for name in _FOUND)
        for link in known.links:
            if link["finding"] is not None:
                new.execute(
                    "UPDATE link SET finding = "  # noqa: S608 - our own names
                    f"(SELECT id FROM finding WHERE digest = ?), {places} "
                    "WHERE audit = ? AND seq = ? AND nth = ?",
                    (
                        keep_once(new, "finding", link["body"]),
                        *(link[name] for name in _FOUND),
                        *(self.audit, link["seq"], link["nth"]),
                    ),
                )
        work = (self.audit, self.number)
        if known.turn is None:
            new.execute("DELETE FROM work WHERE audit = ? AND address = ?", work)
        else:
            new.execute(
                "UPDATE work SET stage = ?, due = ?, rank = ? WHERE audit = ? AND address = ?",
                (*known.turn, *work),
            )

    def _links(self, old: sqlite3.Connection, new: sqlite3.Connection) -> list[sqlite3.Row | None]:
        places = new.execute(
            "SELECT seq, nth FROM link WHERE address = ? AND audit = ?", (self.number, self.audit)
        ).fetchall()
        links = [
            old.execute(_LINK, (self.audit, *place, self.number)).fetchone() for place in places
        ]
        for link in links:
            if link is not None and link["finding"] is not None:
                check_digest(link["digest"], link["body"])
                found = codec.decode_outcome(link["body"]).finding
                if course_of([link[name] for name in COLUMNS]).verdict is not found.verdict:
                    return [None]
        return links

    def _is_settled(self, old: sqlite3.Connection, new: sqlite3.Connection) -> bool:
        """Whether nothing is left to do for it, as the indexes say too."""
        host, owner = new.execute(
            "SELECT host, owner FROM address WHERE id = ?", (self.number,)
        ).fetchone()
        asked = (self.audit, host, owner, self.number)
        return old.execute(_ANY_WORK, asked).fetchone() is None

    def _rests(
        self,
        link: sqlite3.Row | None,
        old: sqlite3.Connection,
        new: sqlite3.Connection,
        probes: list[sqlite3.Row],
    ) -> bool:
        """Whether a settled link has its finding, and the probes that this rests on."""
        if link is None or link["finding"] is None:
            return False
        if link["seen_in"] == self.audit:
            return bool(probes)
        before = self._probes(old, link["seen_in"])
        return len(before) == len(self._probes(new, link["seen_in"]))

    def _probes(self, history: sqlite3.Connection, audit: int) -> list[sqlite3.Row]:
        probes = history.execute(
            "SELECT purpose, at, body FROM probe WHERE address = ? AND audit = ? ORDER BY id",
            (self.number, audit),
        ).fetchall()
        for probe in probes:
            codec.decode_probe(probe["purpose"], probe["body"])
        return probes


_LINK = """
SELECT l.*, f.digest, f.body FROM link l LEFT JOIN finding f ON f.id = l.finding
WHERE l.audit = ? AND l.seq = ? AND l.nth = ? AND l.address = ?
"""

_ANY_WORK = """
SELECT 1 FROM work INDEXED BY work_by_host WHERE audit = ?1 AND host = ?2 AND address = ?4
UNION ALL
SELECT 1 FROM work INDEXED BY work_by_owner WHERE audit = ?1 AND owner = ?3 AND address = ?4
"""
"""Where the row itself is lost, its entries in the indexes may still be there."""
