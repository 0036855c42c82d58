"""The summary of a step of GitHub Actions is written where the environment says, and only then."""

from pathlib import Path

import pytest

from citewatch.cli.deliver import deliver
from citewatch.cli.step_summary import MOST
from citewatch.core.counting import BY_DEFAULT
from citewatch.errors import InputError
from formats.sample_reports import sample


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_it_is_added_behind_what_others_wrote(
    summary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    summary.write_text("# Ours\n", "utf-8")
    deliver(sample(), BY_DEFAULT, "github", {})
    text = summary.read_text("utf-8")
    assert text.startswith("# Ours\n## Citation audit: ")
    assert capfd.readouterr().out.startswith("::error file=sources.yaml,")


@pytest.mark.parametrize("form", ["terminal", "json", "gitlab"])
def test_other_formats_write_none(
    summary: Path, form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    deliver(sample(), BY_DEFAULT, form, {})
    assert not summary.exists()


def test_without_a_name_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for value in ("", None):
        if value is None:
            monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
        else:
            monkeypatch.setenv("GITHUB_STEP_SUMMARY", value)
        deliver(sample(), BY_DEFAULT, "github", {})
        assert list(tmp_path.iterdir()) == []
    assert "::error" in capfd.readouterr().out


def test_what_others_wrote_takes_its_room(summary: Path, capfd: pytest.CaptureFixture[str]) -> None:
    others = "x" * (MOST - 1_000)
    summary.write_text(others, "utf-8")
    deliver(sample(), BY_DEFAULT, "github", {})
    text = summary.read_text("utf-8")
    assert len(others) < len(text.encode()) <= MOST
    assert "more are not told here" in text
    summary.write_text("x" * (MOST + 5), "utf-8")
    deliver(sample(), BY_DEFAULT, "github", {})
    assert summary.stat().st_size == MOST + 5


def test_where_it_cannot_be_written_the_report_is_printed_all_the_same(
    summary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    summary.mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        deliver(sample(), BY_DEFAULT, "github", {})
    assert "::error" in capfd.readouterr().out
