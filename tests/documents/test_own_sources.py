"""The project's own sources.yaml: the citations of an article, checked by hand."""

from datetime import date
from pathlib import Path

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.kinds.sources.reader import load_sources

SOURCES = Path(__file__).parents[2] / "sources.yaml"

Citations = dict[str, Citation]


@pytest.fixture(scope="module")
def citations() -> Citations:
    return {citation.id: citation for citation in load_sources(SOURCES).citations}


def test_all_46_citations_stand_in_the_order_of_the_article(citations: Citations) -> None:
    assert list(citations) == [*(str(number) for number in range(1, 46)), "villanti"]


def test_it_holds_52_links(citations: Citations) -> None:
    assert sum(len(citation.links) for citation in citations.values()) == 52


def test_links_glued_together_are_told_apart(citations: Citations) -> None:
    chief, study, mic = citations["6"].links
    assert chief.endswith("/index.cfm?fuseaction=display_arch&article_id=2452&issue_id=82011")
    assert study == "http://www.policesuicidestudy.com/id5.html"
    assert mic.startswith("https://m.mic.com/articles/154241/to-stop-police-brutality-")
    assert mic.endswith("-among-officers#.PGs0auT9p")
    assert citations["6"].text == "".join(citations["6"].links)
    first, second = citations["23"].links
    assert first.endswith("/waiting-lists-grow-for-medicine-to-fight-opioid-addiction")
    assert second.startswith("https://www.naminh.org/")


def test_links_in_running_text_are_all_taken(citations: Citations) -> None:
    assert [len(citations[name].links) for name in ("8", "19", "24", "39", "41")] == [2] * 5
    assert citations["8"].links[1] == "http://www.joincampaignzero.org/train"


def test_a_full_stop_behind_a_link_is_not_part_of_it(citations: Citations) -> None:
    links = [link for citation in citations.values() for link in citation.links]
    assert [link for link in links if link.endswith((".", ",", ")"))] == []
    assert citations["40"].links[0].endswith("2012.htm#Tab1.19B")
    assert citations["44"].links == ("http://www.rand.org/pubs/perspectives/PE154.html",)


def test_every_link_stands_in_its_own_text(citations: Citations) -> None:
    for citation in citations.values():
        assert all(link in citation.text for link in citation.links), citation.id


def test_citations_without_a_link_have_none(citations: Citations) -> None:
    unlinked = [citation.id for citation in citations.values() if not citation.links]
    assert unlinked == ["10", "45", "villanti"]


def test_a_mark_without_a_note_has_no_text_and_says_so(citations: Citations) -> None:
    assert citations["45"].text == ""
    assert citations["45"].note is not None
    assert citations["45"].supports == citations["44"].supports


def test_a_source_cited_without_a_number_is_there(citations: Citations) -> None:
    villanti = citations["villanti"]
    assert villanti.published == "October 20, 2016"
    assert villanti.supports[0].startswith("Research shows that 85% of all African-American")


def test_dates_are_given_only_where_a_note_states_one(citations: Citations) -> None:
    accessed = {citation.id for citation in citations.values() if citation.accessed}
    assert accessed == {"1", "2", "3", "4", "5", "39", "40", "41", "42", "43"}
    assert citations["1"].accessed == date(2017, 1, 12)
    assert citations["43"].accessed == date(2017, 1, 13)
    published = {citation.id: citation.published for citation in citations.values()}
    assert published["2"] == "29 Mar. 2015"
    assert published["39"] is None  # its two sources have two dates


def test_every_citation_with_a_mark_names_the_sentence_that_carries_it(
    citations: Citations,
) -> None:
    unmarked = [citation.id for citation in citations.values() if not citation.supports]
    assert unmarked == ["1", "2", "3", "4", "5"]
    assert citations["40"].supports == citations["41"].supports
    assert citations["26"].supports == citations["27"].supports
    assert citations["19"].supports[0].endswith("graduate from high school")
