"""What is said about reasons is what the registry says."""

from pathlib import Path

from typer.testing import CliRunner

from citewatch.cli.app import app
from citewatch.core.reasons import REASONS
from citewatch.formats.reasons import reasons_document

DOCS = Path(__file__).parents[2] / "docs"


def test_the_documentation_of_reasons_is_made_from_the_registry() -> None:
    assert (DOCS / "reasons.md").read_text(encoding="utf-8") == reasons_document()


def test_a_reason_is_explained_with_its_possible_mistakes() -> None:
    shown = CliRunner().invoke(app, ["explain", "http-404"])
    assert shown.exit_code == 0
    assert "What it can get wrong." in shown.stdout


def test_without_an_id_every_reason_is_listed() -> None:
    shown = CliRunner().invoke(app, ["explain"]).stdout
    assert all(f"  {reason} " in shown for reason in REASONS)


def test_an_unknown_reason_is_wrong_usage() -> None:
    assert CliRunner().invoke(app, ["explain", "no-such-reason"]).exit_code == 2
