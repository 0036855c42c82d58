"""What was asked of Save Page Now, line by line in a file, so that a later run goes on from it."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from citewatch.archives.save_answers import is_job
from citewatch.errors import InputError


class Event(StrEnum):
    """What happened to a page."""

    SUBMITTED = "submitted"
    SAVED = "saved"
    REFUSED = "refused"
    PUT_OFF = "put off"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: at a time (UTC), for an address; `note` is the job, the snapshot or the reason."""

    at: datetime
    url: str
    event: Event
    note: str


class Journal:
    """A file of JSON lines that only grows. Lines that cannot be read are passed over.

    Raises InputError where the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: dict[str, Entry] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a+", encoding="utf-8") as file:
                file.seek(0)
                text = file.read()
                if text and not text.endswith("\n"):  # a run was killed while it wrote
                    file.write("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise self._unusable(error) from error
        for line in text.splitlines():
            if entry := _read(line):
                self._last[entry.url] = entry

    def last(self, url: str) -> Entry | None:
        """The latest entry of an address."""
        return self._last.get(url)

    def add(self, entry: Entry) -> None:
        """Write an entry down at once."""
        self._last[entry.url] = entry
        line = {"at": entry.at.isoformat(), "url": entry.url, "event": entry.event.value}
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(line | {'note': entry.note})}\n")
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> InputError:
        return InputError([f"{self._path}: the journal cannot be used: {error}"])


def _read(line: str) -> Entry | None:
    try:
        found = json.loads(line)
        at, url, event, note = (found[key] for key in ("at", "url", "event", "note"))
        entry = Entry(datetime.fromisoformat(at), url, Event(event), note)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if entry.at.tzinfo is None or not all(isinstance(text, str) for text in (url, note)):
        return None
    return None if entry.event is Event.SUBMITTED and not is_job(entry.note) else entry
