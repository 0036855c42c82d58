"""`citewatch audit` as its users meet it: what goes where, and which exit code comes back."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from citewatch.cli.app import app
from citewatch.core.evidence import Failure
from citewatch.settings import Settings
from fakes import ScriptedArchive, ScriptedWeb
from staged import put_in_place

GOOD, GONE, SHY = "http://good.example/a", "http://gone.example/b", "http://shy.example/c"

SOURCES = f"""\
title: A report
citations:
  - id: "1"
    text: A living source
    links: [{GOOD}]
  - id: "2"
    text: A dead source
    links: [{GONE}]
  - id: "3"
    text: A shy source
    links: [{SHY}]
"""


def stage(
    monkeypatch: pytest.MonkeyPatch,
    script: Mapping[str, list[int | Failure]],
    *,
    online: bool = True,
) -> list[Settings]:
    """Put a scripted web in the place of the real one; the settings it was built with come back."""
    given: list[Settings] = []

    def web(settings: Settings) -> ScriptedWeb:
        given.append(settings)
        return ScriptedWeb(script, online=online)

    put_in_place(monkeypatch, web, lambda _: ScriptedArchive())
    return given


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["audit", *arguments], catch_exceptions=False)


def test_findings_make_exit_code_1_and_leave_an_audit_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(monkeypatch, {GOOD: [200], GONE: [404], SHY: [403]})
    result = run()
    assert result.exit_code == 1
    assert "gone.example" in result.stdout
    assert "audit-2026-01-05.md" in result.stderr
    kept = (folder / "reports" / "audit-2026-01-05.md").read_text(encoding="utf-8")
    assert "gone.example" in kept


def test_a_blocked_source_is_no_finding(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage(monkeypatch, {GOOD: [200], GONE: [200], SHY: [403]})
    assert run().exit_code == 0
    assert run("--fail-on", "blocked").exit_code == 1
    assert run("--fail-on", "never").exit_code == 0


def test_json_alone_stands_on_standard_output(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(monkeypatch, {GOOD: [200], GONE: [404], SHY: [403]})
    report = json.loads(run("--format", "json").stdout)
    assert [c["verdict"] for c in report["citations"]] == ["ok", "dead", "blocked"]


def test_output_goes_to_the_file_and_not_to_the_screen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(monkeypatch, {GOOD: [200], GONE: [404], SHY: [403]})
    result = run("--format", "json", "--output", "out/report.json")
    assert result.stdout == ""
    assert json.loads((folder / "out" / "report.json").read_text())["version"] == 1


def test_a_machine_that_is_offline_judges_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing: list[int | Failure] = [Failure.DNS_UNANSWERED]
    stage(monkeypatch, {GOOD: nothing, GONE: nothing, SHY: nothing}, online=False)
    result = run()
    assert result.exit_code == 3
    assert "offline" in result.stdout
    assert not (folder / "reports").exists()


def test_options_reach_the_audit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = stage(monkeypatch, {GOOD: [200], GONE: [200]})
    turned_off = ("--no-archive", "--no-cache", "--no-relocate")
    result = run("--allow-private", *turned_off, "--exclude", "http://shy.example/*", "-q")
    assert given == [
        Settings(
            allow_private=True,
            archive=False,
            cache=False,
            relocate=False,
            exclude=("http://shy.example/*",),
            history=Path(".citewatch/history.sqlite3"),
            quiet=True,
        )
    ]
    assert result.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "papyrus"],
        ["--fail-on", "sad"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage_is_exit_code_2(folder: Path, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
