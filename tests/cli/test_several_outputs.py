"""Where a report goes: to files in the formats that their names tell, and to standard output."""

import json
from pathlib import Path

import pytest
import typer

from citewatch.cli.deliver import deliver, destinations
from citewatch.core.counting import BY_DEFAULT
from citewatch.errors import InputError
from formats.sample_reports import sample


def test_the_suffix_names_the_format_and_what_stands_before_an_equals_sign_beats_it() -> None:
    found = destinations(["a.json", "b/c.MD", "markdown=d.json", "e=f.json"], "terminal")
    assert found == {
        Path("a.json"): "json",
        Path("b/c.MD"): "markdown",
        Path("d.json"): "markdown",
        Path("e=f.json"): "json",
    }


def test_one_file_may_leave_its_format_to_the_option() -> None:
    assert destinations(["report"], "json") == {Path("report"): "json"}
    with pytest.raises(typer.BadParameter, match="two: its name tells no format"):
        destinations(["one", "two"], "json")


def test_a_file_cannot_be_written_twice() -> None:
    with pytest.raises(typer.BadParameter, match=r"a\.json: is named twice"):
        destinations(["a.json", "markdown=a.json"], "json")


def test_all_are_written_and_the_terminal_has_its_own(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files = {tmp_path / "a.json": "json", tmp_path / "a.md": "markdown"}
    deliver(sample(), BY_DEFAULT, "terminal", files)
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["version"] == 1
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Citation audit")
    assert "DEAD" in capfd.readouterr().out


def test_what_stands_in_a_file_is_not_printed_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    deliver(sample(), BY_DEFAULT, "json", {tmp_path / "a.json": "json"})
    assert capfd.readouterr().out == ""


def test_a_file_that_cannot_be_written_takes_no_other_with_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no").write_text("a file, no folder")
    files = {tmp_path / "no" / "a.json": "json", tmp_path / "a.md": "markdown"}
    with pytest.raises(InputError, match="cannot be written"):
        deliver(sample(), BY_DEFAULT, "terminal", files)
    assert (tmp_path / "a.md").exists()
    assert capfd.readouterr().out
