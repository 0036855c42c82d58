"""Answers of an archive kept on disk: a file for each question, readable by its user alone."""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from citewatch.archives.answer_json import from_json, moment, to_json
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Wanted

FORM = 1
"""Of the files: raised when their meaning changes, so that older ones are not read."""

LIFETIMES = {
    ArchiveState.FOUND: timedelta(days=7),
    ArchiveState.NONE: timedelta(days=1),
    ArchiveState.EXCLUDED: timedelta(days=1),
}
"""How long an answer is believed. Snapshots stay; that there is none can change every day."""

_LONGEST = 8 * 1024 * 1024
_BROKEN = (OSError, ValueError, KeyError, TypeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and when the archive gave it (UTC)."""

    at: datetime
    answer: ArchiveAnswer


class KeptAnswers:
    """The answers in `folder`, which is made when the first one is kept.

    `edition` is the program's: other rules may come to other answers. Nothing here raises: a file
    that is broken, too old or from the future is no answer, and a full disk keeps none. A file's
    modification time is when its answer ends.
    """

    def __init__(self, folder: Path, edition: str) -> None:
        self._folder = folder
        self._edition = edition
        self._swept = False

    def has(self, name: str, now: datetime) -> bool:
        """Whether there seems to be an answer, without reading it."""
        with suppress(OSError):
            return self._file(name).stat().st_mtime > now.timestamp()
        return False

    def read(self, name: str, now: datetime) -> Kept | None:
        """The answer to the question of this name, if it is still to be believed."""
        try:
            with self._file(name).open("rb") as file:
                fields = json.loads(file.read(_LONGEST))
            answer, at = from_json(fields["answer"]), moment(fields["at"])
            if fields["form"] != FORM or not at <= now < at + LIFETIMES[answer.state]:
                return None
        except _BROKEN:
            return None
        return Kept(at, answer)

    def keep(self, name: str, answer: ArchiveAnswer, at: datetime) -> None:
        """Keep an answer, at once and whole or not at all."""
        fields = {"form": FORM, "at": at.isoformat(), "answer": to_json(answer)}
        until = (at + LIFETIMES[answer.state]).timestamp()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._sweep(at)
            handle, draft = tempfile.mkstemp(suffix=".draft", dir=self._folder)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(fields, file)
                os.utime(draft, (until, until))
                Path(draft).replace(self._file(name))
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise

    def name(self, kind: str, url: str, wanted: Wanted) -> str:
        """The name of a question. Of the text that stands there today, only that there is one."""
        parts = [
            self._edition,
            kind,
            url,
            wanted.day.isoformat() if wanted.day else "",
            wanted.quote or "",
            list(wanted.supports),
            wanted.citation,
            bool(wanted.present),
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _sweep(self, now: datetime) -> None:
        """Once in a process, drop what has ended, and drafts that nobody finished."""
        if self._swept:
            return
        self._swept = True
        for file in self._folder.iterdir():
            ends = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            left = file.suffix == ".draft" and now - ends > timedelta(hours=1)
            if left or (file.suffix == ".json" and ends < now):
                file.unlink(missing_ok=True)
