"""Where a citation stands goes from the document into every report."""

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Place
from citewatch.formats.registry import FORMATS, rendered
from formats.sample_reports import results_of, sample, with_results


@pytest.mark.parametrize("name", FORMATS)
def test_the_place_of_a_citation_in_trouble_is_in_every_format(name: str) -> None:
    report = sample()
    placed = with_results(
        report,
        *(
            replace(result, citation=replace(result.citation, at=Place("paper.md", 12, 5)))
            for result in results_of(report)
        ),
    )
    assert "paper.md:12:5" in rendered(placed, name)
    assert "paper.md:12:5" not in rendered(report, name)
