"""How much the history grows: 52 weekly audits of 1,000 links, over a web that changes a little.

`python bench/growth.py` prints the size of the file after audits of the year. See docs/history.md.
"""

import argparse
import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from citewatch.core.citation import Citation, Place
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.memento import plan
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted
from citewatch.core.steps import Wants
from citewatch.engine.audit import Audit
from citewatch.engine.intake import Unasked
from citewatch.engine.network import Network
from citewatch.engine.probers import Probers, asking, discreet, visiting
from citewatch.engine.session import Session
from citewatch.history.database import open_history
from citewatch.history.ledger import Ledger

KINDS = {"ok": 80, "dead": 8, "blocked": 5, "unreachable": 5, "moved": 2}
"""Of a hundred links."""

CHANGES_A_WEEK = 5
"""Links of a thousand that fare otherwise than the week before."""

DAY = date(2017, 1, 12)
"""When the author saw the sources."""

WORDS = "the of report county court police school water study data found public year rose".split()


class Moment:
    """A clock that is set by hand, and goes on a little at each look."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 5, 6, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=7)
        return self.at


class Web:
    """Answers each address as its kind does; pages have a title and some text of their own."""

    def __init__(self, clock: Moment, kinds: Mapping[str, str]) -> None:
        self._clock = clock
        self.kinds = dict(kinds)

    async def visit(self, url: str, look: int = 1) -> Visit:
        await asyncio.sleep(0)
        kind, at = self.kinds.get(url, "dead"), self._clock()
        if kind == "unreachable":
            return Visit((Hop(url, at),), failure=Failure.CONNECT_TIMEOUT)
        if kind == "moved":
            there = url.replace("/articles/", "/archive/articles/")
            end = Hop(there, at, 200, headers=_HEADERS, address="93.184.216.34", seconds=0.4)
            return Visit((Hop(url, at, 301, there, permanent=True), end), _page(url))
        status = {"ok": 200, "blocked": 403}.get(kind, 404)
        hop = Hop(url, at, status, headers=_HEADERS, address="93.184.216.34", seconds=0.4)
        return Visit((hop,), _page(url if status == 200 else f"error of {hop.url[:30]}"))

    async def online(self) -> bool:
        return True


_HEADERS = {"content-type": "text/html; charset=utf-8", "server": "nginx"}


def _page(name: str) -> Page:
    words = random.Random(name)
    text = " ".join(words.choices(WORDS, k=900))
    title = " ".join(words.choices(WORDS, k=8)).title()
    return Page("text/html", 24_000, title=title, text=text, words=900, headings=(title,))


class Archive:
    """Has a snapshot of most pages."""

    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        if hash_of(url) % 4 == 0:
            return ArchiveAnswer(ArchiveState.NONE, "The Wayback Machine has no capture of it.")
        return ArchiveAnswer(ArchiveState.FOUND, "It shows the cited page.", _snapshot(url))

    async def glimpse(self, url: str, wanted: date) -> Snapshot | None:
        return _snapshot(url)

    async def recent(self, url: str, wanted: Wanted, since: datetime) -> Snapshot | None:
        return None  # all its captures are old


def hash_of(text: str) -> int:
    return random.Random(text).getrandbits(30)


def _snapshot(url: str) -> Snapshot:
    page = _page(url)
    taken = datetime(2017, 1, 12, 3, 4, 5, tzinfo=UTC)
    address = f"https://web.archive.org/web/20170112030405/{url}"
    return Snapshot(address, taken, page.title, page.text)


def citations(links: int, hosts: int) -> tuple[list[Citation], dict[str, str]]:
    """As many citations, each with a link, and how each link fares."""
    kinds = [kind for kind, share in KINDS.items() for _ in range(share)]
    found, fares = [], {}
    for number in range(links):
        words = random.Random(number)
        title = " ".join(words.choices(WORDS, k=9)).title()
        url = (
            f"https://www.site-{number % hosts}.example/articles/{number}/{title.replace(' ', '-')}"
        )
        sentence = " ".join(words.choices(WORDS, k=18))
        text = f"Doe, Jane. “{title}.” The Paper, {url}. Accessed 12 Jan. 2017."
        place = Place("sources.yaml", number * 6 + 3)
        found.append(Citation(str(number + 1), text, (url,), DAY, supports=(sentence,), at=place))
        fares[url] = words.choice(kinds)
    return found, fares


@dataclass
class Paper:
    """A document on its way into an audit."""

    citations: list[Citation]
    source: str = "sources.yaml"
    title: str | None = "A report"
    sha256: str = "0" * 64

    @property
    def access_days(self) -> Mapping[date, int]:
        return {DAY: len(self.citations)}


async def audit(file: Path, paper: Paper, web: Web, clock: Moment) -> None:
    """One audit, over the same engine and the same history as always."""
    ledger = Ledger(open_history(file))
    session = Session(ledger, clock, _Silent(), "1", None, Unasked())
    desk = await session.begin([paper], resume=False)
    probers = Probers(discreet(visiting(web) | asking(Archive())), clock)
    wants = Wants(pause=timedelta(0), relocate=False)
    engine = Audit(desk, probers, Network(web.online), wants, lambda links: plan(links, 480, 24))
    ended = await session.run(desk, engine, asyncio.Event())
    if ended.fault is not None:
        raise ended.fault
    ledger.close().close()


class _Silent:
    def begin(self, stage: str, more: int) -> None: ...

    def step(self, stage: str, label: str) -> None: ...

    def note(self, text: str) -> None: ...


def year(file: Path, links: int, weeks: int) -> list[int]:
    """The size of the history after each week, in bytes."""
    clock, sizes = Moment(), list[int]()
    cited, fares = citations(links, max(1, links // 5))
    paper, web, dice = Paper(cited), Web(clock, fares), random.Random(7)
    for week in range(weeks):
        clock.at = datetime(2026, 1, 5, 6, tzinfo=UTC) + timedelta(weeks=week)
        for url in dice.sample(sorted(web.kinds), k=links * CHANGES_A_WEEK // 1000):
            web.kinds[url] = dice.choice([*KINDS])
        asyncio.run(audit(file, paper, web, clock))
        sizes.append(file.stat().st_size)
    return sizes


def tell_tables(file: Path) -> None:
    """What takes how much of the file."""
    connection = sqlite3.connect(file)
    rows = connection.execute(
        "SELECT name, sum(pgsize), sum(payload) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 14"
    ).fetchall()
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    for name, size, payload in rows:
        print(f"{name:<24} {size / 1e6:>7.2f} MB, {payload / 1e6:>7.2f} of it filled")
    print(f"{'free':<24} {free * 4096 / 1e6:>7.2f} MB")
    connection.close()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="How much the history grows.")
    parser.add_argument("--links", type=int, default=1_000)
    parser.add_argument("--weeks", type=int, default=52)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "history.sqlite3"
        began = time.monotonic()
        sizes = year(file, given.links, given.weeks)
        print(f"{given.weeks} audits of {given.links:,} links: {time.monotonic() - began:.0f} s")
        for week in sorted({1, 2, 4, 8, 13, 26, 39, given.weeks}):
            if week <= given.weeks:
                print(f"after {week:>3} audits {sizes[week - 1] / 1e6:>7.2f} MB")
        tell_tables(file)


if __name__ == "__main__":
    main()
