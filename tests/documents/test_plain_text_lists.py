"""Lists of sources in plain text whose entries have no numbers."""

from datetime import date

import pytest

from citewatch.documents.kinds.known import KINDS
from citewatch.documents.kinds.reading import read
from citewatch.documents.reader import Reading, gathered

_BODY = "A text\n\nTrust fell (Smith 2010). See https://news.example/a for more.\n\n"


def text(content: str) -> Reading:
    return gathered(read(KINDS["text"], content.encode(), "a.txt"))


@pytest.mark.parametrize(
    "written",
    [
        "Doe, J. (2012). Fall of trust. A Journal 12.\n\nSmith, J. 2010. Why? https://s.example/p",
        "Doe, J. (2012). Fall of trust. A Journal 12.\nSmith, J. 2010. Why? https://s.example/p",
        "Doe, J. (2012). Fall of\ntrust. A Journal 12.\nSmith, J. 2010. Why?\nhttps://s.example/p",
        "Doe, J. (2012). Fall of\n  trust. A Journal\n  12.\nSmith, J. 2010. Why?\n  https://s.example/p",
    ],
    ids=["paragraphs", "lines", "broken lines", "hanging indents"],
)
@pytest.mark.parametrize("heading", ["References", "Works cited", "Literatur", "Fuentes"])
def test_works_are_cited_where_no_number_tells_them_apart(heading: str, written: str) -> None:
    for between in ("\n", "\n\n"):
        found = text(f"{_BODY}{heading}{between}{written}\n").citations
        assert [(one.id, " ".join(one.text.split())) for one in found[:2]] == [
            ("reference 1", "Doe, J. (2012). Fall of trust. A Journal 12."),
            ("reference 2", "Smith, J. 2010. Why? https://s.example/p"),
        ]
        assert [one.links for one in found] == [
            (),
            ("https://s.example/p",),
            ("https://news.example/a",),
        ]
        assert found[2].id == "link-1"


def test_the_text_behind_a_list_is_none_of_it() -> None:
    content = (
        f"{_BODY}References\n\nDoe, J. (2012). Fall of trust.\n\nSmith, J. 2010. Why?\n\n"
        "About the author\n\nShe was born in 1980 and writes at https://doe.example/home.\n"
    )
    found = text(content).citations
    assert [one.id for one in found] == ["reference 1", "reference 2", "link-1", "link-2"]


def test_a_heading_within_a_list_parts_it_and_ends_it_not() -> None:
    content = (
        f"{_BODY}Bibliography\n\nBooks\n\nDoe, J. (2012). Fall of trust.\n\n"
        "Web pages\n\nSmith, John. Why? https://s.example/p\n"
    )
    assert [one.links for one in text(content).citations[:2]] == [(), ("https://s.example/p",)]


def test_what_names_no_source_is_no_list_of_sources() -> None:
    content = f"{_BODY}Sources\n\nThe river has two of them.\n\nThe second one dries up.\n"
    assert [one.id for one in text(content).citations] == ["1"]


def test_a_list_is_read_beside_notes() -> None:
    content = (
        "Trust fell.[1] It fell more.[2]\n\nNotes\n\n[1] Doe, https://a.example/1\n"
        "[2] Roe, https://a.example/2\n\nBibliography\n\nDoe, J. (2012). Fall of trust. Rome.\n\n"
        "Smith, J. (2010). Why? Paris.\n"
    )
    found = text(content).citations
    assert [one.id for one in found] == ["1", "2", "reference 1", "reference 2"]


def test_a_day_of_access_is_nobody_elses() -> None:
    content = (
        "It is so at https://a.example/x (accessed 1 May 2020) and at https://b.example/y, "
        "accessed 2 June 2021. So says https://c.example/z. Accessed 5 May 2022. Another title. "
        "https://d.example/q; one more, seen 7 May 2022 at https://e.example/r\n"
    )
    assert [(one.links[0][8], one.accessed) for one in text(content).citations] == [
        ("a", date(2020, 5, 1)),
        ("b", date(2021, 6, 2)),
        ("c", date(2022, 5, 5)),
        ("d", None),
        ("e", date(2022, 5, 7)),
    ]


def test_a_doi_beside_the_address_takes_no_day_from_it() -> None:
    content = "Doe (2012). Title. https://a.example/x. doi:10.1000/182. Accessed 1 May 2020.\n"
    assert [one.accessed for one in text(content).citations] == [date(2020, 5, 1)]
