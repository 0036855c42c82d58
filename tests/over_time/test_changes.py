"""What changed, as the history counts it: right, and without reading more than it must."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from changing_world import World, cite
from citewatch.core.changes import ChangeKind
from citewatch.history import changes as told
from citewatch.history.database import open_history
from citewatch.history.tasks import Tasks

A = "http://a.example/{}"


async def test_more_than_are_shown_are_counted(tmp_path: Path) -> None:
    world, many = World(tmp_path), told.SHOWN + 20
    citations = [cite(A.format(n), number=str(n)) for n in range(many)]
    world.web.answers |= {one.links[0]: 200 for one in citations}
    await world.audit(0, *citations)
    world.web.answers |= {one.links[0]: 404 for one in citations}
    changes = (await world.audit(1, *citations)).changes
    assert changes is not None
    assert changes.counts[ChangeKind.NEW_TROUBLE] == many
    shown = changes.shown[ChangeKind.NEW_TROUBLE]
    assert [one.citation for one in shown] == [str(n) for n in range(told.SHOWN)]
    changes = (await world.audit(2)).changes
    assert changes is not None
    assert changes.counts[ChangeKind.GONE] == many


async def test_an_address_that_is_cited_less_often_is_gone_there_alone(tmp_path: Path) -> None:
    world, url = World(tmp_path), A.format(1)
    world.web.answers[url] = 200
    await world.audit(0, cite(url), cite(url, number="2"), cite(url, number="3"))
    changes = (await world.audit(1, cite(url))).changes
    assert changes is not None
    assert changes.counts[ChangeKind.GONE] == 2


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = open_history(None)
    yield opened
    opened.close()


def test_no_whole_audit_is_read_for_each_address(connection: sqlite3.Connection) -> None:
    """The key of the links begins with the audit, and has the order that is asked for."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    connection.execute("INSERT INTO address VALUES (1, 'http://a.example/', 'a.example', '')")
    Tasks(connection, 1).of(1)
    Tasks(connection, 1).without_address(9)
    connection.set_trace_callback(None)
    plans = [
        [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
        for query in asked
        if "FROM link l" in query
    ]
    assert len(plans) == 2
    for steps in plans:
        assert not [step for step in steps if step.startswith("SCAN")]
        assert [step for step in steps if "SEARCH l USING INDEX link_by_address" in step]
        assert [step for step in steps if "SEARCH b USING INDEX link_by_place" in step]
