import pytest

from citewatch.documents.addresses.targets import Target, joined_links


def links(text: str, *targets: Target) -> list[str]:
    return list(joined_links(text, targets))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doe. T. J Foo 2010; 12(3): 4. doi:10.1000/x. http://a.org/y", ["http://a.org/y"]),
        ("Doe. T. http://a.org/y; doi: 10.1000/x", ["http://a.org/y"]),
        ("Doe. T. doi:10.1000/x; available at http://a.org/y", ["http://a.org/y"]),
        ("Doe. T. doi:10.1000/x. Accessed 1 May 2017; PMID 12.", ["10.1000/x"]),
        ("Doe. T. https://doi.org/10.1000/x (10.1000/X)", ["https://doi.org/10.1000/x"]),
        (
            "Doe. T. http://a.org/y; Roe B. Ropes of small boats. J Foo 2011. doi:10.1000/x",
            ["http://a.org/y", "10.1000/x"],
        ),
        (
            "Doe. T. doi:10.1000/x; Roe B. Ropes of small boats. http://b.org/y",
            ["10.1000/x", "http://b.org/y"],
        ),
        (
            "Doe. T. http://a.org/y. See also Roe, Ropes of small boats, doi:10.1000/x",
            ["http://a.org/y", "10.1000/x"],
        ),
        (
            "Doe. T. http://a.org/y. Roe, B. Ropes of small boats. doi:10.1000/x",
            ["http://a.org/y", "10.1000/x"],
        ),
        (
            "Doe. T. https://doi.org/10.1000/x; Roe B. Of ropes and boats here. doi:10.1000/x",
            ["https://doi.org/10.1000/x"],
        ),
    ],
)
def test_a_doi_counts_where_it_names_another_source(text: str, expected: list[str]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T. www.example.org. http://www.example.org/x", ["http://www.example.org/x"]),
        ("T. www.example.org, https://news.example.org/x", ["https://news.example.org/x"]),
        (
            "T. www.example.org, https://archive.test/2017/http://example.org/x",
            ["https://archive.test/2017/http://example.org/x"],
        ),
        ("T. www.example.org. doi:10.1000/x", ["10.1000/x"]),
        ("T. www.example.org.", ["www.example.org"]),
        ("T. www.example.org and http://a.org/x", ["www.example.org", "http://a.org/x"]),
        (
            "T. www.example.org/x http://example.org/y",
            ["www.example.org/x", "http://example.org/y"],
        ),
        (
            "T. http://example.org http://example.org/y",
            ["http://example.org", "http://example.org/y"],
        ),
        ("T. www.ample.org http://example.org/y", ["www.ample.org", "http://example.org/y"]),
    ],
)
def test_the_name_of_a_site_beside_its_page_is_no_second_source(
    text: str, expected: list[str]
) -> None:
    assert links(text) == expected


def test_a_link_over_words_and_the_name_of_its_site_are_one_source() -> None:
    text = "The report. www.example.org. Retrieved 2017."
    assert links(text, Target("https://example.org/r", 0, 10)) == ["https://example.org/r"]
    assert links(text, Target("https://other.org/r", 0, 10)) == [
        "https://other.org/r",
        "www.example.org",
    ]


@pytest.mark.parametrize("archive", ["web.archive.org/web", "archive.ph"])
def test_a_snapshot_beside_a_doi_hides_it_not(archive: str) -> None:
    copy = f"https://{archive}/20200102030405/https://a.example/y"
    assert links(f"Doe. T. doi:10.1000/x. Archived at {copy}.") == ["10.1000/x", copy]
    assert links(f"Doe. T. https://a.example/y, 10.1000/x. Archived at {copy}.") == [
        "https://a.example/y",
        copy,
    ]
