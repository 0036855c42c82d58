"""Markdown: links in all their spellings; code, comments and definitions stay sound."""

import pytest

from repair.repair_lab import NEW, OLD, archived, edit, edited, moved, snapshot

NOTE = f"Archived at <{snapshot(OLD)}>, 12 January 2017."
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
         f'By <a href="{OLD}">Smith</a>{INNER} it is\n'),
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
