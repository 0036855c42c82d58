"""Addresses as browsers read them."""

import pytest

from citewatch.core import url_kinds
from citewatch.core.urls import (
    MalformedUrl,
    as_visited,
    host_of,
    join,
    owner,
    parse,
    same_place,
    scheme_of,
    secure_form,
    url_of,
)


@pytest.mark.parametrize(
    ("written", "visited"),
    [
        ("www.example.org/a", "http://www.example.org/a"),
        ("example.org:8080/x", "http://example.org:8080/x"),
        ("//example.org/a", "http://example.org/a"),
        ("10.1234/abc.5", "https://doi.org/10.1234/abc.5"),
        ("doi: 10.1234/abc", "https://doi.org/10.1234/abc"),
        (" https://example.org/ \n", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_without_a_scheme_mean_what_their_author_meant(written: str, visited: str) -> None:
    assert as_visited(written) == visited


@pytest.mark.parametrize(
    "link",
    [
        "http://",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://[::1",
        "http://localhost]",
        'http://"',
        "http://a..example.org/",
        f"http://{'a' * 64}.example.org/",
        "just words",
        "",
    ],
)
def test_what_nobody_can_visit_is_malformed(link: str) -> None:
    with pytest.raises(MalformedUrl):
        parse(as_visited(link))


def test_odd_spellings_of_loopback_become_plain() -> None:
    odd = ("http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://0177.0.0.1/")
    assert {parse(url).host for url in odd} == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://www.example.org/a/"),
        ("http://example.org:80/a", "http://EXAMPLE.org/a"),
        ("http://example.org/a/index.html", "http://example.org/a/"),
        ("http://example.org/a;jsessionid=12AB?x=1", "http://example.org/a?x=1"),
        ("http://example.org/a?PHPSESSID=9&x=1", "http://example.org/a?x=1"),
        ("http://example.org/a?utm_source=mail", "http://example.org/a#part"),
        ("http://example.org/%7Euser", "http://example.org/~user"),
    ],
)
def test_spellings_of_one_place_are_the_same(one: str, other: str) -> None:
    assert same_place(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "http://example.org/b"),
        ("http://example.org/a?id=1", "http://example.org/a?id=2"),
        ("http://example.org/A", "http://example.org/a"),
        ("http://example.org/a", "http://example.com/a"),
        ("http://example.org/a%2526", "http://example.org/a&"),
    ],
)
def test_different_places_are_not_the_same(one: str, other: str) -> None:
    assert not same_place(one, other)


def test_a_scheme_is_not_confused_with_a_host_and_port() -> None:
    assert scheme_of("example.org:8080/x") is None
    assert scheme_of("JavaScript:alert(1)") == "javascript"


def test_relative_targets_are_resolved() -> None:
    assert join("http://example.org/a/b?c", "../d#e") == "http://example.org/d#e"
    with pytest.raises(MalformedUrl):
        join("http://example.org/", "http://[")


def test_owners_follow_the_public_suffix_list() -> None:
    assert owner("a.b.example.co.uk") == "example.co.uk"
    assert owner("one.github.io") != owner("two.github.io")
    assert owner("10.0.0.1") == "10.0.0.1"


@pytest.mark.parametrize(
    "url",
    ["http://e.org/", "http://e.org/en/", "http://e.org/us/en-us", "http://e.org/index.html"],
)
def test_front_pages_are_home(url: str) -> None:
    assert url_kinds.is_home(parse(url))


@pytest.mark.parametrize(
    "url", ["http://e.org/?p=123", "http://e.org/news/", "http://e.org/en/report", "http://e.org/a"]
)
def test_pages_below_are_not_home(url: str) -> None:
    assert not url_kinds.is_home(parse(url))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://e.org/404.html", True),
        ("http://e.org/error/notfound.aspx", True),
        ("http://e.org/?aspxerrorpath=/x", True),
        ("http://e.org/2017/error-rates-in-policing", False),
        ("http://e.org/area/404/interview", True),
    ],
)
def test_error_pages_name_themselves(url: str, expected: bool) -> None:
    assert url_kinds.is_error_page(parse(url)) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://e.org/login?next=/report", True),
        ("https://accounts.google.com/v3/x?continue=https://e.org", True),
        ("https://login.e.org/", False),
        ("https://e.org/blogs/signing-ceremony", False),
    ],
)
def test_logins_are_told_by_path_or_by_host_with_a_way_back(url: str, expected: bool) -> None:
    assert url_kinds.is_login(parse(url)) is expected


def test_identifiers_made_to_redirect_are_known() -> None:
    assert url_kinds.is_persistent_identifier(parse("https://dx.doi.org/10.1/x"))
    assert url_kinds.is_persistent_identifier(parse("https://n2t.net/ark:/12148/x"))
    assert not url_kinds.is_persistent_identifier(parse("https://example.org/doi/10.1/x"))


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("http://example.org/a?page=2", False),
        ("http://example.org/@ann", False),
        ("http://example.org/a?key=short", False),
        ("http://ann:pw@example.org/a", True),
        ("http:\\\\ann:p\tw@example.org/a", True),
        ("http://example.org/a?api_key=0123456789", True),
        ("http://example.org/a#access_token=0123456789", True),
    ],
)
def test_an_address_knows_whether_it_holds_a_secret(url: str, secret: bool) -> None:
    assert parse(url).holds_secret is secret


def test_a_text_that_is_no_address_has_no_host() -> None:
    assert host_of("http://www.example.org/a") == "www.example.org"
    assert url_of("no address") is None
    assert host_of("no address") == ""


def test_the_secure_form_differs_in_its_scheme_alone() -> None:
    assert secure_form(parse("http://example.org/a?b=http://c#d")) == parse(
        "https://example.org/a?b=http://c#d"
    )
