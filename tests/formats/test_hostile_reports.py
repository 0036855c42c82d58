"""Whatever the web, the document or the archive say, no format lets it do anything."""

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from citewatch.formats.registry import FORMATS, rendered
from citewatch.formats.terminal import render_terminal
from formats.sample_reports import PASSWORD, hostile

REPORT = hostile()
UNSHOWABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def unshowable(text: str) -> set[str]:
    return {char for char in text if char != "\n" and unicodedata.category(char) in UNSHOWABLE}


@pytest.mark.parametrize("name", FORMATS)
def test_no_control_or_direction_character_gets_through(name: str) -> None:
    text = rendered(REPORT, name)
    assert unshowable(text.replace("\r\n", "\n") if name == "csv" else text) == set()


@pytest.mark.parametrize("name", FORMATS)
def test_no_password_gets_through(name: str) -> None:
    text = rendered(REPORT, name)
    assert "***" in text
    assert PASSWORD not in text


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_in_one_line_end(name: str) -> None:
    text = rendered(REPORT, name)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_terminal_gets_only_colours_and_links_that_are_ours() -> None:
    file = io.StringIO()
    render_terminal(
        REPORT, Console(file=file, width=80, force_terminal=True, color_system="truecolor")
    )
    text = file.getvalue()
    links = set(re.findall(r"\x1b]8;[^;]*;([^\x1b]+)\x1b\\", text))
    assert links == set()
    assert unshowable(re.sub(r"\x1b\[[\d;]*m|\x1b]8;[^\x1b]*\x1b\\", "", text)) == set()
    assert PASSWORD not in text
    assert "[/red]" in text


def test_markup_in_a_title_is_shown_as_it_stands() -> None:
    assert "[/red] [bold]x | y z gnp.exe <script>" in re.sub(
        r"\n +", " ", rendered(REPORT, "terminal")
    )


def test_markdown_keeps_its_shape() -> None:
    tokens = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .parse(rendered(REPORT, "markdown"))
    )
    rows = sum(token.type == "tr_open" for token in tokens)
    assert rows == (1 + 9) + (1 + REPORT.summary.links + 1)
    cells = sum(token.type == "td_open" for token in tokens)
    assert cells == 9 * 3 + (REPORT.summary.links + 1) * 6
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h2", *["h3"] * 4, "h2", "h2", "h2"]
    inline = [child for token in tokens for child in token.children or []]
    kinds = {token.type for token in inline}
    assert kinds <= {
        "text",
        "text_special",
        "code_inline",
        "softbreak",
        "strong_open",
        "strong_close",
    }
    assert {token.type for token in tokens}.isdisjoint({"html_block", "hr", "code_block"})
    loose = "".join(token.content for token in inline if token.type == "text")
    assert not re.search(r"@\w|#\d|://|www\.|javascript:|GH-\d", loose)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def test_what_json_holds_is_safe_to_print_once_it_is_read() -> None:
    every = list(strings(json.loads(rendered(REPORT, "json"))))
    assert len(every) > 500
    assert set().union(*(unshowable(text) for text in every)) == set()
    assert not any("\n" in text for text in every)
