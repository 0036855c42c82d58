"""An audit of the history as a report, to be rendered again without asking anybody."""

import sqlite3
from functools import partial

from citewatch.core.decision import Decision
from citewatch.core.ignoring import ignoring_on
from citewatch.core.in_memory import summed_up
from citewatch.core.life import is_unknown
from citewatch.core.recognised import is_recognised
from citewatch.core.repair.decided import decided
from citewatch.core.report import CitationResult, Ending, Report, Summary
from citewatch.core.verdict import Verdict
from citewatch.history.audits import Past, verdict_counts
from citewatch.history.changes import changes
from citewatch.history.codec import decode_brief
from citewatch.history.decisions import decided_documents, decisions_about
from citewatch.history.results import StoredCitations
from citewatch.history.trend import trend


def report_of(connection: sqlite3.Connection, past: Past, *, staged: bool = False) -> Report:
    """The report of one audit; one that did not end is reported as interrupted."""
    documents = connection.execute(
        "SELECT key, source, sha256 FROM document WHERE audit = ? ORDER BY nth", (past.id,)
    ).fetchall()
    ending = past.ending or Ending.INTERRUPTED
    named = decided_documents(connection, (row["key"] for row in documents))
    known = {key: decisions_about(connection, key) for key in named}
    ignoring = ignoring_on(past.started.date(), past.preface.ignores)
    citations = StoredCitations(connection, past.id, ending, partial(_decided, known), ignoring)
    summary = _counted(connection, past.id)
    if known or ignoring.holding:
        summary = summed_up(citations.read(evidence=False), summary.uncompared)
    return Report(
        title=past.title,
        sources=tuple(row["source"] for row in documents),
        started=past.started,
        finished=past.finished or past.started,
        citations=citations,
        summary=summary,
        ending=ending,
        staged=staged,
        source_hashes=tuple(row["sha256"] for row in documents),
        changes=None if staged else changes(connection, past.id, ignoring),
        audit=past.id,
        remarks=(*ignoring.remarks, *past.preface.remarks),
        trend=() if staged else trend(connection, past.id),
    )


def _decided(
    known: dict[str, tuple[Decision, ...]], result: CitationResult, key: str
) -> CitationResult:
    return decided(result, known[key]) if key in known else result


def _counted(connection: sqlite3.Connection, audit: int) -> Summary:
    verdicts = verdict_counts(connection, audit)
    citations, unlinked = connection.execute(
        "SELECT count(*), sum(NOT EXISTS (SELECT 1 FROM link l WHERE l.audit = x.audit "
        "AND l.seq = x.seq)) FROM cited x WHERE x.audit = ?",
        (audit,),
    ).fetchone()
    unchecked, uncompared = connection.execute(
        "SELECT (SELECT count(*) FROM link WHERE audit = ?1 AND verdict IS NULL), uncompared "
        "FROM audit WHERE id = ?1",
        (audit,),
    ).fetchone()
    verdicts[Verdict.SKIPPED] += unchecked
    recognised, unknown = _known(connection, audit)
    return Summary(
        citations=citations,
        links=sum(verdicts.values()),
        verdicts=verdicts,
        unlinked=unlinked or 0,
        unchecked=unchecked,
        needy=sum(verdicts[verdict] for verdict in Verdict if verdict.needs_change),
        uncompared=uncompared,
        recognised=recognised,
        unknown=unknown,
    )


def _known(connection: sqlite3.Connection, audit: int) -> tuple[int, int]:
    """In how many `ok` links the source was recognised; of how many open ones nothing is known."""
    recognised = unknown = 0
    for number, body in connection.execute(_TOLD, (audit,)):
        found = decode_brief(body).seen
        recognised += number * (found.verdict is Verdict.OK and bool(is_recognised(found)))
        unknown += number * is_unknown(found)
    return recognised, unknown


_TOLD = """
SELECT count(*), f.body FROM link l JOIN finding f ON f.id = l.finding
WHERE l.audit = ? AND l.verdict IN ('ok', 'unreachable', 'blocked')
GROUP BY l.finding
"""
"""Findings are kept once: links that were found alike are told of together."""
