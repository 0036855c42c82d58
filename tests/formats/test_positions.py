"""Where a citation stands goes from the document into every report."""

import pytest
from msgspec.structs import replace

from citewatch.core.citation import Place
from citewatch.formats.registry import FORMATS, rendered
from formats.sample_reports import results_of, sample, with_results

TOLD = {
    "github": "file=paper.md,line=12,col=5,",
    "gitlab": '"location":{"path":"paper.md","lines":{"begin":12}}',
}
"""How formats say it that have a way of their own."""


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
    told = TOLD.get(name, "paper.md:12:5")
    assert told in rendered(placed, name)
    assert told not in rendered(report, name)
