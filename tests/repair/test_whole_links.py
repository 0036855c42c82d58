"""A link is found as a whole, and never as a part of a longer address."""

import pytest

from citewatch.documents.editing.whole_links import whole_links
from repair.repair_lab import OLD


@pytest.mark.parametrize(
    "text",
    [
        OLD,
        f"at {OLD}.",
        f"({OLD})",
        f"({OLD}).",
        f"“{OLD}”, and",
        f"<{OLD}>",
        f"'{OLD}'s",
        f"see {OLD}; {OLD}b",
        f"{OLD}http://other.example/",
        f"issue_id=82011{OLD} next",
        f"http://other.example/id5.html{OLD}",
        f"url={OLD}|title=x",
        f"{OLD}\nnext",
        f"*{OLD}*",
        f"{OLD}… and",
        f"{OLD}&quot; and",
    ],
)
def test_a_link_is_found_between_what_is_not_its_own(text: str) -> None:
    (found,) = whole_links(text, OLD)
    assert text[found.start : found.end] == OLD


@pytest.mark.parametrize(
    "text",
    [
        f"{OLD}.html",
        f"{OLD}/",
        f"{OLD}?x=1",
        f"{OLD}#part",
        f"{OLD}b",
        f"{OLD}-b",
        f"{OLD}%20b",
        f"{OLD}&b=1",
        f"{OLD},b",
        f"https://web.archive.org/web/2017/{OLD}",
        f"web.archive.org/web/2017/{OLD}",
        f"http://x.example/?to={OLD}",
        f"{OLD}é",
    ],
)
def test_a_longer_address_is_another_one(text: str) -> None:
    assert list(whole_links(text, OLD)) == []


def test_an_address_without_scheme_is_no_part_of_one_that_has_it() -> None:
    text = "http://www.old.example/a and www.old.example/a"
    (found,) = whole_links(text, "www.old.example/a")
    assert found.start == text.index("www.old.example/a", 10)
    (doi,) = whole_links("https://doi.org/10.1000/x 10.1000/x", "10.1000/x")
    assert doi.start == 26
