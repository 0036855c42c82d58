"""Candidates: rules, spellings, archived redirects, what a capture bears, what a site lists."""

from datetime import UTC, datetime

import pytest

from citewatch.core.relocate.archived import is_catch_all, moves_of, redirected_to
from citewatch.core.relocate.borne import borne_by
from citewatch.core.relocate.listed import chosen, listed
from citewatch.core.relocate.rules import Move, suggested
from citewatch.core.relocate.spellings import spellings
from citewatch.core.snapshot import ArchivedRedirect, Snapshot
from citewatch.core.urls import parse

AT = datetime(2019, 5, 4, tzinfo=UTC)


def moves(*pairs: tuple[str, str] | tuple[str, str, str]) -> list[Move]:
    return [Move(pair[0], pair[1], pair[2] if len(pair) == 3 else "") for pair in pairs]


RULES: dict[str, tuple[str, list[tuple[str, str] | tuple[str, str, str]], str]] = {
    "a directory and a host replaced": (
        "http://old.example/news/2017/z-y.html",
        [
            ("http://old.example/news/2015/a-b.html", "https://www.new.example/articles/a-b"),
            ("http://old.example/news/2016/c-d.html", "https://www.new.example/articles/c-d"),
        ],
        "https://www.new.example/articles/z-y",
    ),
    "a number out of a query, with the slug of the title": (
        "http://o.example/story.asp?id=77",
        [
            ("http://o.example/story.asp?id=12", "http://o.example/s/12/one-fish", "One fish | O"),
            ("http://o.example/story.asp?id=15", "http://o.example/s/15/hi-all", "Hi, all | O"),
        ],
        "http://o.example/s/77/a-big-thing",
    ),
    "a date in one segment taken apart": (
        "http://o.example/blog/20150611-foo.html",
        [
            ("http://o.example/blog/20140304-bar.html", "http://o.example/2014/03/bar/"),
            ("http://o.example/blog/20130902-baz.html", "http://o.example/2013/09/baz/"),
        ],
        "http://o.example/2015/06/foo/",
    ),
    "underscores and capitals made plain": (
        "http://o.example/Pubs/Foo_Bar.aspx",
        [
            ("http://o.example/Pubs/A_B.aspx", "http://o.example/publications/a-b"),
            ("http://o.example/Pubs/C_D.aspx", "http://o.example/publications/c-d"),
        ],
        "http://o.example/publications/foo-bar",
    ),
    "a number put into a name": (
        "http://o.example/x/55.html",
        [
            ("http://o.example/x/22.html", "http://n.example/y/article-22"),
            ("http://o.example/x/33.html", "http://n.example/y/article-33"),
        ],
        "http://n.example/y/article-55",
    ),
    "paths of different depth below a directory": (
        "http://o.example/a/b/c/d.html",
        [
            ("http://o.example/a/x.html", "http://o.example/z/x.html"),
            ("http://o.example/a/y/w.html", "http://o.example/z/y/w.html"),
        ],
        "http://o.example/z/b/c/d.html",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_explains_two_moves_is_a_sign(name: str) -> None:
    address, examples, expected = RULES[name]
    first = suggested(parse(address), "A Big Thing | Site", moves(*examples))[0]
    assert (first.url, first.proves) == (expected, True)


def test_a_rule_from_one_move_is_only_tried() -> None:
    one = moves(("http://o.example/news/a.html", "https://o.example/archive/a.html"))
    (found,) = suggested(parse("http://o.example/news/b.html"), "", one)
    assert (found.url, found.proves) == ("https://o.example/archive/b.html", False)


@pytest.mark.parametrize(
    "examples",
    [
        [("http://o.example/x/2.html", "http://o.example/gone")] * 2,
        [
            ("http://o.example/x/2.html", "http://o.example/gone"),
            ("http://o.example/x/3.html", "http://o.example/gone"),
        ],
        [("http://other.example/x/2.html", "http://n.example/y/2.html")],
        [("http://o.example/x/1.html", "http://n.example/y/1.html")],
        [("http://o.example/x/2.html", "http://n.example/8f3a"), ("no address", "http://n.e/")],
    ],
    ids=["twice the same", "a catch-all", "another site", "its own move", "nothing kept"],
)
def test_moves_that_teach_nothing_suggest_nothing(examples: list[tuple[str, str]]) -> None:
    assert suggested(parse("http://o.example/x/1.html"), "", moves(*examples)) == []


def test_one_page_under_two_spellings_is_one_example() -> None:
    twice = moves(
        ("http://o.example/news/a.html", "http://o.example/archive/a.html"),
        ("https://www.o.example/news/a.html", "http://o.example/archive/a.html"),
    )
    (found,) = suggested(parse("http://o.example/news/b.html"), "", twice)
    assert not found.proves


def test_a_rule_for_one_directory_is_not_used_on_another() -> None:
    known = moves(("http://o.example/news/a.html", "http://o.example/archive/a.html"))
    assert suggested(parse("http://o.example/people/b.html"), "", known) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://www.o.example/a.html", "http://www.o.example/a"),
        ("http://www.o.example/a/", "http://www.o.example/a"),
        ("http://www.o.example/A", "http://www.o.example/a"),
        ("http://www.o.example/a", "https://www.o.example/a"),
        ("http://www.o.example/a", "http://o.example/a"),
        ("http://o.example/a", "https://www.o.example/a"),
        ("http://o.example/a/index.html", "http://o.example/a/"),
        ("http://o.example/a;jsessionid=1F", "http://o.example/a.html"),
        ("http://o.example/a?b=1).", "http://o.example/a?b=1"),
    ],
)
def test_other_spellings_are_tried(address: str, expected: str) -> None:
    assert expected in [one.url for one in spellings(parse(address), host_is_gone=False)]


def test_signs_of_the_sentence_are_cut_off_first_and_believed() -> None:
    first = spellings(parse("http://o.example/a-b."), host_is_gone=False)[0]
    assert (first.url, first.proves) == ("http://o.example/a-b", True)


@pytest.mark.parametrize(
    ("address", "meant", "proves"),
    [
        ("http://o.example/a%23part", "http://o.example/a#part", True),
        ("http://o.example/a%3Fb%3D1%26c%3D2", "http://o.example/a?b=1&c=2", True),
        ("http://o.example/a?page%3Dhome", "http://o.example/a?page=home", True),
        ("http://o.example/annual%2520report", "http://o.example/annual%20report", True),
        ("http://o.example/a?to=b%3Dc", "http://o.example/a?to=b=c", False),
        ("http://o.example/a%2Fb", "http://o.example/a/b", False),
    ],
)
def test_what_was_escaped_once_too_often_is_tried_first(
    address: str, meant: str, proves: bool
) -> None:
    first = spellings(parse(address), host_is_gone=False)[0]
    assert (first.url, first.proves) == (meant, proves)


def test_on_a_host_that_is_gone_only_other_hosts_are_tried() -> None:
    found = spellings(parse("http://o.example/a.html"), host_is_gone=True)
    assert {one.url for one in found} == {
        "http://www.o.example/a.html",
        "https://www.o.example/a.html",
    }


def test_no_spelling_is_the_address_itself() -> None:
    for address in ("http://o.example/", "http://127.0.0.1/x", "https://o.example/x/"):
        assert address not in [one.url for one in spellings(parse(address), host_is_gone=False)]


def redirect(url: str, target: str, day: int = 4) -> ArchivedRedirect:
    return ArchivedRedirect(url, target, AT.replace(day=day))


@pytest.mark.parametrize(
    "target",
    [
        "http://o.example/",
        "http://o.example/en/",
        "http://o.example/404.html",
        "http://o.example/login?next=/a",
        "https://www.o.example/a/",
        "http://web.archive.org/web/2019/http://o.example/a",
        "mailto:a@b.c",
    ],
)
def test_archived_redirects_to_doors_and_to_itself_lead_nowhere(target: str) -> None:
    assert redirected_to("http://o.example/a", [redirect("http://o.example/a", target)]) == []


def test_the_newest_archived_redirect_comes_first_and_proves_nothing_yet() -> None:
    url = "http://o.example/a"
    found = redirected_to(url, [redirect(url, "http://n.example/1", 2), redirect(url, "/2", 1)])
    assert [one.url for one in found] == ["http://n.example/1"]
    assert not found[0].proves


def test_neighbours_that_were_sent_to_the_same_place_make_a_catch_all() -> None:
    url, target = "http://o.example/d/a", "http://o.example/all"
    own, other = redirect(url, target), redirect("http://o.example/d/b", "https://o.example/all/")
    assert is_catch_all(url, target, [own, other])
    assert not is_catch_all(url, target, [own, redirect("http://o.example/d/b", "http://x.e/b")])
    assert moves_of([own, other]) == []


def test_a_capture_names_its_own_address_and_its_doi() -> None:
    taken = Snapshot("x", AT, canonical="http://www.o.example/new", doi="10.5555/a.b")
    canonical, doi = borne_by(taken, parse("http://o.example/old"))
    assert (canonical.url, canonical.proves) == ("http://www.o.example/new", True)
    assert (doi.url, doi.proves) == ("https://doi.org/10.5555/a.b", True)


@pytest.mark.parametrize("canonical", ["", "http://o.example/old", "http://o.example/", "::"])
def test_a_canonical_address_that_says_nothing_is_no_candidate(canonical: str) -> None:
    assert borne_by(Snapshot("x", AT, canonical=canonical), parse("http://o.example/old")) == []


def test_another_owners_canonical_address_is_only_tried() -> None:
    taken = Snapshot("x", AT, canonical="http://wire.example/1")
    (found,) = borne_by(taken, parse("http://o.example/1"))
    assert not found.proves


def test_a_site_s_list_is_searched_for_the_name_and_for_the_title() -> None:
    addresses = [
        "http://o.example/2018/the-night-shift-knows",
        "http://o.example/2018/something-else-entirely",
        "http://o.example/a-letter-to-all",
    ]
    found = chosen("http://o.example/night-shift-knows.html", ["A Letter to All | O"], addresses)
    assert set(found) == {addresses[0], addresses[2]}
    assert not any(listed(one).proves for one in found)


def test_a_name_of_one_word_is_not_searched_for() -> None:
    assert chosen("http://o.example/about.html", ["About"], ["http://o.example/about"]) == []
