"""What was left out of the documents, or not understood in them, stands in every report."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from citewatch.cli.app import app

NOTES = """\
One claim.[^1] Another.[^2]

[^1]: A source, https://a.example/x
"""
REMARK = "Mark 2 has no note"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "paper.md").write_text(NOTES)
    (tmp_path / "docs" / "slides.pages").write_bytes(b"")
    return tmp_path


def audited(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["audit", "--exclude", "*", "--no-archive", *arguments])


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_each_report_for_people_tells_them_before_the_findings(folder: Path, form: str) -> None:
    told = " ".join(audited("docs", "--format", form).stdout.split())
    assert 0 < told.index("Left out or not understood") < told.index(REMARK) < told.rindex("kipped")
    assert "1 .pages" in told


def test_the_json_report_lists_them(folder: Path) -> None:
    report = json.loads(audited("docs", "--format", "json").stdout)
    assert any(REMARK in remark for remark in report["remarks"])


def test_a_report_without_any_has_no_such_chapter(folder: Path) -> None:
    (folder / "docs" / "paper.md").write_text(NOTES.replace(" Another.[^2]", ""))
    told = audited("docs/paper.md", "--format", "markdown").stdout
    assert "Left out" not in told


def test_a_document_that_cannot_be_read_stands_in_the_report_of_the_others(folder: Path) -> None:
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    result = audited("docs/paper.md", "broken.docx", "--format", "json")
    assert result.exit_code == 2
    assert "broken.docx" in json.loads(result.stdout)["remarks"][0]


def test_an_audit_of_the_past_still_tells_them(folder: Path) -> None:
    audited("docs", "--format", "json")
    again = CliRunner().invoke(app, ["report", "--format", "json"])
    assert any(REMARK in remark for remark in json.loads(again.stdout)["remarks"])
