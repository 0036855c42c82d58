"""Answers kept on disk: for how long, which, and what a broken file does."""

import json
import os
import stat
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from citewatch.archives.cache import CachedArchive
from citewatch.archives.kept_answers import KeptAnswers
from citewatch.core.memento import Plan, plan
from citewatch.core.snapshot import ArchiveAnswer, ArchiveCall, ArchiveState, Snapshot, Wanted

URL = "http://example.org/report"
WANTED = Wanted(date(2017, 1, 15), "some words", ("A sentence.",), "Doe, “A report”.")
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
CALL = ArchiveCall("https://archive.example/web/2017id_/x", AT, 200, "It is a real page.")
SNAPSHOT = Snapshot("https://archive.example/web/2017/x", AT, "A title", "A text — long.")
FOUND = ArchiveAnswer(ArchiveState.FOUND, "Captured.", SNAPSHOT, (CALL,))
NONE = ArchiveAnswer(ArchiveState.NONE, "It has none.", calls=(CALL,))
EXCLUDED = ArchiveAnswer(ArchiveState.EXCLUDED, "It may not.", calls=(CALL,))
UNKNOWN = ArchiveAnswer(ArchiveState.UNKNOWN, "It was down.")
PARTIAL = ArchiveAnswer(ArchiveState.FOUND, "Captured.", SNAPSHOT, complete=False)


@dataclass
class Archive:
    answer: ArchiveAnswer
    asked: list[tuple[str, Wanted]] = field(default_factory=list)
    glimpsed: int = 0

    def plan(self, questions: Collection[tuple[str, Wanted]]) -> Plan:
        return plan(len(questions), 480, 24)

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        self.asked.append((url, wanted))
        return self.answer

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        self.glimpsed += 1
        return self.answer.snapshot


class Bench:
    """A folder of answers, read by a new process at every audit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "answers"
        self.now = AT
        self.edition = "1"

    def audit(self, answer: ArchiveAnswer) -> tuple[CachedArchive, Archive]:
        archive = Archive(answer)
        kept = KeptAnswers(self.folder, self.edition)
        return CachedArchive(archive, kept, lambda: self.now), archive

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir()) if self.folder.exists() else []

    async def is_asked_again(self, first: ArchiveAnswer, wanted: Wanted = WANTED) -> bool:
        await self.audit(first)[0].find(URL, WANTED)
        cached, archive = self.audit(NONE)
        await cached.find(URL, wanted)
        return bool(archive.asked)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.mark.parametrize("answer", [FOUND, NONE, EXCLUDED])
async def test_an_answer_is_given_again_by_the_next_audit_and_says_so(
    bench: Bench, answer: ArchiveAnswer
) -> None:
    assert await bench.audit(answer)[0].find(URL, WANTED) == answer
    bench.now += timedelta(hours=23)
    cached, archive = bench.audit(UNKNOWN)
    again = await cached.find(URL, WANTED)
    assert (again.state, again.snapshot, again.calls) == (
        answer.state,
        answer.snapshot,
        answer.calls,
    )
    assert again.why == (
        f"{answer.why} The archive said so on 1 November 2026; its answer was kept."
    )
    assert not archive.asked


@pytest.mark.parametrize("answer", [UNKNOWN, PARTIAL])
async def test_an_archive_that_left_a_question_open_is_asked_again(
    bench: Bench, answer: ArchiveAnswer
) -> None:
    assert await bench.is_asked_again(answer)


@pytest.mark.parametrize(
    ("answer", "days"), [(FOUND, 7), (NONE, 1), (EXCLUDED, 1)], ids=["found", "none", "excluded"]
)
async def test_an_answer_is_believed_for_its_time(
    bench: Bench, answer: ArchiveAnswer, days: int
) -> None:
    await bench.audit(answer)[0].find(URL, WANTED)
    asked = []
    for left in (timedelta(seconds=1), timedelta(0)):
        bench.now = AT + timedelta(days) - left
        cached, archive = bench.audit(UNKNOWN)
        await cached.find(URL, WANTED)
        asked.append(bool(archive.asked))
    assert asked == [False, True]


async def test_an_answer_from_the_future_is_not_believed(bench: Bench) -> None:
    await bench.audit(FOUND)[0].find(URL, WANTED)
    bench.now -= timedelta(days=1)
    cached, archive = bench.audit(UNKNOWN)
    await cached.find(URL, WANTED)
    assert archive.asked


@pytest.mark.parametrize(
    "other",
    [
        Wanted(date(2017, 1, 16), WANTED.quote, WANTED.supports, WANTED.citation),
        Wanted(WANTED.day, "other words", WANTED.supports, WANTED.citation),
        Wanted(WANTED.day, WANTED.quote, ("Another.",), WANTED.citation),
        Wanted(WANTED.day, WANTED.quote, WANTED.supports, "Roe, “Another”."),
        Wanted(WANTED.day, WANTED.quote, WANTED.supports, WANTED.citation, "What is there now."),
    ],
)
async def test_another_question_about_the_same_address_is_asked(
    bench: Bench, other: Wanted
) -> None:
    assert await bench.is_asked_again(FOUND, other)


async def test_another_edition_of_the_program_asks_anew(bench: Bench) -> None:
    await bench.audit(FOUND)[0].find(URL, WANTED)
    bench.edition = "2"
    cached, archive = bench.audit(FOUND)
    await cached.find(URL, WANTED)
    assert archive.asked


def _broken(fields: dict[str, object], *path: str, value: object) -> bytes:
    place = fields
    for name in path[:-1]:
        inner = place[name]
        assert isinstance(inner, dict)
        place = inner
    place[path[-1]] = value
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("form",), 0),
        (("at",), "yesterday"),
        (("at",), "2026-11-01T09:00:00"),
        (("answer",), []),
        (("answer", "state"), "perhaps"),
        (("answer", "state"), "none"),
        (("answer", "snapshot"), None),
        (("answer", "snapshot", "url"), 7),
        (("answer", "snapshot", "captured_at"), None),
        (("answer", "calls"), "many"),
        (("answer", "why"), {}),
    ],
)
async def test_a_file_of_another_form_is_no_answer(
    bench: Bench, path: tuple[str, ...], value: object
) -> None:
    await bench.audit(FOUND)[0].find(URL, WANTED)
    (file,) = bench.files
    file.write_bytes(_broken(json.loads(file.read_text()), *path, value=value))
    cached, archive = bench.audit(FOUND)
    assert (await cached.find(URL, WANTED)).state is ArchiveState.FOUND
    assert archive.asked


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null"])
async def test_a_broken_file_is_no_answer_and_is_mended(bench: Bench, content: bytes) -> None:
    await bench.audit(FOUND)[0].find(URL, WANTED)
    (file,) = bench.files
    file.write_bytes(content)
    assert (await bench.audit(NONE)[0].find(URL, WANTED)).why == NONE.why
    cached, archive = bench.audit(UNKNOWN)
    assert (await cached.find(URL, WANTED)).state is ArchiveState.NONE
    assert not archive.asked


async def test_a_folder_that_cannot_be_written_costs_only_the_keeping(bench: Bench) -> None:
    bench.folder.write_text("no folder")
    assert await bench.audit(FOUND)[0].find(URL, WANTED) == FOUND


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
async def test_what_is_kept_is_its_users_alone(bench: Bench) -> None:
    await bench.audit(FOUND)[0].find(URL, WANTED)
    (file,) = bench.files
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(bench.folder.stat().st_mode) == 0o700


async def test_answers_that_ended_are_swept_away(bench: Bench) -> None:
    await bench.audit(NONE)[0].find(URL, WANTED)
    await bench.audit(FOUND)[0].find(f"{URL}/2", WANTED)
    bench.now += timedelta(days=2)
    await bench.audit(FOUND)[0].find(f"{URL}/3", WANTED)
    assert len(bench.files) == 2


async def test_snapshots_to_compare_with_are_kept_and_their_absence_is_not(bench: Bench) -> None:
    day = date(2017, 1, 15)
    assert await bench.audit(UNKNOWN)[0].glimpse(URL, day) is None
    assert await bench.audit(FOUND)[0].glimpse(URL, day) == SNAPSHOT
    cached, archive = bench.audit(UNKNOWN)
    assert await cached.glimpse(URL, day) == SNAPSHOT
    assert not archive.glimpsed


async def test_the_plan_is_for_what_is_still_to_be_asked(bench: Bench) -> None:
    cached, _ = bench.audit(FOUND)
    questions = [(URL, WANTED), (f"{URL}/2", WANTED), (f"{URL}/3", WANTED)]
    assert cached.plan(questions).links == 3
    await cached.find(URL, WANTED)
    assert cached.plan(questions).links == 2
    bench.now += timedelta(days=8)
    assert cached.plan(questions).links == 3
