"""Markup is cut where it would cost the parser too much, and nowhere else."""

import time

import pytest

from citewatch.pages.nesting import bounded
from citewatch.pages.read import read_page

BEFORE = "<title>A page</title><p>Words before it.</p>"


@pytest.mark.parametrize(
    "tag",
    [
        "<div " + " ".join(f"a{n}=b" for n in range(30_000)) + ">",
        "<div " + " ".join(f'a{n}="<"' for n in range(30_000)) + ">",
        "<div " + " ".join(f"a{n}='>'" for n in range(30_000)) + ">",
        "<div " + "".join(f'a{n}="1"' for n in range(30_000)) + ">",
        "<script " + " ".join(f"a{n}" for n in range(30_000)) + ">",
    ],
    ids=["plain", "opening brackets", "closing brackets", "no spaces", "script"],
)
def test_a_tag_with_thousands_of_attributes_is_cut_off(tag: str) -> None:
    began = time.perf_counter()
    page = read_page(f"{BEFORE}{tag}after".encode(), "text/html", "http://e.org/", False)
    assert time.perf_counter() - began < 1.0
    assert page.title == "A page"
    assert page.truncated


@pytest.mark.parametrize(
    "markup",
    [
        "<script>for(i=0;i<n;i++){" + "a b c " * 2000 + "}</script>",
        "<style>a<b " + "x y " * 2000 + "</style>",
        "<!-- a <b " + "x y " * 2000 + " -->",
        "<p>" + "words and <b>more</b> words " * 2000 + "</p>",
        '<img src="data:image/png;base64,' + "A" * 100_000 + '">',
    ],
    ids=["script", "style", "comment", "prose", "long value"],
)
def test_what_only_looks_like_a_crowded_tag_is_left_whole(markup: str) -> None:
    whole = f"{BEFORE}{markup}<p>Words after it.</p>"
    assert bounded(whole.encode()) == whole.encode()
