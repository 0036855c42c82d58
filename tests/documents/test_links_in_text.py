import pytest

from citewatch.documents.addresses.links import Written, links_in


def urls(text: str) -> list[str]:
    return [link.url for link in links_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See http://a.org/x.", ["http://a.org/x"]),
        ("(see https://a.org/x_(y)), and", ["https://a.org/x_(y)"]),
        ("[http://a.org/x]", ["http://a.org/x"]),
        ("“http://a.org/x”", ["http://a.org/x"]),
        ("«http://a.org/x»", ["http://a.org/x"]),
        ("'http://a.org/x'", ["http://a.org/x"]),
        ("http://a.org/x。次", ["http://a.org/x"]),
        ("（http://a.org/x）", ["http://a.org/x"]),
        ("http://a.org/c_1.htm中文", ["http://a.org/c_1.htm"]),
        ("http://zh.example.org/wiki/中国", ["http://zh.example.org/wiki/中国"]),
        ("انظر www.who.int/topics/en/،", ["www.who.int/topics/en/"]),
        ("http://a.org/?x=1&amp;y=2", ["http://a.org/?x=1&y=2"]),
        ("http://a.org/x&gt;", ["http://a.org/x"]),
        ("http://a.org/r/PE154.html.45 Our", ["http://a.org/r/PE154.html"]),
        ("http://a.org/Xi’s_report.pdf", ["http://a.org/Xi's_report.pdf"]),
        ("http://a.org/?utm_source=b#c", ["http://a.org/?utm_source=b#c"]),
        ("http://a.org/Loi_n%C2%B02", ["http://a.org/Loi_n%C2%B02"]),
        ("**http://a.org/x**", ["http://a.org/x"]),
        ("http://a.org/x↩", ["http://a.org/x"]),
        ("http://[::1]:80/x", ["http://[::1]:80/x"]),
    ],
)
def test_an_address_ends_where_its_author_meant_it_to(text: str, expected: list[str]) -> None:
    assert urls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://a.org/id=82011http://b.org/c", ["http://a.org/id=82011", "http://b.org/c"]),
        ("htmlhttps://b.org/c", ["https://b.org/c"]),
        ("http://a.org/x/,http://b.org", ["http://a.org/x/", "http://b.org"]),
    ],
)
def test_glued_addresses_are_told_apart(text: str, expected: list[str]) -> None:
    assert urls(text) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/20070311043934/http://www.a.org/b",
        "http://proxy.example.edu/login?url=https://a.org/b",
        "https://r.example.org/https://a.org/b",
    ],
)
def test_an_address_inside_an_address_belongs_to_it(url: str) -> None:
    assert urls(f"See {url}.") == [url]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<http://a.org/papers/\n   x_y.pdf>.", "http://a.org/papers/x_y.pdf"),
        ("<http://a.org/x-\n   y>", "http://a.org/x-y"),
        ("(h\nttps://a.org/b\nc.html)", "https://a.org/bc.html"),
        ("http://a.org/long-\nname/page.html and", "http://a.org/long-name/page.html"),
        ("http://a.org/so\u00adft/x", "http://a.org/soft/x"),
        ("http://a.org/\u200bzero", "http://a.org/zero"),
    ],
)
def test_an_address_broken_over_lines_is_joined(text: str, expected: str) -> None:
    assert urls(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://a.org/x/\nThe next line.", "http://a.org/x/"),
        ("http://a.org/x-\n1. Next item", "http://a.org/x-"),
        ("<http://a.org/x\nis no address>", "http://a.org/x"),
    ],
)
def test_the_next_line_is_not_taken_in(text: str, expected: str) -> None:
    assert urls(text) == [expected]


def test_bare_hosts_and_identifiers_stay_as_written() -> None:
    found = links_in("at www.a.org/x, doi:10.1000/xyz(1)2 and doi.org/10.1/y.")
    assert [(link.url, link.written) for link in found] == [
        ("www.a.org/x", Written.WITHOUT_SCHEME),
        ("10.1000/xyz(1)2", Written.AS_DOI),
        ("doi.org/10.1/y", Written.WITHOUT_SCHEME),
    ]


@pytest.mark.parametrize(
    "text", ["mail me@www.a.org", "http://", "http://.", "http://{host}/x", "10.5/3", "a.www.x"]
)
def test_what_is_no_address_is_not_found(text: str) -> None:
    assert urls(text) == []


def test_the_stretch_of_the_text_is_told() -> None:
    text = "See <http://a.org/\n  b>."
    (link,) = links_in(text)
    assert text[link.start : link.end] == "http://a.org/\n  b"
