"""The frame of web pages: told by structure, counted in a remark, never a source."""

from time import perf_counter

import pytest

from citewatch.documents.kinds.html.reader import read_html
from citewatch.documents.kinds.html.share_buttons import shares

PROSE = (
    "<p>The water board measured lead in one of five homes last year, and told nobody of it"
    ' until a <a href="http://paper.example/lead">newspaper asked</a> for the letters.</p>'
)


def links(page: str) -> list[str]:
    return [link for one in read_html(page.encode(), "p.html").citations for link in one.links]


def left_out(page: str) -> int:
    words = [r for r in read_html(page.encode(), "p.html").remarks if "frame" in r]
    return int(words[0].split()[0]) if words else 0


@pytest.mark.parametrize(
    "frame",
    [
        '<nav><a href="http://frame.example/">Home</a></nav>',
        '<div role="navigation"><a href="http://frame.example/">Home</a></div>',
        '<div role="search"><p>Search in <a href="http://frame.example/">all</a></p></div>',
        '<header><a href="http://frame.example/">Home</a></header>',
        '<footer><p>Run by <a href="http://frame.example/">Us</a></p></footer>',
        '<aside><ul><li><a href="http://frame.example/">Other news</a></li></ul></aside>',
        '<form><p>Name <a href="http://frame.example/">?</a></p></form>',
        '<p>In <a rel="category tag" href="http://frame.example/">Water</a></p>',
        '<p>By <a rel="author" href="http://frame.example/">Roe</a></p>',
        '<p><a href="https://www.facebook.com/sharer.php?u=x">Share</a></p>',
        '<div class="related"><a href="http://frame.example/">More on water</a></div>',
    ],
)
def test_links_of_the_frame_are_left_out_and_counted(frame: str) -> None:
    page = f"<body>{frame}{PROSE}</body>"
    assert links(page) == ["http://paper.example/lead"]
    assert left_out(page) == 1


def test_what_stands_outside_the_main_part_is_frame() -> None:
    page = f'<body><div><a href="http://ad.example/">Ad</a></div><main>{PROSE}</main></body>'
    assert links(page) == ["http://paper.example/lead"]
    assert left_out(page) == 1


def test_several_articles_are_all_read() -> None:
    second = PROSE.replace("lead", "iron")
    page = f"<body><article>{PROSE}</article><article>{second}</article></body>"
    assert links(page) == ["http://paper.example/lead", "http://paper.example/iron"]


def test_lists_of_links_to_the_own_site_are_frame_and_to_others_are_not() -> None:
    def listed(host: str) -> str:
        items = "".join(f'<li><a href="http://{host}/{n}">Story {n}</a></li>' for n in "abc")
        return f"<ul>{items}</ul>"

    own = '<head><link rel="canonical" href="http://own.example/x"></head>'
    page = f"{own}<body>{PROSE}{listed('own.example')}{listed('other.example')}</body>"
    assert links(page) == [
        "http://paper.example/lead",
        *(f"http://other.example/{n}" for n in "abc"),
    ]
    assert left_out(page) == 3


@pytest.mark.parametrize(
    "kept",
    [
        '<h2>References</h2><ul><li><a href="http://source.example/">Roe 2019</a></li></ul>',
        (
            "<footer><h2>Further reading</h2>"
            '<ul><li><a href="http://source.example/">Roe</a></li></ul></footer>'
        ),
        (
            "<footer><h2>Sources</h2>"
            '<ul><li><a href="http://source.example/">Roe 2019</a></li></ul></footer>'
        ),
        (
            "<aside><p>As we said earlier, the board's own letters are"
            ' <a href="http://source.example/">here</a>.</p></aside>'
        ),
        '<p>The button leads to <a href="http://source.example/">a form</a> of theirs.</p>',
        (
            '<div class="sidebar"><p>This is what the letter says of it, in'
            ' <a href="http://source.example/">full words</a>.</p></div>'
        ),
        '<ul><li><a href="http://source.example/">The letter</a></li></ul>',
    ],
)
def test_sources_are_kept_where_in_doubt(kept: str) -> None:
    page = f"<body><article>{PROSE}{kept}</article></body>"
    assert links(page) == ["http://paper.example/lead", "http://source.example/"]
    assert left_out(page) == 0


def test_a_list_of_sources_behind_the_main_part_is_kept() -> None:
    listed = '<h2>References</h2><ul><li><a href="http://s.example/">Roe 2019</a></li></ul>'
    page = f"<body><main>{PROSE}</main><div>{listed}</div></body>"
    assert links(page) == ["http://paper.example/lead", "http://s.example/"]


def test_a_page_in_one_form_or_in_an_open_menu_is_no_frame() -> None:
    assert links(f"<body><form>{PROSE}</form></body>") == ["http://paper.example/lead"]
    assert links(f"<body><nav>{PROSE}</body>") == ["http://paper.example/lead"]


def test_a_page_that_is_a_list_of_links_is_read() -> None:
    items = "".join(f'<li><a href="http://{n}.example/">Site {n}</a></li>' for n in "abcd")
    assert len(links(f"<body><h1>Sites</h1><ul>{items}</ul></body>")) == 4


def test_a_link_of_the_frame_that_the_article_has_too_is_not_counted() -> None:
    page = f'<body><nav><a href="http://paper.example/lead">Lead</a></nav>{PROSE}</body>'
    assert links(page) == ["http://paper.example/lead"]
    assert left_out(page) == 0


def test_share_buttons_are_told_from_what_they_share() -> None:
    assert shares("https://twitter.com/intent/tweet?url=x")
    assert shares("//www.facebook.com/sharer/sharer.php?u=x")
    assert not shares("https://twitter.com/roe/status/1")
    assert not shares("https://www.facebook.com/waterboard")


@pytest.mark.parametrize(
    "page",
    [
        "http://a.example/" + "x" * 120_000,
        "<p>" + '<a href="http://a.example/">a</a>' * 4_000,
        "<div>" * 10_000 + PROSE + "</div>" * 10_000,
        "<div class=nav>" * 10_000 + '<a href="http://a.example/">a</a>' * 500,
        "<ul><li>" * 5_000 + PROSE,
        "<nav>" * 10_000 + PROSE,
        "<b>" * 10_000 + "References",
        "<h2>References</h2>" * 5_000,
        "<div>" * 10_000 + f"<article>{PROSE}</article>" * 300,
        "<i>" * 10_000 + '<a href="http://a.example/">a</a>' * 500,
    ],
)
def test_endless_pages_are_read_in_linear_time(page: str) -> None:
    started = perf_counter()
    read_html(page.encode(), "p.html")
    assert perf_counter() - started < 5
