"""Markdown that is small and means to cost everything."""

from time import process_time

import pytest

from citewatch.documents.kinds.markdown.reader import read_markdown
from repair.repair_lab import OLD, edited, moved

ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]\n" for number in range(1, 10)
)


@pytest.mark.parametrize(
    "front",
    [
        f"{ALIASES}title: *a9\n",
        "b: " + "[" * 5_000 + "\n",
        "- title: x\n- title: y\n",
        "a: {title: x}\n",
        "title: [x]\n",
    ],
)
def test_front_matter_that_gives_no_plain_title_is_passed_over(front: str) -> None:
    started = process_time()
    reading = read_markdown(f"---\n{front}---\n# Head\n<http://a.example/>\n".encode(), "a.md")
    assert (reading.title, len(reading.citations)) == ("Head", 1)
    assert process_time() - started < 2


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("a: {title: x}\ntitle: Real\n", "Real"),
        ("title: 'It: is'\nb: [[[\n", "It: is"),
        ("tags:\n  - title\n  - b\ntitle: 2020\n", "2020"),
        ("title: Not: YAML\n", "Not: YAML"),
    ],
)
def test_the_title_is_the_key_of_the_whole_front_matter(front: str, title: str) -> None:
    assert read_markdown(f"---\n{front}---\n# Head\n".encode(), "a.md").title == title


@pytest.mark.parametrize(
    "text",
    [
        "[^" * 2_000,
        "^[" * 2_000,
        "*a_b*c" * 2_000,
        "a*b_c" * 2_000,
        "<div>\n" + "<a " * 2_000,
        "".join(f"[a{number}]: http://a.example/{number}\n" for number in range(2_000)),
        "".join(f"See [l](http://a.example/{number}) there.\n" for number in range(1_500)),
    ],
    ids=lambda text: text[:12],
)
def test_time_grows_with_the_text_alone(text: str) -> None:
    # Times of the first reading of all would count what is loaded and compiled then.
    read_markdown(b"Text[^1] http://a.example/\n\n[^1]: Note.\n", "warm.md")
    started = process_time()
    read_markdown(text.encode(), "a.md")
    once = process_time() - started
    started = process_time()
    read_markdown((text * 4).encode(), "a.md")
    assert process_time() - started < max(10 * once, 1)


NESTED = 10_000
HOSTILE = {
    "no blank": "*word*" * 10_000,
    "brackets": "[" * NESTED,
    "images": "![](" * NESTED,
    "quotes": "> " * NESTED,
    "items": "- " * NESTED,
    "emphasis": "*a **b " * NESTED,
    "code": "`a``b" * NESTED,
    "comments": "<!--" * NESTED,
    "comments in text": "a <!-- " * NESTED,
    "tags": "<div>\n" + "<a " * NESTED,
    "a long tag": "<div>\n<" + "a" * 60_000,
    "keys": "[@a.b:" * NESTED,
    "definitions": "".join(f"[k{one}]: http://a.example/{one}\n" for one in range(3_000)),
    "links": "".join(f"[l](http://a.example/{one}) " for one in range(2_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_reading_and_repair_take_twice_as_long_for_twice_as_much(name: str) -> None:
    def took(text: str) -> float:
        started = process_time()
        read_markdown(text.encode(), "a.md")
        edited("markdown", f"{text}\n\n{OLD}\n", moved())
        return process_time() - started

    took("Text[^1] http://a.example/\n\n[^1]: Note.\n")
    once, twice = took(HOSTILE[name]), took(HOSTILE[name] * 2)
    assert twice < max(4 * once, 1)
