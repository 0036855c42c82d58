"""`citewatch preserve` and `citewatch verify-evidence` as their users meet them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from citewatch.archives.keys import Keys
from citewatch.cli.app import app
from citewatch.core.evidence import Failure
from citewatch.core.worth_saving import Candidate
from citewatch.settings import Settings
from citewatch.usecases import preserve
from citewatch.usecases.preserving import Outcome, Preserved
from fakes import ScriptedWeb
from staged import put_in_place

GOOD, GONE = "http://good.example/a", "http://gone.example/b"
SOURCES = f"""\
citations:
  - id: "1"
    text: A living source
    links: [{GOOD}]
  - id: "2"
    text: A dead source
    links: [{GONE}]
"""


class ScriptedPreserving:
    """Says `outcome` of each address that is fit."""

    def __init__(self, outcome: Outcome, *, finishes: bool = True) -> None:
        self._outcome = outcome
        self._finishes = finishes

    async def run(
        self,
        sources: Sequence[Candidate],
        stopped: asyncio.Event,
        tell: Callable[[Preserved], None],
    ) -> bool:
        for source in sources:
            outcome = Outcome.SKIPPED if source.unfit else self._outcome
            tell(Preserved(source.url, outcome, source.unfit or "It is so.\x1b[31m"))
        return self._finishes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IA_ACCESS_KEY_ID", "open-sesame")
    monkeypatch.setenv("IA_SECRET_ACCESS_KEY", "under-the-mat")
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def stage(
    monkeypatch: pytest.MonkeyPatch, preserving: ScriptedPreserving, *, online: bool = True
) -> list[tuple[Keys, int]]:
    built: list[tuple[Keys, int]] = []

    def web(settings: Settings) -> ScriptedWeb:
        assert not settings.archive
        answer = 200 if online else Failure.DNS_UNANSWERED
        script: dict[str, list[int | Failure]] = {GOOD: [answer], GONE: [404 if online else answer]}
        return ScriptedWeb(script, online=online)

    @asynccontextmanager
    async def live_saving(keys: Keys) -> AsyncIterator[Keys]:
        yield keys

    def built_from(saving: Keys, _journal: object, days: int, *_: object) -> ScriptedPreserving:
        built.append((saving, days))
        return preserving

    put_in_place(monkeypatch, web)
    monkeypatch.setattr(preserve, "live_saving", live_saving)
    monkeypatch.setattr(preserve, "Preserving", built_from)
    return built


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["preserve", *arguments], catch_exceptions=False)


def test_each_source_has_its_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = stage(monkeypatch, ScriptedPreserving(Outcome.SAVED))
    result = run("--newer-than", "30")
    assert result.exit_code == 0
    first, second = result.stdout.splitlines()
    assert first.startswith(f"saved    {GOOD}  It is so.")
    assert second.startswith(f"skipped  {GONE}  It is not known to live (dead).")
    assert "\x1b" not in result.stdout
    assert "2 of 2 sources: 1 saved, 1 skipped." in result.stderr
    assert built == [(Keys("open-sesame", "under-the-mat"), 30)]
    assert "sesame" not in result.output
    assert "under-the-mat" not in (folder / ".citewatch" / "history.sqlite3").read_bytes().decode(
        "latin-1"
    )


@pytest.mark.parametrize(
    ("outcome", "code"),
    [(Outcome.HELD, 0), (Outcome.PENDING, 1), (Outcome.LATER, 1), (Outcome.REFUSED, 1)],
)
def test_living_sources_without_a_capture_are_findings(
    folder: Path, monkeypatch: pytest.MonkeyPatch, outcome: Outcome, code: int
) -> None:
    stage(monkeypatch, ScriptedPreserving(outcome))
    assert run().exit_code == code


def test_an_interrupted_run_says_that_it_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(monkeypatch, ScriptedPreserving(Outcome.SAVED, finishes=False))
    result = run()
    assert result.exit_code == 3
    assert "call it again to go on" in result.stderr


def test_a_machine_that_is_offline_saves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(monkeypatch, ScriptedPreserving(Outcome.SAVED), online=False)
    result = run()
    assert (result.exit_code, result.stdout) == (3, "")
    assert "offline" in result.stderr
