"""Markdown: links in all their spellings; code, comments and definitions stay sound."""

import pytest
from markdown_it import MarkdownIt

from repair.repair_lab import NEW, OLD, archived, edit, edited, moved, snapshot

NOTE = f"Archived at <{snapshot(OLD)}>, 12 January 2017."
DAY = "12 January 2017"
AS_HTML = f'<a href="{snapshot(OLD)}">{snapshot(OLD)}</a>'
IN_HTML = f" (archived at {AS_HTML}, 12 January 2017)"
INNER = f" (archived at <{snapshot(OLD)}>, 12 January 2017)"


@pytest.mark.parametrize(
    "text",
    [
        f"[Words]({OLD}) and\n",
        f'[Words](<{OLD}> "Title")\n',
        f"<{OLD}>\n",
        f"See {OLD}.\n",
        f"[^1]: Smith, {OLD}.\n",
        f"[key]: {OLD} 'Title'\n",
        f'<a href="{OLD}">x</a>\n',
        f"| a | {OLD} |\n",
        f"[{OLD}]({OLD})\n",
    ],
)
def test_a_moved_link_is_exchanged_in_each_spelling(text: str) -> None:
    assert edit("markdown", text, moved()) == text.replace(OLD, NEW)


def test_escapes_of_the_author_are_understood() -> None:
    link = "http://old.example/a_b?x=1&y=2"
    text = "[x](http://old.example/a\\_b?x=1&amp;y=2)"
    assert edit("markdown", text, moved("", link)) == f"[x]({NEW})"


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{OLD}\n```\n",
        f"~~~~ yaml\n{OLD}\n~~~~\n",
        f"Say `{OLD}` aloud\n",
        f"<!-- {OLD} -->\n",
        f"---\nurl: {OLD}\n---\n",
    ],
)
def test_code_comments_and_front_matter_are_left_alone(text: str) -> None:
    repaired = edited("markdown", text, moved())
    assert repaired.content.decode() == text
    assert repaired.unplaced


@pytest.mark.parametrize(
    ("before", "cited", "after"),
    [
        (f"[^1]: Smith, [Title]({OLD}). Accessed 2017.\n", "Smith, Title. Accessed 2017.",
         f"[^1]: Smith, [Title]({OLD}). Accessed 2017. {NOTE}\n"),
        (f"[^1]: Smith, {OLD}\n[^2]: Other\n", f"Smith, {OLD}",
         f"[^1]: Smith, {OLD} {NOTE}\n[^2]: Other\n"),
        (f"As [Smith]({OLD}) says, it rains.\n", "Smith",
         f"As [Smith]({OLD}){INNER} says, it rains.\n"),
        (f"- <{OLD}>\n- b\n", OLD, f"- <{OLD}> {NOTE}\n- b\n"),
        (f"| Smith {OLD} | b |\n", "Smith", f"| Smith {OLD} {NOTE} | b |\n"),
        (f"As [Smith][1] says.\n\n[1]: {OLD}\n", "Smith",
         f"As [Smith][1]{INNER} says.\n\n[1]: {OLD}\n"),
        (f'By <a href="{OLD}">Smith</a> it is\n', "Smith",
         f'By <a href="{OLD}">Smith</a>{IN_HTML} it is\n'),
    ],
)  # fmt: skip
def test_a_note_stands_where_the_markup_allows_it(before: str, cited: str, after: str) -> None:
    assert edit("markdown", before, archived(cited)) == after
    assert edit("markdown", after, archived(cited)) == after


def test_brackets_in_a_new_address_do_not_end_the_link() -> None:
    odd = "https://new.example/b)c"
    assert edit("markdown", f"[x]({OLD})", moved(url=odd)) == "[x](https://new.example/b%29c)"
    even = "https://new.example/b_(c)"
    assert edit("markdown", f"[x]({OLD})", moved(url=even)) == f"[x]({even})"


@pytest.mark.parametrize(
    ("before", "cited", "after"),
    [
        (f'<ul>\n<li><a href="{OLD}">T</a>, 2010.</li>\n</ul>\n', "T, 2010.",
         f'<ul>\n<li><a href="{OLD}">T</a>, 2010. Archived at {AS_HTML}, {DAY}.</li>\n</ul>\n'),
        (f'<p>By <a href="{OLD}">{OLD}</a> it is.</p>\n\nb\n', OLD,
         f'<p>By <a href="{OLD}">{OLD}</a>{IN_HTML} it is.</p>\n\nb\n'),
        (f"<p>By {OLD} it is.</p>\n", OLD, f"<p>By {OLD}{IN_HTML} it is.</p>\n"),
        (f"> <p>By <a href='{OLD}'>x</a> it is\n> </p>\r\n", "x",
         f"> <p>By <a href='{OLD}'>x</a>{IN_HTML} it is\n> </p>\r\n"),
        (f"\ufeff<div>\n\n[x]({OLD}) it is\n\n</div>", "x",
         f"\ufeff<div>\n\n[x]({OLD}){INNER} it is\n\n</div>"),
    ],
)  # fmt: skip
def test_a_note_within_html_is_html(before: str, cited: str, after: str) -> None:
    assert edit("markdown", before, archived(cited)) == after
    assert edit("markdown", after, archived(cited)) == after
    rendered = MarkdownIt("commonmark").render(after.removeprefix("\ufeff"))
    assert f'href="{snapshot(OLD)}"' in rendered


def test_an_address_within_html_is_written_as_html() -> None:
    new = "https://new.example/?a=1&copy=2"
    text = f"<p>{OLD}</p>\n"
    assert edit("markdown", text, moved(url=new)) == "<p>https://new.example/?a=1&amp;copy=2</p>\n"


@pytest.mark.parametrize("more", ["\\=x", "\\_b", "\\&c", "\\.html", "\\/"])
@pytest.mark.parametrize("frame", ["<div>\n{}\n</div>\n", '<p><a href="{}">x</a></p>\n', "{}\n"])
def test_a_part_of_an_escaped_address_is_never_replaced(frame: str, more: str) -> None:
    text = frame.format(OLD + more)
    repaired = edited("markdown", text, moved())
    assert repaired.content.decode() == text
    assert repaired.unplaced


def test_an_escaped_bracket_ends_an_address() -> None:
    assert edit("markdown", f"\\[{OLD}\\] b\n", moved()) == f"\\[{NEW}\\] b\n"


@pytest.mark.parametrize(
    "text",
    [
        f"a\n\n    {OLD}\n",
        f"- a\n\n  ```\n  {OLD}\n  ```\n",
        f"<pre>\n{OLD}\n</pre>\n",
        f"> ~~~\n> {OLD}\n> ~~~\n",
    ],
)
def test_what_the_reader_takes_for_code_is_left_alone(text: str) -> None:
    assert edited("markdown", text, moved()).content.decode() == text


def test_a_fence_that_is_none_hides_nothing() -> None:
    text = f"a\n\n    ```\n\n{OLD}\n\nb `c\n\n{OLD} d`\n"
    assert edit("markdown", text, moved()) == text.replace(OLD, NEW)
