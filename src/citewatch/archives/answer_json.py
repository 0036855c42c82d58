"""Answers of an archive as JSON and back. What is not in this very form is refused. Pure."""

from collections.abc import Mapping
from datetime import datetime

from citewatch.core.snapshot import ArchiveAnswer, ArchiveCall, ArchiveState, Snapshot


def to_json(answer: ArchiveAnswer) -> dict[str, object]:
    """An answer as values that JSON has."""
    return {
        "state": answer.state.value,
        "why": answer.why,
        "snapshot": None if answer.snapshot is None else _snapshot_to_json(answer.snapshot),
        "calls": [
            {
                "url": call.url,
                "at": call.at.isoformat(),
                "status": call.status,
                "meaning": call.meaning,
            }
            for call in answer.calls
        ],
    }


def from_json(value: object) -> ArchiveAnswer:
    """The answer that `to_json` wrote. Raises KeyError, TypeError or ValueError for all else."""
    fields = _object(value)
    state = ArchiveState(_text(fields["state"]))
    snapshot = None if fields["snapshot"] is None else _snapshot(_object(fields["snapshot"]))
    if (snapshot is not None) is not (state is ArchiveState.FOUND):
        raise ValueError(state)
    calls = fields["calls"]
    if not isinstance(calls, list):
        raise TypeError(calls)
    return ArchiveAnswer(
        state, _text(fields["why"]), snapshot, tuple(_call(_object(call)) for call in calls)
    )


def _snapshot_to_json(snapshot: Snapshot) -> dict[str, object]:
    return {
        "url": snapshot.url,
        "captured_at": snapshot.captured_at.isoformat(),
        "title": snapshot.title,
        "text": snapshot.text,
        "canonical": snapshot.canonical,
        "doi": snapshot.doi,
        "digest": snapshot.digest,
    }


def _snapshot(fields: Mapping[str, object]) -> Snapshot:
    return Snapshot(
        _text(fields["url"]),
        moment(fields["captured_at"]),
        _text(fields["title"]),
        _text(fields["text"]),
        _text(fields["canonical"]),
        _text(fields["doi"]),
        _text(fields["digest"]),
    )


def _call(fields: Mapping[str, object]) -> ArchiveCall:
    status = fields["status"]
    if status is not None and not isinstance(status, int):
        raise TypeError(status)
    return ArchiveCall(_text(fields["url"]), moment(fields["at"]), status, _text(fields["meaning"]))


def moment(value: object) -> datetime:
    """A moment in ISO 8601 with its offset. Raises TypeError or ValueError."""
    found = datetime.fromisoformat(_text(value))
    if found.tzinfo is None:
        raise ValueError(value)
    return found


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
