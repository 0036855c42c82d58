"""Damage that is met in the middle of an audit costs nothing but what cannot be read any more."""

import asyncio
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from citewatch.core.citation import Citation
from citewatch.core.evidence import Visit
from citewatch.core.reasons.unchecked import UNREADABLE
from citewatch.core.report import Ending, LinkResult
from citewatch.engine import intake, stage
from citewatch.history import gaps, ledger, results
from engine_lab import Lab, Paper, links_of
from fakes import ScriptedWeb

PAGE = 4096
LINKS = 48

Harm = Callable[[bytearray], None]
Moment = Callable[[sqlite3.Connection], bool]


def overwritten(content: bytearray) -> None:
    """Every fourth page is garbage."""
    for page in range(2, len(content) // PAGE, 4):
        content[page * PAGE : (page + 1) * PAGE] = b"\xa5\x5a\xff\x00" * (PAGE // 4)


def all_overwritten(content: bytearray) -> None:
    for page in range(1, len(content) // PAGE):
        content[page * PAGE : page * PAGE + 300] = b"z" * 300


def zeroed(content: bytearray) -> None:
    for page in range(3, len(content) // PAGE, 3):
        content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def cut(content: bytearray) -> None:
    del content[len(content) // 2 :]


def without_a_header(content: bytearray) -> None:
    content[:100] = b"\x9c\x01garbage!" * 10


def a_byte_of_json(content: bytearray) -> None:
    """In one place of a finding, a citation, a probe."""
    for written in (rb'\{"finding":', rb'\{"id":"2"', rb'\[\{"purpose":', rb'\{"file":'):
        for found in list(re.finditer(written, content))[:1]:
            content[found.start()] ^= 0x20


def a_byte_of_a_word(content: bytearray) -> None:
    """A verdict in the row of a link, before the time and the word of its change."""
    for found in list(re.finditer(rb"(dead|ok).{4,9}(new|same)", content, re.DOTALL))[::3]:
        content[found.start()] ^= 0x02


def a_text_in_no_encoding(content: bytearray) -> None:
    """Of an address, where it stands before its host, and of the documents, after their keys."""
    for written in (rb"http://h7\.example/7h7\.example", rb"(?<=sources.yaml)sources.yaml"):
        for found in re.finditer(written, content):
            content[found.start()] = 0xFF


def taking_in(connection: sqlite3.Connection) -> bool:
    return bool(_one(connection, "SELECT count(*) >= 20 FROM cited WHERE audit = 2"))


def half_way(connection: sqlite3.Connection) -> bool:
    return _settled(connection) >= LINKS // 2


def nearly_done(connection: sqlite3.Connection) -> bool:
    return _settled(connection) >= LINKS - 5


def ended(connection: sqlite3.Connection) -> bool:
    return bool(_one(connection, "SELECT ending FROM audit WHERE id = 2"))


def _settled(connection: sqlite3.Connection) -> int:
    return int(
        _one(connection, "SELECT count(*) FROM link WHERE audit = 2 AND finding IS NOT NULL")
    )


def _one(connection: sqlite3.Connection, question: str) -> int:
    row = connection.execute(question).fetchone()
    return 0 if row is None or row[0] is None else row[0]


@dataclass
class Disk:
    """Does harm to a file after the first commit at which it is the moment."""

    file: Path
    harm: Harm
    moment: Moment
    after: bytes = b""
    commits: Callable[[sqlite3.Connection], None] = field(default=ledger._commit)

    def __call__(self, connection: sqlite3.Connection) -> None:
        self.commits(connection)
        if not self.after and self.moment(connection):
            self.strike(connection)

    def strike(self, connection: sqlite3.Connection) -> None:
        """All that was written is in the file by now, and nothing of it in anybody's memory."""
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        content = bytearray(self.file.read_bytes())
        self.harm(content)
        assert content != self.file.read_bytes()
        self.after = bytes(content)
        self.file.write_bytes(content)
        connection.execute("PRAGMA cache_size = 0")
        connection.execute("PRAGMA shrink_memory")


def documents() -> list[Paper]:
    """A page, then a page that is gone, and so on; and some links that nobody is asked about."""
    cited = [Citation(str(n), f"Source {n}" * 20, (url(n),)) for n in range(LINKS)]
    mails = [Citation(f"m{n}", "", (f"mailto:a{n}@example.org",)) for n in range(10)]
    return [Paper(cited), Paper(mails, source="other.yaml")]


def url(number: int) -> str:
    return f"http://h{number % 20}.example/{number}"


def expected() -> list[tuple[str, str]]:
    found = [(url(n), "dead" if n % 2 else "ok") for n in range(LINKS)]
    return found + [(f"mailto:a{n}@example.org", "skipped") for n in range(10)]


def verdicts(links: list[LinkResult]) -> list[tuple[str, str]]:
    return [(link.url, link.finding.verdict.value) for link in links]


def scripted() -> ScriptedWeb:
    return ScriptedWeb({url(n): [404 if n % 2 else 200] for n in range(LINKS)})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every write is committed at once, and little is read or written at a time."""
    monkeypatch.setattr(ledger, "COMMIT_EVERY", 0.0)
    monkeypatch.setattr(ledger, "BREATH", 0.0)
    monkeypatch.setattr(ledger, "HAND_OVER_EVERY", 0.005)
    monkeypatch.setattr(stage, "GATHER", 0.005)
    monkeypatch.setattr(intake, "_BATCH", 5)
    monkeypatch.setattr(results, "_BATCH", 5)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A history with one audit of the documents."""
    file = tmp_path_factory.mktemp("sound") / "history.sqlite3"
    with ThreadPoolExecutor(1) as apart:  # these tests have a loop of their own
        apart.submit(asyncio.run, _audit_before(file)).result()
    return file.read_bytes()


async def _audit_before(file: Path) -> None:
    lab = Lab(scripted(), history=file)
    await lab.audit(papers=documents())
    assert lab.held is not None
    lab.held.close()


def all_is_told(lab: Lab, links: list[LinkResult], disk: Disk) -> None:
    """Each link has its finding and what it rests on, once; the file is as the damage left it."""
    assert lab.ended is not None
    assert (lab.ended.ending, lab.ended.fault) == (Ending.COMPLETE, None)
    assert verdicts(links) == expected()
    for link in links[:LINKS]:
        asked = [probe.question for probe in link.probes]
        assert asked
        assert len(asked) == len(set(asked)), link.url
    assert lab.held is not None
    assert lab.held.trouble.startswith(f"{disk.file}: is damaged (")
    assert "it was left as it is" in lab.held.trouble
    lab.held.close()
    assert disk.after
    assert disk.file.read_bytes() == disk.after


MOMENTS = [taking_in, half_way, nearly_done, ended]
HARMS = [
    overwritten, all_overwritten, zeroed, cut, without_a_header, a_byte_of_json,
    a_byte_of_a_word, a_text_in_no_encoding,
]  # fmt: skip


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("harm", HARMS)
async def test_whatever_is_damaged_and_when_every_link_gets_its_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: bytes, harm: Harm, moment: Moment
) -> None:
    file = tmp_path / "history.sqlite3"
    file.write_bytes(sound)
    disk = Disk(file, harm, moment)
    monkeypatch.setattr(ledger, "_commit", disk)
    web = scripted()
    lab = Lab(web, history=file)
    links = links_of(await lab.audit(papers=documents()))
    all_is_told(lab, links, disk)


@pytest.mark.usefixtures("quick")
async def test_nobody_is_asked_again_whose_answers_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: bytes
) -> None:
    """One page of a living source has become unreadable; its audit had ended."""
    file = tmp_path / "history.sqlite3"
    file.write_bytes(sound)

    def harm(content: bytearray) -> None:
        for found in re.finditer(rb'"url":"http://h4\.example/4"', content):
            content[found.start()] = ord("[")

    disk = Disk(file, harm, ended)
    monkeypatch.setattr(ledger, "_commit", disk)
    web = scripted()
    lab = Lab(web, history=file)
    links = links_of(await lab.audit(papers=documents()))
    all_is_told(lab, links, disk)
    asked = Counter(one for one in web.visits if not one.endswith(".example/"))
    assert asked.pop(url(4)) == 2
    assert asked == Counter({url(n): 1 + n % 2 for n in range(LINKS) if n != 4})


@pytest.mark.usefixtures("quick")
async def test_what_was_found_before_still_counts_where_it_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: bytes
) -> None:
    file = tmp_path / "history.sqlite3"
    file.write_bytes(sound)
    disk = Disk(file, a_byte_of_json, half_way)
    monkeypatch.setattr(ledger, "_commit", disk)
    lab = Lab(scripted(), history=file)
    links = links_of(await lab.audit(papers=documents()))
    all_is_told(lab, links, disk)
    audits = [link.course.audits for link in links if link.course]
    assert len(audits) == LINKS + 10
    assert audits.count(2) >= LINKS + 8


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("harm", [overwritten, all_overwritten, cut, without_a_header])
async def test_damage_while_the_report_is_written_leaves_no_link_out_and_says_what_is_lost(
    tmp_path: Path, sound: bytes, harm: Harm
) -> None:
    file = tmp_path / "history.sqlite3"
    file.write_bytes(sound)
    lab = Lab(scripted(), history=file)
    report = await lab.audit(papers=documents())
    assert lab.held is not None
    assert not lab.held.trouble
    disk = Disk(file, harm, ended)
    links: list[LinkResult] = []
    for result in report.citations.read():
        links += result.links
        if len(links) == 12:
            disk.strike(lab.held.connection)
    assert [link.url for link in links] == [url for url, _ in expected()]
    lost = [link.url for link in links if link.finding.reason == UNREADABLE]
    assert 0 < len(lost) <= lab.held.lost
    assert not set(lost) & {url for url, _ in expected()[:12]}
    assert [one for one in verdicts(links) if one[0] not in lost] == [
        one for one in expected() if one[0] not in lost
    ]
    assert f"{file}: is damaged (" in lab.held.trouble
    assert f"may lack what was found of {lab.held.lost} links" in lab.held.trouble
    again = links_of(report)
    assert verdicts(again)[LINKS:] == expected()[LINKS:]
    assert len(again) == len(links)
    lab.held.close()
    assert file.read_bytes() == disk.after


async def test_a_file_that_was_replaced_is_said_to_be_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: bytes
) -> None:
    file = tmp_path / "history.sqlite3"
    web = scripted()
    visit = web.visit

    async def visit_and_replace(address: str, look: int = 1) -> Visit:
        if not web.visits:
            (tmp_path / "other").write_bytes(sound)
            (tmp_path / "other").replace(file)
        return await visit(address, look)

    monkeypatch.setattr(web, "visit", visit_and_replace)
    lab = Lab(web, history=file)
    assert verdicts(links_of(await lab.audit(papers=documents()))) == expected()
    assert lab.held is not None
    assert f"{file}: is damaged (it was replaced by another)" in lab.held.trouble
    lab.held.close()
    assert file.read_bytes() == sound


@pytest.mark.parametrize("harm", [without_a_header, cut])
async def test_damage_that_nobody_met_is_seen_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: bytes, harm: Harm
) -> None:
    """All that the audit needs of the file it has in memory."""
    file = tmp_path / "history.sqlite3"
    file.write_bytes(sound)
    web = scripted()
    visit = web.visit

    async def visit_and_harm(address: str, look: int = 1) -> Visit:
        if not web.visits:
            content = bytearray(file.read_bytes())
            harm(content)
            file.write_bytes(content)
        return await visit(address, look)

    monkeypatch.setattr(web, "visit", visit_and_harm)
    lab = Lab(web, history=file)
    assert verdicts(links_of(await lab.audit(papers=documents()))) == expected()
    assert lab.held is not None
    assert f"{file}: is damaged (" in lab.held.trouble
    after = file.read_bytes()
    lab.held.close()
    assert file.read_bytes() == after


def test_what_can_be_read_is_found_before_between_and_behind_gaps() -> None:
    rows = {key: {"id": key} for key in range(0, 3000, 3)}
    lost = [range(30, 31), range(300, 420), range(2000, 2900)]

    def select(low: int) -> Iterator[dict[str, int]]:
        for key, row in rows.items():
            if key >= low:
                if any(key in gap for gap in lost):
                    raise sqlite3.DatabaseError
                yield row
                if key == 1500:
                    yield rows[0]  # a page that leads back

    class Cursor:
        def __init__(self, low: int) -> None:
            self._rows = select(low)

        def __iter__(self) -> Iterator[dict[str, int]]:
            return self._rows

        def fetchone(self) -> dict[str, int] | None:
            return next(self._rows, None)

    found = {row["id"] for row in gaps.readable(Cursor, ("id",))}  # type: ignore[arg-type]
    assert found == {key for key in rows if not any(key in gap for gap in lost)}
