"""Stand-ins for the ports: a scripted web and a scripted archive."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime

from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.memento import Plan, plan
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


def clock() -> datetime:
    return AT


def answer(url: str, status: int = 200) -> Visit:
    page = Page(
        "text/html",
        2000,
        title="A page",
        text="Words that stand in it. " * 30,
        words=150,
        own_links=9,
        paragraphs=3,
        is_described=True,
    )
    return Visit((Hop(url, AT, status),), page)


def failed(url: str, failure: Failure) -> Visit:
    return Visit((Hop(url, AT),), failure=failure)


_FRONT_PAGE: list[int | Failure] = [200]


class ScriptedWeb:
    """Gives each address its answers in turn, the last one for ever; statuses or failures.

    Front pages live, unless the script says otherwise.
    """

    def __init__(
        self, script: Mapping[str, list[int | Failure]], *, online: bool = True, hang: str = ""
    ) -> None:
        self._script = script
        self._online = online
        self._hang = hang
        self.visits: list[str] = []
        self.looks: list[int] = []
        self._seen: dict[str, int] = defaultdict(int)

    async def visit(self, url: str, look: int = 1) -> Visit:
        self.visits.append(url)
        self.looks.append(look)
        if url == self._hang:
            await asyncio.Event().wait()
        answers = self._script.get(url, _FRONT_PAGE if url.count("/") == 3 else [])
        found = answers[min(self._seen[url], len(answers) - 1)]
        self._seen[url] += 1
        await asyncio.sleep(0)
        return failed(url, found) if isinstance(found, Failure) else answer(url, found)

    async def online(self) -> bool:
        return self._online


class ScriptedArchive:
    """Answers every question alike, and remembers them."""

    def __init__(
        self,
        state: ArchiveState = ArchiveState.NONE,
        earlier: Snapshot | None = None,
        newest: Snapshot | None = None,
    ) -> None:
        self._state = state
        self._earlier = earlier
        self._newest = newest
        self.recently: list[tuple[str, Wanted]] = []
        self.glimpsed: list[tuple[str, date]] = []
        self.asked: list[tuple[str, date | None]] = []
        self.wanted: list[Wanted] = []

    def plan(self, questions: Collection[tuple[str, Wanted]]) -> Plan:
        return plan(len(questions), 480, 24)

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        self.asked.append((url, wanted.day))
        self.wanted.append(wanted)
        return ArchiveAnswer(self._state, "It has none.")

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        self.glimpsed.append((url, wanted))
        return self._earlier

    async def recent(self, url: str, wanted: Wanted, since: datetime) -> Snapshot | None:
        self.recently.append((url, wanted))
        taken = self._newest
        return taken if taken is not None and taken.captured_at >= since else None


class CountingProgress:
    """Remembers how much each stage had to do, and what was done."""

    def __init__(self) -> None:
        self.expected: dict[str, int] = defaultdict(int)
        self.done: dict[str, int] = defaultdict(int)
        self.notes: list[str] = []

    def begin(self, stage: str, more: int) -> None:
        self.expected[stage] += more

    def step(self, stage: str, label: str) -> None:
        self.done[stage] += 1

    def note(self, text: str) -> None:
        self.notes.append(text)
