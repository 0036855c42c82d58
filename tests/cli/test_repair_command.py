"""`citewatch repair` as its users meet it: what is shown, what is written, what is remembered."""

import json
import os
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from citewatch.cli.app import app
from citewatch.core.decision import Answer, Decision
from citewatch.core.evidence import Failure, Hop, Visit
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot, Wanted
from citewatch.core.verdict import Verdict
from citewatch.errors import InputError
from citewatch.history.database import open_history
from citewatch.history.decisions import decisions_about
from citewatch.settings import Settings
from documents.docx_lab import field, paragraph, word_file
from fakes import AT, ScriptedArchive, ScriptedWeb, answer
from staged import put_in_place

GONE, MOVED, NEW = "http://gone.example/b", "http://old.example/lead/", "https://new.example/lead/"
COPY = f"https://web.archive.org/web/20170112030405/{GONE}"
NOTE = f"Archived at {COPY}, 12 January 2017."

SOURCES = f"""\
# Kept
title: A report
citations:
  - id: "1"
    text: A dead source, {GONE}
    links: [{GONE}]
  - id: "2"
    text: A moved source, {MOVED}
    links: [{MOVED}]
"""
REPAIRED = (
    SOURCES.replace(f"source, {GONE}", f"source, {GONE} {NOTE}")
    .replace(f"[{GONE}]", f"[{GONE}, {COPY}]")
    .replace(MOVED, NEW)
)


class Web(ScriptedWeb):
    async def visit(self, url: str, look: int = 1) -> Visit:
        if url not in {GONE, COPY, NEW, MOVED}:  # what a probe asks for
            return answer(url, 200 if url.count("/") == 3 and url.endswith("/") else 404)
        if url != MOVED:
            return await super().visit(url, look)
        end = answer(NEW)
        return Visit((Hop(MOVED, AT, 301, NEW, permanent=True), *end.hops), end.page)


class OneSnapshot(ScriptedArchive):
    async def find(self, url: str, wanted: Wanted) -> ArchiveAnswer:
        taken = Snapshot(COPY, datetime(2017, 1, 12, 3, 4, 5, tzinfo=UTC))
        return ArchiveAnswer(ArchiveState.FOUND, "It shows the page.", taken)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    stage(monkeypatch)
    return tmp_path


def stage(
    monkeypatch: pytest.MonkeyPatch, *, online: bool = True, meanwhile: Callable[[], object] = list
) -> None:
    """Put a scripted web in the place of the real one; `meanwhile` happens during the audit."""

    def web(_settings: Settings) -> Web:
        meanwhile()
        return Web({GONE: [404], COPY: [200], NEW: [200]}, online=online)

    put_in_place(monkeypatch, web, lambda _: OneSnapshot())


def run(*arguments: str, typed: str = "", command: str = "repair") -> Any:
    return CliRunner().invoke(app, [command, *arguments], input=typed, catch_exceptions=False)


def files_in(folder: Path) -> list[str]:
    """What stands beside the history."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".citewatch")


def text(folder: Path) -> str:
    return (folder / "sources.yaml").read_text(encoding="utf-8")


def decisions(folder: Path) -> tuple[Decision, ...]:
    with closing(open_history(folder / ".citewatch" / "history.sqlite3")) as history:
        return decisions_about(history, "sources.yaml")


def test_a_diff_is_shown_and_nothing_is_written(folder: Path) -> None:
    result = run()
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[:2] == ["--- sources.yaml", "+++ sources.yaml (repaired)"]
    assert f"-    links: [{MOVED}]" in lines
    assert f"+    links: [{NEW}]" in lines
    assert "2 links can be repaired" in result.stderr
    assert text(folder) == SOURCES


def test_writing_changes_the_meant_values_and_a_second_run_nothing(folder: Path) -> None:
    (folder / "sources.yaml").chmod(0o640)
    result = run("--write")
    assert result.exit_code == 0
    assert "2 links repaired" in result.stderr
    assert text(folder) == REPAIRED
    assert stat.S_IMODE((folder / "sources.yaml").stat().st_mode) == 0o640
    again = run("--write")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "Nothing to repair" in again.stderr
    assert text(folder) == REPAIRED
    assert files_in(folder) == ["sources.yaml"]


def test_the_style_says_how_snapshots_are_cited(folder: Path) -> None:
    assert run("--write", "--style", "replace").exit_code == 0
    assert text(folder) == SOURCES.replace(GONE, COPY).replace(MOVED, NEW)
    wrong = run("--style", "wikipedia")
    assert wrong.exit_code == 2
    assert "is for wikitext" in wrong.stderr


def test_a_file_that_changes_during_the_audit_is_not_touched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = SOURCES + "# by somebody else\n"
    stage(monkeypatch, meanwhile=lambda: (folder / "sources.yaml").write_text(edited))
    result = run("--write")
    assert result.exit_code == 2
    assert "changed since the audit" in result.stderr
    assert text(folder) == edited


def test_a_report_of_an_earlier_audit_can_be_used(folder: Path) -> None:
    run("--format", "json", "--output", "report.json", command="audit")
    (folder / "copy.yaml").write_text(SOURCES)
    result = run("--from", "report.json", "--write")
    assert result.exit_code == 0
    assert text(folder) == REPAIRED
    again = run("--from", "report.json", "--write")
    assert again.exit_code == 2
    assert "changed since the audit" in again.stderr
    unknown = run("copy.yaml", "--from", "report.json")
    assert unknown.exit_code == 2
    assert "says nothing of it" in unknown.stderr


@pytest.mark.parametrize("content", ["{", "{}", "[]", "[" * 100_000])
def test_what_is_no_report_is_refused(folder: Path, content: str) -> None:
    (folder / "report.json").write_text(content)
    with pytest.raises(InputError, match=r"report\.json: is not"):
        run("--from", "report.json", "--write")
    assert text(folder) == SOURCES


def test_several_documents_are_repaired_and_one_of_another_kind_is_told(folder: Path) -> None:
    (folder / "a.md").write_bytes(f"\ufeffSee [it]({MOVED}).\r\n".encode())
    (folder / "b.csv").write_text(f"title,url\nT,{MOVED}\n")
    result = run("a.md", "b.csv", "sources.yaml", "--write")
    assert result.exit_code == 2
    assert (folder / "a.md").read_bytes() == f"\ufeffSee [it]({NEW}).\r\n".encode()
    assert text(folder) == REPAIRED
    assert f"for {MOVED} cite {NEW}" in result.stderr


def test_a_link_that_cannot_be_found_in_the_file_is_told(folder: Path) -> None:
    hidden = MOVED.replace("old", "o\\x6cd")
    (folder / "sources.yaml").write_text(
        f'citations:\n  - {{id: x, text: "at {hidden}", links: ["{hidden}"]}}\n'
    )
    result = run("--write")
    assert result.exit_code == 1
    assert f"citation x: for {MOVED} cite {NEW}" in result.stderr


def test_that_a_reference_manager_will_undo_a_repair_is_told(folder: Path) -> None:
    code = ' ADDIN ZOTERO_ITEM CSL_CITATION {"URL":"hidden"} '
    (folder / "a.docx").write_bytes(word_file(paragraph(field(code, f"Doe, {MOVED}"))))
    result = run("a.docx", "--write")
    assert result.exit_code == 0
    assert "a.docx: Zotero keeps 1 of the repaired addresses" in " ".join(result.stderr.split())


def test_nothing_is_written_where_the_audit_could_not_be_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing: list[int | Failure] = [Failure.DNS_UNANSWERED]
    web = ScriptedWeb({GONE: nothing, MOVED: nothing}, online=False)
    put_in_place(monkeypatch, lambda _: web)
    assert run("--write").exit_code == 3
    assert text(folder) == SOURCES


def test_a_write_that_fails_leaves_the_old_file_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("--write")
    assert result.exit_code == 2
    assert "No space left" in result.stderr
    assert text(folder) == SOURCES
    assert files_in(folder) == ["sources.yaml"]


def test_a_read_only_file_is_refused_and_a_symbolic_link_followed(folder: Path) -> None:
    (folder / "sources.yaml").chmod(0o444)
    refused = run("--write")
    assert refused.exit_code == 2
    assert "read-only" in refused.stderr
    (folder / "sources.yaml").chmod(0o644)
    Path("link.yaml").symlink_to("sources.yaml")
    assert run("link.yaml", "--write").exit_code == 0
    assert (folder / "link.yaml").is_symlink()
    assert text(folder) == REPAIRED


def test_passwords_are_written_but_never_shown(folder: Path) -> None:
    other = "http://user:hunter2@good.example/"
    (folder / "a.md").write_text(f"See [it]({MOVED}) and {other}.\n")
    result = run("a.md", "--write", "--exclude", "*good*")
    assert "hunter2" not in result.output
    assert (folder / "a.md").read_text() == f"See [it]({NEW}) and {other}.\n"


def test_answers_are_asked_for_and_remembered(folder: Path) -> None:
    result = run("--interactive", "--by", "Ada", typed="keep\nIt works for me\nreplace\n\ny\n")
    assert result.exit_code == 0
    assert text(folder) == SOURCES.replace(MOVED, NEW)
    kept, replaced = decisions(folder)
    assert kept == Decision(
        "sources.yaml", "1", GONE, Verdict.DEAD, Answer.KEEP, None, AT, "Ada", "It works for me"
    )
    assert (replaced.answer, replaced.replacement) == (Answer.REPLACE, NEW)
    again = run("--interactive")
    assert "Your answer" not in again.output
    assert again.exit_code == 0


def test_the_next_audit_respects_a_link_that_is_kept(folder: Path) -> None:
    assert run(command="audit").exit_code == 1
    run("-i", "--by", "Ada", typed="keep\nIt works for me\nskip\nn\n")
    audit = run("--fail-on", "dead", "--format", "json", command="audit")
    assert audit.exit_code == 0
    link = json.loads(audit.stdout)["citations"][0]["links"][0]
    assert link["verdict"] == "dead"
    assert link["decision"]["answer"] == "keep"
    shown = run("--fail-on", "dead", command="audit").stdout
    assert "Ada decided on 5 January 2026 to keep it: It works for me." in shown
    assert "Cite instead" in shown
    assert COPY not in shown
    assert run("--fail-on", "moved", command="audit").exit_code == 1


def test_what_is_skipped_is_neither_written_nor_remembered(folder: Path) -> None:
    result = run("-i", typed="skip\nskip\n")
    assert result.exit_code == 0
    assert decisions(folder) == ()
    assert text(folder) == SOURCES
    assert run("-i", typed="").exit_code == 0


def test_a_moved_link_can_be_kept_with_a_snapshot_beside_it(folder: Path) -> None:
    result = run("-i", "--write", typed="skip\narchive\n\n")
    assert result.exit_code == 0
    assert f"A moved source, {MOVED} {NOTE}" in text(folder)


def test_answers_are_only_ever_added(folder: Path) -> None:
    run("-i", typed="keep\n\nskip\n")
    before = decisions(folder)
    run("-i", typed="keep\n\n")
    after = decisions(folder)
    assert after[: len(before)] == before
    assert [each.citation for each in after] == ["1", "2"]


def test_where_no_history_is_kept_answers_hold_for_one_run(folder: Path) -> None:
    first = run("-i", "--history", "none", typed="keep\n\nskip\n")
    again = run("-i", "--history", "none", typed="keep\n\nskip\n")
    assert first.output.count("Your answer") == again.output.count("Your answer") > 0
    assert not (folder / ".citewatch").exists()
