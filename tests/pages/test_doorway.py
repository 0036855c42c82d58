"""Pages whose script sends the reader on: followed where that is all, and whatever happens."""

import time

import pytest

from citewatch.core.evidence import Page, Refresh
from citewatch.pages.read import read_page
from citewatch.pages.script_orders import read_orders

URL = "http://a.example/reports/2016.html"
ARTICLE = f"<h1>Minutes</h1><p>{'They met in March and talked of patrols. ' * 20}</p>"


def read(markup: str) -> Page:
    return read_page(markup.encode(), "text/html; charset=utf-8", URL, truncated=False)


def doorway(code: str, body: str = "", onload: str = "") -> Page:
    at_load = f' onload="{onload}"' if onload else ""
    script = f"<script>{code}</script>" if code else ""
    return read(f"<!doctype html><html><head>{script}</head><body{at_load}>{body}</body></html>")


@pytest.mark.parametrize(
    "code",
    [
        'location.replace("/a")',
        'window.location = "/a"',
        "window.location.href = '/a';",
        '<!--\nlocation.href="/a"\n//-->',
        'document.location = "/a"\n',
        'top.location.assign("/a");',
        "location.replace(`/a`)",
        'location.href="\\/a"',
        'location.replace("\\x2fa"); // go there',
        '/* moved */ self.location="/a"; return false;',
        'location.href = "/" + "a"',
        'var url = "/a";\nwindow.location = url;',
        '"use strict"; const to = "/a"; location.replace(to)',
        'document.title = "Moved"; location = "/a"',
        'window.onload = function () { window.location.href = "/a" }',
        '(function () {\n  window.location.replace("/a");\n})();',
        '(() => { location.href = "/a" })()',
        'setTimeout(function () { location.href="/a"; }, 500);',
        "setTimeout(\"location.href='/a'\", 0)",
        'setTimeout(() => location.assign("/a"), 100)',
        'function go() { location = "/a" }\ngo();',
        'function go(){\n location = "/a";\n}\nwindow.onload = go;',
        'document.addEventListener("DOMContentLoaded", function (e) { location = "/a"; });',
        '$(document).ready(function(){ window.location="/a" })',
        'try { location.replace("/a") } catch (e) { location.href = "/a"; }',
    ],
)
def test_a_script_that_only_goes_to_one_place_is_followed(code: str) -> None:
    page = doorway(code)
    assert page.refresh == Refresh(0.0, "http://a.example/a", by_script=True)
    assert page.is_doorway


@pytest.mark.parametrize(
    ("code", "onload"),
    [
        ("", "location.href='/a'"),
        ("", "javascript:window.location.replace('/a')"),
        ('function go() { location.href = "/a" }', "go()"),
    ],
)
def test_what_a_page_does_as_soon_as_it_is_there_is_followed(code: str, onload: str) -> None:
    page = doorway(code, onload=onload)
    assert page.refresh == Refresh(0.0, "http://a.example/a", by_script=True)


def test_a_few_words_beside_the_script_are_its_own() -> None:
    page = doorway('location.replace("/a")', '<p>Redirecting… <a href="/a">Click here</a>.</p>')
    assert page.refresh is not None
    relative = read('<base href="/b/c"><script>location="d"</script>')
    assert relative.refresh == Refresh(0.0, "http://a.example/b/d", by_script=True)


def test_what_is_measured_beside_a_doorway_changes_nothing() -> None:
    tag = "<script async src='https://stats.example/tag.js'></script><script>tag('js');</script>"
    page = read(f"<head>{tag}<script>location.replace('/a')</script></head>")
    assert page.refresh is not None


COMPUTED = [
    'if (navigator.userAgent.match(/Mobile/)) { location.replace("/m") }',
    'navigator.language == "de" ? location = "/de" : location = "/en"',
    'location.replace("/a?" + Math.random())',
    "location.replace(`/a/${screen.width}`)",
    'location.href = location.href.replace("http:", "https:")',
    'location.replace(document.referrer || "/")',
    'setTimeout(function () { location = "/a" }, 5000)',
    "location.reload()",
    'location = "/a"; location = "/b"',
    'here && (location = "/a")',
    'for (;;) { location = "/a" }',
    'var to = "/a"; to = "/b"; location = to',
    'location = "/a", more()',
    'location = "/a"; document.write("<p>A page.</p>")',
    'location = "mediation://start"',
]


@pytest.mark.parametrize("code", COMPUTED)
def test_a_script_whose_place_is_worked_out_is_not_followed(code: str) -> None:
    page = doorway(code)
    assert page.refresh is None
    assert page.is_doorway


@pytest.mark.parametrize("code", [*COMPUTED, 'location.replace("/a")'])
def test_a_page_with_a_text_is_no_doorway_whatever_its_scripts_do(code: str) -> None:
    page = doorway(code, ARTICLE)
    assert page.refresh is None
    assert not page.is_doorway


@pytest.mark.parametrize(
    "code",
    [
        "if (top != self) top.location = self.location;",
        "if (top.location != location) { top.location.href = document.location.href; }",
        'button.onclick = function () { location = "/a" }',
        'enter.addEventListener("click", function () { location = "/a" })',
        'function later() { location = "/a" }',
        "var here = location.href;",
        'if (location.pathname == "/a") { show() }',
        'page.location = "/a"',
        'track("send", location.pathname)',
    ],
)
def test_scripts_that_leave_their_reader_where_he_is(code: str) -> None:
    page = doorway(code)
    assert page.refresh is None
    assert not page.is_doorway


@pytest.mark.parametrize(
    "body",
    [
        '<img src="/plan.png">',
        '<iframe src="/plan"></iframe>',
        "<canvas></canvas>",
        '<form action="/go"><input name="q"></form>',
        '<script src="/app.js"></script><div id="root"></div>',
        "<a onclick=\"go('/de')\">Deutsch</a>",
    ],
)
def test_a_page_that_may_show_more_than_text_is_not_called_empty(body: str) -> None:
    page = doorway("if (old) location.href = upgrade();", body)
    assert page.refresh is None
    assert not page.is_doorway


def test_other_scripts_than_a_browsers_order_nothing() -> None:
    order = 'location.replace("/a")'
    for kind in ("application/json", "text/template", "application/ld+json"):
        page = read(f'<script type="{kind}">{order}</script>')
        assert page.refresh is None
        assert not page.is_doorway
    assert read(f'<script src="/x.js">{order}</script>').refresh is None


def test_a_vendors_page_is_told_by_its_signature_and_not_followed() -> None:
    page = doorway('window.onload=function(){window.location.href="/lander"}')
    assert page.markers
    assert page.refresh is None
    assert not page.is_doorway


def test_the_order_that_a_browser_comes_to_first_counts() -> None:
    script = "<script>location.replace('/a')</script>"
    later = read(f'<meta http-equiv="refresh" content="9;url=/b">{script}')
    assert later.refresh == Refresh(0.0, "http://a.example/a", by_script=True)
    at_once = read(f'<meta http-equiv="refresh" content="0;url=/b">{script}')
    assert at_once.refresh == Refresh(0.0, "http://a.example/b")


@pytest.mark.parametrize(
    "code",
    [
        "/*" * 900 + "location='/a'",
        "".join(f'var a{n}="x";' for n in range(150)) + "location=a1+a2",
        "".join('var a="x";' for _ in range(180)) + "location=a",
        "(" * 1900 + "location='/a'",
        "\\" * 1900 + "location='/a'",
        "location='" + "\\" * 1900,
        "location=" * 220,
        "".join(f"function f{n}(){{location='/a'}}" for n in range(60)) + "f1();",
        "location='\\ud800'",
        "location='\\u{110000}'",
    ],
)
def test_no_script_takes_long_to_read(code: str) -> None:
    began = time.perf_counter()
    read_orders(code)
    doorway(code)
    assert time.perf_counter() - began < 1
