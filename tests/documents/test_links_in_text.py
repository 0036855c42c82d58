import pytest

from citewatch.documents.addresses.links import Written, links_in, unreadable_in


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "10.1000/1539-44(2003)003<0027:POLTIU>2.0.CO;2.",
            "10.1000/1539-44(2003)003<0027:POLTIU>2.0.CO;2",
        ),
        ("10.1000/15(2003)003&lt;0027:PTU&gt;2.0.CO;2)", "10.1000/15(2003)003<0027:PTU>2.0.CO;2"),
        (
            "<https://doi.org/10.1000/(SICI)17:15/16<1::AID-S>3.0.CO;2-2>",
            "https://doi.org/10.1000/(SICI)17:15/16<1::AID-S>3.0.CO;2-2",
        ),
        ("10.1000/15(2003)3<0027:\n  PTU>2.0.CO;2 and", "10.1000/15(2003)3<0027:PTU>2.0.CO;2"),
        ("10.1000/00(2006)87[1435:ALM]2.0.CO;2", "10.1000/00(2006)87[1435:ALM]2.0.CO;2"),
        ("10.1000/abc<br>next", "10.1000/abc"),
        ("10.1000/abc<sup>2.0.CO;2</sup>", "10.1000/abc"),
        ("http://a.org/003<0027:POL>2.0.CO;2", "http://a.org/003"),
        ("10.1000/abc&lt;b&gt;", "10.1000/abc"),
    ],
)
def test_angle_brackets_are_part_of_a_serial_items_doi_alone(text: str, expected: str) -> None:
    assert urls(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.org/licenses/by/4.0/[CC-BY]", "https://a.org/licenses/by/4.0/"),
        ("https://a.org/x[the text] and", "https://a.org/x"),
        ("https://a.org/2017[12].", "https://a.org/2017"),
        ("http://a.org/y$$[]", "http://a.org/y$$"),
        ("http://a.org/?a[b]=1&c[]=2&d=[3]", "http://a.org/?a[b]=1&c[]=2&d=[3]"),
        ("http://a.org/report[1].pdf", "http://a.org/report[1].pdf"),
        ("http://a.org/path_[even]", "http://a.org/path_[even]"),
        ("http://[2001:db8::1]:80/x[1]", "http://[2001:db8::1]:80/x"),
    ],
)
def test_a_mark_or_a_text_in_brackets_behind_an_address_is_none_of_it(
    text: str, expected: str
) -> None:
    assert urls(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://\nwww.a.org/x.pdf", "https://www.a.org/x.pdf"),
        ("https://\n   a.org/x", "https://a.org/x"),
        ("http:\n//www.a.org/x", "http://www.a.org/x"),
        ("www.\na.org/x", "www.a.org/x"),
        ("https://a.org/pubmed/\n2369879. Next", "https://a.org/pubmed/2369879"),
        ("https://a.org/b/\nfile.html", "https://a.org/b/file.html"),
        ("https://a.org/\nb/c/", "https://a.org/b/c/"),
        ("10.1000/appi.\najp.2010.09101442.", "10.1000/appi.ajp.2010.09101442"),
        ("10.1000/\nappi.ajp", "10.1000/appi.ajp"),
        ("10.1000/s12599-\n014-0334-4", "10.1000/s12599-014-0334-4"),
        ("10.1000/journal\n.pone.0012345", "10.1000/journal.pone.0012345"),
    ],
)
def test_a_line_that_ends_inside_of_an_address_goes_on(text: str, expected: str) -> None:
    assert urls(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://\nand then", []),
        ("http://a.org/\n2017. Next", ["http://a.org/"]),
        ("http://a.org/\nand/or such", ["http://a.org/"]),
        ("http://a.org/\n5/7/2017", ["http://a.org/"]),
        ("http://a.org/\nhttp://b.org/", ["http://a.org/", "http://b.org/"]),
        ("http://a.org/\nwww.b.org/x", ["http://a.org/", "www.b.org/x"]),
        ("10.1000/182.\nCOVID-19 was", ["10.1000/182"]),
        ("10.1000/182.\n2017-01-12", ["10.1000/182"]),
        ("10.1000/182.\n12. Roe", ["10.1000/182"]),
    ],
)
def test_a_line_behind_an_address_is_not_taken_for_it(text: str, expected: list[str]) -> None:
    assert urls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://www. example. co. uk/2007/x. html and", "http://www.example.co.uk/2007/x.html"),
        ("http://example. net/a/b. html", "http://example.net/a/b.html"),
        ("http://www.example. co. uk/news", "http://www.example.co.uk/news"),
        ("www. example. com. it was", "www.example.com"),
        ("www. example. de. Then", "www.example.de"),
        ("https:// www.example.org/x", "https://www.example.org/x"),
        ("http://example.org. It is", "http://example.org"),
        ("http://example.org. it is", "http://example.org"),
    ],
)
def test_blanks_behind_points_are_joined_where_they_make_a_whole_host(
    text: str, expected: str
) -> None:
    assert urls(text) == [expected]
    assert unreadable_in(text) == []


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("See http://openid. It is", "http://openid"),
        ("http://www. Example. co", "http://www"),
        ("http://www/x", "http://www/x"),
        ("at www.example. So", "www.example"),
    ],
)
def test_a_cut_host_is_no_link_but_told(text: str, cut: str) -> None:
    assert urls(text) == []
    assert unreadable_in(text) == [cut]


@pytest.mark.parametrize("url", ["http://localhost", "http://localhost:80/x", "http://wiki/a/b"])
def test_a_host_of_one_name_with_a_path_is_an_address(url: str) -> None:
    assert urls(url) == [url]
