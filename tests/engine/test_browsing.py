"""Whole audits in which a browser looks once more."""

from pathlib import Path

from citewatch.core.citation import Citation
from citewatch.core.decisive import last_status
from citewatch.core.evidence import Failure, Hop, Page, Visit
from citewatch.core.probe import Purpose
from citewatch.core.snapshot import ArchiveState
from citewatch.core.verdict import Verdict
from engine_lab import Lab, links_of
from fakes import AT, ScriptedArchive, ScriptedWeb

WALLED, FINE, GONE = "http://a.example/x", "http://b.example/x", "http://c.example/x"
CITED = Citation("1", "Three sources", (WALLED, FINE, GONE))
SCRIPT: dict[str, list[int | Failure]] = {WALLED: [403], FINE: [200], GONE: [404]}
PROSE = "Words that stand in it. " * 30


class ScriptedBrowser:
    """Shows each page in turn, the last one for ever; remembers what it was asked for."""

    def __init__(self, *pages: tuple[int, str]) -> None:
        self._pages = pages
        self.looks: list[tuple[str, int]] = []

    async def visit(self, url: str, look: int = 1) -> Visit:
        self.looks.append((url, look))
        status, title = self._pages[min(len(self.looks), len(self._pages)) - 1]
        text = PROSE if status == 200 else "There is none."
        page = Page("text/html", 2000, title=title, text=text, words=len(text.split()))
        return Visit((Hop(url, AT, status),), page)


async def test_a_browser_looks_where_a_wall_stands_and_nowhere_else() -> None:
    browser = ScriptedBrowser((200, "A page"))
    walled, fine, gone = links_of(await Lab(ScriptedWeb(SCRIPT), browser=browser).audit(CITED))
    assert browser.looks == [(WALLED, 1)]
    assert [link.finding.verdict for link in (walled, fine, gone)] == [
        Verdict.OK,
        Verdict.OK,
        Verdict.DEAD,
    ]
    assert [probe.purpose for probe in walled.probes] == [Purpose.LOOK, Purpose.BROWSER]
    assert last_status(walled.probes) == 200


async def test_without_a_browser_a_wall_stays_one() -> None:
    walled, *_ = links_of(await Lab(ScriptedWeb(SCRIPT)).audit(CITED))
    assert walled.finding.verdict is Verdict.BLOCKED


async def test_what_a_browser_sees_gone_is_asked_for_once_more() -> None:
    browser = ScriptedBrowser((404, "No such page"), (404, "No such page"), (200, "A site"))
    archive = ScriptedArchive(ArchiveState.NONE)
    lab = Lab(ScriptedWeb(SCRIPT), archive, browser=browser)
    walled, *_ = links_of(await lab.audit(CITED))
    assert browser.looks == [(WALLED, 1), (WALLED, 2), ("http://a.example/", 1)]
    assert walled.finding.verdict is Verdict.DEAD
    assert WALLED in [url for url, _ in archive.asked]


async def test_an_audit_that_is_taken_up_again_shows_the_browser_nothing_twice(
    tmp_path: Path,
) -> None:
    history = tmp_path / "history.sqlite3"
    browser = ScriptedBrowser((200, "A page"))
    report = await Lab(ScriptedWeb(SCRIPT), browser=browser, history=history).audit(CITED)
    again = await Lab(ScriptedWeb(SCRIPT), history=history).audit(CITED, resume=True)
    assert [link.finding.verdict for link in links_of(again)][1:] == [
        link.finding.verdict for link in links_of(report)
    ][1:]
    assert browser.looks == [(WALLED, 1)]
