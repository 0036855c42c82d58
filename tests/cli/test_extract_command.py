from pathlib import Path

from typer.testing import CliRunner

from citewatch.cli.app import app
from citewatch.documents.kinds.sources.reader import load_sources

NOTES = "# T\n\nSo.[^1]\n\n[^1]: See http://a.org/x.\n"


def test_extract_prints_a_sources_file(tmp_path: Path) -> None:
    document = tmp_path / "r.md"
    document.write_text(NOTES, "utf-8")
    result = CliRunner().invoke(app, ["extract", str(document)])
    assert result.exit_code == 0
    written = tmp_path / "sources.yaml"
    written.write_text(result.stdout, "utf-8")
    (citation,) = load_sources(written).citations
    assert (citation.links, citation.supports) == (("http://a.org/x",), ("So.",))
    assert str(citation.at) == f"{document}:5:1"


def test_extracting_again_keeps_notes_and_says_what_changed(tmp_path: Path) -> None:
    document, output = tmp_path / "r.md", tmp_path / "sources.yaml"
    document.write_text(NOTES, "utf-8")
    arguments = ["extract", str(document), "--output", str(output)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    output.write_text(output.read_text("utf-8") + "    note: mine\n", "utf-8")
    document.write_text(NOTES.replace("So.", "So.[^2]") + "[^2]: http://b.org\n", "utf-8")
    result = CliRunner().invoke(app, arguments)
    assert "Added: 2." in result.stderr
    assert [one.note for one in load_sources(output).citations] == ["mine", None]


def test_standard_input_is_a_document() -> None:
    result = CliRunner().invoke(app, ["extract", "-", "--kind", "markdown"], input=NOTES)
    assert 'at: "standard-input:5:1"' in result.stdout


def test_a_document_that_cannot_be_read_makes_exit_code_2(tmp_path: Path) -> None:
    document = tmp_path / "r.md"
    document.write_text(NOTES, "utf-8")
    result = CliRunner().invoke(app, ["extract", str(document), str(tmp_path / "none.md")])
    assert result.exit_code == 2
    assert "there is no such file" in result.stderr
    assert "http://a.org/x" in result.stdout


def test_an_unknown_kind_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["extract", str(tmp_path), "--kind", "doc"])
    assert result.exit_code == 2
