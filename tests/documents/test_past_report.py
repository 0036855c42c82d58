"""A JSON report read back: all that a repair needs of it."""

from pathlib import Path

import pytest

from citewatch.core.report import Ending, ReplacementKind
from citewatch.core.say import say
from citewatch.documents.records.past_report import read_report
from citewatch.errors import InputError
from citewatch.formats.registry import rendered
from formats.sample_reports import TBO, TBO_COPY, changed, results_of, sample


def test_what_was_found_and_what_to_cite_instead_is_read_back(tmp_path: Path) -> None:
    report = changed()
    (tmp_path / "report.json").write_text(rendered(report, "json"), encoding="utf-8")
    read = read_report(tmp_path / "report.json")
    assert (read.title, read.sources) == (report.title, report.sources)
    assert read.summary == report.summary
    links = {link.url: link for result in results_of(read) for link in result.links}
    assert links.keys() >= {TBO}
    dead = links[TBO]
    assert say(dead.finding) == "The server says that this page does not exist (404)"
    assert dead.replacement is not None
    assert (dead.replacement.url, dead.replacement.kind) == (TBO_COPY, ReplacementKind.ARCHIVED)


def test_an_audit_that_was_cut_short_is_read_back_with_what_it_did_not_come_to(
    tmp_path: Path,
) -> None:
    report = sample(Ending.INTERRUPTED)
    (tmp_path / "report.json").write_text(rendered(report, "json"), encoding="utf-8")
    read = read_report(tmp_path / "report.json")
    assert read.ending is Ending.INTERRUPTED
    assert read.summary == report.summary


@pytest.mark.parametrize("spoilt", ["{", "[]", "{}", '"text"'])
def test_what_is_no_report_is_refused(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "report.json").write_text(spoilt, encoding="utf-8")
    with pytest.raises(InputError, match=r"report\.json: is not"):
        read_report(tmp_path / "report.json")
