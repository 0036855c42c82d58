"""Where a citation stands goes from the document into every report."""

from dataclasses import replace

from citewatch.core.citation import Place
from citewatch.formats.registry import FORMATS
from formats.sample_reports import sample


def test_the_place_of_a_citation_in_trouble_is_in_every_format() -> None:
    report = sample()
    placed = replace(
        report,
        citations=tuple(
            replace(result, citation=replace(result.citation, at=Place("paper.md", 12, 5)))
            for result in report.citations
        ),
    )
    for render in FORMATS.values():
        assert "paper.md:12:5" in render(placed)
        assert "paper.md:12:5" not in render(report)
