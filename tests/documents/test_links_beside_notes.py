"""Links in the running text of documents that have notes: cited too, unless they are not wanted."""

from pathlib import Path

import pytest

from citewatch.documents.kinds.known import KINDS
from citewatch.documents.reader import flow_of, gathered
from citewatch.documents.stream import only_notes, stream_of
from citewatch.usecases.sources import documents_at

MARKDOWN = """\
# Ropes

They [wear out](http://a.example/wear).[^1] Some [say so](http://b.example/say), and
[again](http://b.example/say).

[^1]: Doe, http://c.example/d and http://a.example/wear.
"""
HTML = """<main><p>They wear out.<a href="#fn1" id="fnref1"><sup>1</sup></a> Some
<a href="http://b.example/say">say so</a>.</p></main><nav><a href="http://frame.example/">Ads</a>
</nav><section class="footnotes"><ol><li id="fn1">Doe, <a href="http://c.example/d">d</a>.
<a href="#fnref1">back</a></li></ol></section>"""
TEXT = """\
They wear out [1]. Some say so at http://b.example/say today.

References

[1] Doe, J. "On ropes." 2016. http://c.example/d
[2] Roe, J. "On more ropes." 2017. http://c.example/e
"""
WIKI = "They wear out.<ref>Doe, http://c.example/d</ref> Some [http://b.example/say say so].\n"
LATEX = (
    r"They wear out.\footnote{\url{http://c.example/d}} Some say so: \url{http://b.example/say}."
)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("markdown", MARKDOWN),
        ("html", HTML),
        ("text", TEXT),
        ("wikitext", WIKI),
        ("latex", LATEX),
    ],
)
def test_one_note_silences_no_other_link(kind: str, content: str) -> None:
    citations = gathered(flow_of(KINDS[kind].reader()(content.encode(), "a"))).citations
    beside = [(one.id, one.links) for one in citations if one.id.startswith("link-")]
    assert beside == [("link-1", ("http://b.example/say",))]
    assert len(citations) > 1


def test_a_link_that_a_note_cites_too_is_one_citation() -> None:
    citations = gathered(flow_of(KINDS["markdown"].reader()(MARKDOWN.encode(), "a"))).citations
    links = [link for one in citations for link in one.links]
    assert sorted(links) == sorted(set(links))


def test_only_the_notes_are_kept_where_that_is_wished(tmp_path: Path) -> None:
    file = tmp_path / "ropes.md"
    file.write_text(MARKDOWN)
    (kept,) = documents_at([str(file)], notes_only=True).streams
    assert [one.id for one in kept.citations] == ["1"]
    assert [one.id for one in kept.citations] == ["1"]
    assert (kept.count, kept.links) == (1, 2)
    assert kept.remarks == ("1 link in running text left out, as asked (--links notes).",)


def test_where_there_are_no_notes_the_links_stay() -> None:
    reading = gathered(flow_of(KINDS["latex"].reader()(rb"See \url{http://a.example/}.", "a")))
    stream = stream_of("a.tex", "latex", "", reading)
    assert only_notes(stream) is stream
