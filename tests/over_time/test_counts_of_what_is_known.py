"""What is known beside the verdicts, counted from a history as from the results themselves."""

from pathlib import Path

from changing_world import START, World, cite
from citewatch.core.in_memory import summed_up
from citewatch.core.snapshot import Snapshot
from fakes import ScriptedArchive

FINE, TWICE = "http://fine.example/a", "http://fine.example/b"
DOI, SHY, HIDDEN = "https://doi.org/10.5555/a", "http://shy.example/a", "http://hidden.example/a"
TEXT = "Words of a report that stands there whole. " * 60


async def test_the_counts_of_a_history_are_those_of_its_results(tmp_path: Path) -> None:
    taken = Snapshot(f"https://web.archive.org/web/2026/{SHY}", START, "A", TEXT, identified=True)
    one = World(tmp_path, archive=ScriptedArchive(newest=taken))
    one.web.answers |= {FINE: 200, TWICE: 200, DOI: 200, SHY: 200, HIDDEN: 403}
    cited = [cite(link, number=link) for link in (FINE, TWICE, TWICE, DOI, SHY, HIDDEN)]
    first = await one.audit(0, *cited)
    assert (first.summary.recognised, first.summary.only_answering) == (1, 4)
    one.lab.archive = None
    one.web.answers[SHY] = 403
    report = await one.audit(2, *cited)
    assert report.summary == summed_up(report.citations.read())
    assert (report.summary.recognised, report.summary.unknown) == (1, 1)
    lines = {line.url: line.recognised for line in report.citations.lines()}
    assert lines == {FINE: False, TWICE: False, DOI: True, SHY: None, HIDDEN: None}


async def test_nothing_is_known_of_what_no_archive_and_no_audit_saw(tmp_path: Path) -> None:
    one = World(tmp_path)
    one.web.answers |= {SHY: 403}
    report = await one.audit(0, cite(SHY))
    assert report.summary.unknown == 1
    assert report.summary == summed_up(report.citations.read())
