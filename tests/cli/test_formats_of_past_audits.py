"""An audit of the history in the formats for other programs, with the lines of its document."""

import json
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from citewatch.cli.app import app

PAPER = """\
One claim.[^1]

[^1]: A source, http://a.example:99999/x
"""


@pytest.fixture
def audited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit of a paper whose one address nobody can visit, so that nobody is asked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / "paper.md").write_text(PAPER)
    arguments = ["audit", "paper.md", "--no-archive", "--output", "audit.xml", "--quiet"]
    done = CliRunner().invoke(app, [*arguments, "--output", "gitlab=quality.json"])
    assert done.exit_code == 1
    assert etree.parse("audit.xml").findall("testsuite/testcase/failure")
    assert json.loads((tmp_path / "quality.json").read_text())


def report(form: str) -> str:
    done = CliRunner().invoke(app, ["report", "--format", form])
    assert done.exit_code == 0
    return done.stdout


@pytest.mark.usefixtures("audited")
def test_what_was_found_is_told_again_at_its_line() -> None:
    (result,) = json.loads(report("sarif"))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 3
    (issue,) = json.loads(report("gitlab"))
    assert issue["location"] == {"path": "paper.md", "lines": {"begin": 3}}
    assert report("github").startswith("::error file=paper.md,line=3,")
    assert etree.fromstring(report("junit").encode()).get("failures") == "1"


@pytest.mark.usefixtures("audited")
def test_a_file_is_written_in_the_format_of_its_suffix() -> None:
    outputs = ["--output", "past.sarif", "--output", "past.xml", "--output", "github=past.txt"]
    assert CliRunner().invoke(app, ["report", *outputs]).exit_code == 0
    assert json.loads(Path("past.sarif").read_text())["version"] == "2.1.0"
    assert etree.parse("past.xml").getroot().tag == "testsuites"
    assert Path("past.txt").read_text().startswith("::error file=paper.md,line=3,")
