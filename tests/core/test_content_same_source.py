"""Whether a page's title stands in a citation that nobody parsed."""

import pytest

from citewatch.core.content.same_source import Likeness, TitleCheck, check_title
from citewatch.core.evidence import Page

CITATION = (
    "Dana Rivera, Trust and Patrols in Mid-Sized Cities, The Elmbrook Gazette (Oct. 12, 2016), "
    "https://gazette.example/2016/10/garden-furniture-sales-rise-again"
)


def check(title: str, citation: str = CITATION, **fields: str) -> TitleCheck:
    site_name = fields.pop("site_name", "The Elmbrook Gazette")
    page = Page("text/html", 100, title=title, site_name=site_name)
    return check_title(page, citation, "www.gazette.example")


@pytest.mark.parametrize(
    "title",
    [
        "Trust and Patrols in Mid-Sized Cities",
        "Trust and patrols in mid-sized cities | The Elmbrook Gazette",
        "The Elmbrook Gazette: Trust and Patrols in Mid–Sized Cities",
    ],
)
def test_the_cited_title_matches_whatever_stands_around_it(title: str) -> None:
    found = check(title)
    assert found.likeness is Likeness.MATCH
    assert found.identifies


def test_another_title_is_a_mismatch_even_where_the_address_has_its_words() -> None:
    assert check("Garden furniture sales rise again").likeness is Likeness.MISMATCH


def test_the_publishers_name_alone_proves_nothing() -> None:
    assert check("The Elmbrook Gazette").likeness is Likeness.UNSURE
    assert not check("Elmbrook Gazette", site_name="").identifies


def test_a_short_title_is_no_mismatch() -> None:
    assert check("Furniture").likeness is Likeness.UNSURE


def test_a_title_in_another_script_is_no_mismatch() -> None:
    assert check("Доверие и патрули в средних городах страны").likeness is Likeness.UNSURE


def test_the_best_of_all_names_counts() -> None:
    names = ("Garden furniture sales rise", "Trust and Patrols in Mid-Sized Cities")
    page = Page("text/html", 100, title="News from our readers", other_titles=names)
    found = check_title(page, CITATION, "gazette.example")
    assert (found.likeness, found.title) == (Likeness.MATCH, names[1])


def test_without_a_citation_nothing_is_known() -> None:
    assert check("Trust and Patrols in Mid-Sized Cities", "").likeness is Likeness.UNSURE
