"""Ignores that stand in a document's own comments."""

from datetime import date
from pathlib import Path

import pytest

from citewatch.core.ignoring import Ignore
from citewatch.documents.ignores import ignores_in
from citewatch.documents.kinds.known import KINDS
from citewatch.documents.reading import open_documents
from citewatch.documents.stream import DocumentStream

URL = "https://intranet.example/*"
SAID = f"citewatch: ignore {URL} until 2027-01-31: behind our login"

COMMENTS = {
    "markdown": f"# Title\n\n<!-- {SAID} -->\n",
    "html": f"<p>\n\n<!--{SAID}--></p>",
    "wikitext": f"== Title ==\n\n<!--\n{SAID}\n-->",
    "latex": f"\\section{{Title}}\n\n  %% {SAID}\n",
    "bibtex": f"@misc{{a}}\n\n% {SAID}\n",
    "org": f"* Title\n\n# {SAID}\r\n",
    "sources": f"title: x\n\n# {SAID}\n",
    "asciidoc": f"= Title\n\n// {SAID}\n",
    "rst": f"Title\n=====\n.. {SAID}\n",
}


@pytest.mark.parametrize("name", COMMENTS)
def test_a_comment_says_what_is_ignored_until_when_and_why(name: str) -> None:
    (ignore,), remarks = ignores_in(COMMENTS[name].encode(), KINDS[name], "paper")
    assert remarks == ()
    assert ignore == Ignore(
        why="behind our login",
        until=date(2027, 1, 31),
        link=URL,
        document="paper",
        written_in="paper:3",
    )


def test_every_kind_that_has_comments_is_tried_here() -> None:
    assert {kind.name for kind in KINDS.values() if kind.comments} == set(COMMENTS)


def test_the_day_may_be_left_out() -> None:
    content = b"<!-- citewatch: ignore https://a.example/x: it is\nours -->"
    (ignore,), _ = ignores_in(content, KINDS["html"], "a.html")
    assert (ignore.link, ignore.until, ignore.why) == ("https://a.example/x", None, "it is ours")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("citewatch: ignore https://a.example/", "it gives no reason"),
        ("citewatch: ignore https://a.example/ until 2027-01-31:", "it gives no reason"),
        ("citewatch: ignore https://a.example/ until tomorrow: why", "tomorrow is no day"),
        ("citewatch: forget https://a.example/: why", "write `citewatch: ignore"),
    ],
)
def test_one_that_says_too_little_is_told_with_its_line(said: str, wrong: str) -> None:
    ignores, (remark,) = ignores_in(f"\n\n<!-- {said} -->".encode(), KINDS["html"], "a.html")
    assert ignores == ()
    assert remark.startswith("Line 3: an ignore is not heeded: ")
    assert wrong in remark


def test_text_that_is_no_comment_ignores_nothing() -> None:
    assert ignores_in(SAID.encode(), KINDS["markdown"], "a.md") == ((), ())
    assert ignores_in(COMMENTS["html"].encode(), KINDS["text"], "a.txt") == ((), ())


def test_many_comments_that_do_not_end_take_no_time() -> None:
    content = b"<!-- citewatch: " * 100_000
    assert ignores_in(content, KINDS["html"], "a.html") == ((), ())


def test_they_come_with_the_document_under_its_name(tmp_path: Path) -> None:
    for name in ("a.md", "sources.yaml"):
        (tmp_path / name).write_text("# citewatch: ignore https://b.example/: why\ncitations: []\n")
    (tmp_path / "a.md").write_text(f"<!-- {SAID} -->\n<!-- citewatch: ignore x -->\n")
    for stream in open_documents([tmp_path / "a.md", tmp_path / "sources.yaml"]):
        assert isinstance(stream, DocumentStream)
        (ignore,) = stream.ignores
        assert ignore.document == stream.source
        (renamed,) = stream.named("other").ignores
        assert renamed.document == "other"
        assert ("an ignore is not heeded" in "".join(stream.remarks)) == (stream.kind == "markdown")
