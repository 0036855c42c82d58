import pytest

from citewatch.documents.kinds.html.reader import read_html
from citewatch.documents.reader import Reading
from citewatch.errors import InputError


def read(body: str, encoding: str = "utf-8") -> Reading:
    page = f"<!doctype html><html><head><title>A page</title></head><body>{body}</body></html>"
    return read_html(page.encode(encoding), "page.html")


PANDOC = """<p>It holds.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1
</sup></a> So <a href="http://else.org/">they</a> say.</p><section class="footnotes"><hr><ol>
<li id="fn1"><p>See <a href="http://a.org/b">b</a>.</p><p>And http://c.org/d.<a href="#fnref1"
class="footnote-back">↩︎</a></p></li></ol></section>"""

WORD = """<p>It holds.<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a></p><div><hr>
<div id=ftn1><p class=MsoFootnoteText><a href="//GUID-1#_ftnref1" name="_ftn1"><span>[1]</span></a>
See <a href="http://a.org/b">b</a>.</p><p>And http://c.org/d.</p></div></div>"""

SUBSTACK = """<p>It holds.<a id="footnote-anchor-1-9" href="https://me.example/p/x#footnote-1-9"
class="footnote-anchor">1</a></p><div class="footnote"><a id="footnote-1-9"
href="https://me.example/p/x#footnote-anchor-1-9" class="footnote-number">1</a><div
class="footnote-content"><p>See <a href="http://a.org/b">b</a>.</p><p>And http://c.org/d.</p></div>
</div>"""

TUFTE = """<p>It holds.<label for="sn-1" class="margin-toggle sidenote-number"></label><input
type="checkbox" id="sn-1"><span class="sidenote">See <a href="http://a.org/b">b</a>.<br>And
http://c.org/d.</span></p>"""

DISTILL = """<d-article><p>It holds.<d-footnote>See <a href="http://a.org/b">b</a>.<br>And
http://c.org/d.</d-footnote></p></d-article>"""

LOOSE = """<p>It holds.<sup>1</sup></p><hr><p><sup>1</sup> See <a href="http://a.org/b">b</a>.<br>And
http://c.org/d.</p>"""

NAMED_IN_TABLE = """<p>It holds.<sup><a href="#n1" name="r1">1</a></sup></p><table><tr>
<td><a name="n1" href="#r1">1</a></td><td>See <a href="http://a.org/b">b</a>.<br>And http://c.org/d.
</td></tr></table>"""


@pytest.mark.parametrize("body", [PANDOC, WORD, SUBSTACK, TUFTE, DISTILL, LOOSE, NAMED_IN_TABLE])
def test_notes_of_every_shape_are_paired_with_their_marks(body: str) -> None:
    note, *_ = read(body).citations
    assert note.id == "1"
    assert note.text == "See b.\nAnd http://c.org/d."
    assert note.links == ("http://a.org/b", "http://c.org/d")
    assert note.supports == ("It holds.",)
    assert str(note.at).startswith("page.html:")


def test_links_beside_the_notes_are_cited_too() -> None:
    *_, beside = read(PANDOC).citations
    assert beside.id == "link-1"
    assert len(beside.links) == 1


def test_a_reference_used_twice_supports_both_sentences() -> None:
    reading = read(
        '<p>One.<sup id="cite_ref-1_1-0"><a href="#cite_note-1">[1]</a></sup> Two.<sup '
        'id="cite_ref-1_1-1"><a href="#cite_note-1">[1]</a></sup> Three.<sup><a '
        'href="#cite_note-n">[nb 1]</a></sup></p><ol class="references"><li id="cite_note-1"><span '
        'class="mw-cite-backlink">^ <a href="#cite_ref-1_1-0"><sup>a</sup></a> <a '
        'href="#cite_ref-1_1-1"><sup>b</sup></a></span> <span><a class="external" '
        'href="//web.archive.org/web/2011/http://a.org/">A</a>. Retrieved 10 February 2012. '
        '<a href="/wiki/B">B</a></span></li><li id="cite_note-n">Only words.</li></ol>'
    )
    first, second = reading.citations
    assert first.supports == ("One.", "Two.")
    assert first.text == "A. Retrieved 10 February 2012. B"
    assert first.links == ("//web.archive.org/web/2011/http://a.org/",)
    assert str(first.accessed) == "2012-02-10"
    assert (second.id, second.links) == ("nb 1", ())


def test_links_to_figures_and_chapters_are_no_notes() -> None:
    reading = read(
        '<p>See <a href="#fig-1">1</a> and <a href="#sec2">2</a> at <a href="http://a.org/">a</a>.'
        '</p><figure id="fig-1">F</figure><h2 id="sec2">Two</h2>'
    )
    assert [one.links for one in reading.citations] == [("http://a.org/",)]


def test_a_page_without_notes_cites_what_its_text_links_to() -> None:
    reading = read(
        '<nav><a href="http://menu.org/">Menu</a></nav><main><p>By <a href="http://a.org/?x=1&amp;'
        'y=2">A</a> and www.b.org/c.</p><pre><code>x</code></pre></main>'
        '<footer><a href="http://foot.org/">Foot</a></footer>'
    )
    assert [(one.id, one.text, one.links) for one in reading.citations] == [
        ("1", "A", ("http://a.org/?x=1&y=2",)),
        ("2", "www.b.org/c", ("www.b.org/c",)),
    ]


def test_a_mark_whose_note_is_missing_is_told() -> None:
    reading = read(PANDOC + '<p>Lost.<sup><a href="#fn2">2</a></sup></p>')
    assert "Mark 2 has no note." in reading.remarks


def test_an_old_encoding_that_the_page_names_is_read() -> None:
    head = '<meta charset="windows-1252">'
    reading = read(f"{head}<p>“Größe” <a href='http://a.org/é'>Ä</a></p>", "cp1252")
    assert reading.citations[0].links == ("http://a.org/é",)
    assert reading.citations[0].supports == ("“Größe” Ä",)


def test_a_page_that_nests_without_end_is_read() -> None:
    reading = read("<div>" * 20_000 + '<a href="http://a.org/">a</a>')
    assert len(reading.citations) <= 1


def test_bytes_that_are_no_page_are_refused() -> None:
    with pytest.raises(InputError, match="is no web page"):
        read_html(bytes(range(256)) * 20, "page.html")


def test_notes_in_a_row_of_divisions_keep_all_their_paragraphs() -> None:
    marks = "".join(f'<p>S {n}.<sup><a href="#ftnt{n}">[{n}]</a></sup></p>' for n in (1, 2))
    notes = "".join(
        f'<div><p><a href="#r{n}" id="ftnt{n}">[{n}]</a> First {n};</p>'
        f'<p>then <a href="http://a.org/{n}">a</a>.</p></div>'
        for n in (1, 2)
    )
    first, second = read(f"<div>{marks}</div><hr>{notes}").citations
    assert (first.text, first.links) == ("First 1;\nthen a.", ("http://a.org/1",))
    assert second.links == ("http://a.org/2",)


def test_a_division_beside_a_note_that_is_no_note_is_not_taken_in() -> None:
    reading = read(
        '<p>So.<sup><a href="#n1">1</a></sup></p><div><p id="n1">1. Doe 2001.</p><p>Print this '
        '<a href="http://b.org/">page</a>.</p></div><div><p>More.</p></div>'
    )
    assert reading.citations[0].text == "Doe 2001."


@pytest.mark.parametrize(
    ("shown", "label"),
    [
        ("[1]", "1"),
        ("Anm. 1", "Anm. 1"),
        ("[註 1]", "註 1"),
        ("[Knuth]", "Knuth"),
        ("[PEP-384]", "PEP-384"),
        ('<span class="wb-inv">Footnote </span>1', "1"),
        ("[footnote 1]", "1"),
        ("Doe &amp; Roe 2016", "Doe & Roe 2016"),
        ("see the whole list", "doe2016"),
    ],
)
def test_a_note_is_called_what_its_mark_shows(shown: str, label: str) -> None:
    note = '<ol class="references"><li id="ref-doe2016">Doe 2016.</li></ol>'
    reading = read(f'<p>So <a href="#ref-doe2016" class="noteref">{shown}</a>.</p>{note}')
    assert [one.id for one in reading.citations] == [label]


def test_a_sentence_ends_at_its_mark_where_no_blank_follows() -> None:
    mark = '<sup><a href="#fn{0}">{0}</a></sup>'
    marked = f"One holds.{mark.format(1)}Two holds.{mark.format(2)}Three (v2.{mark.format(3)}5) is."
    notes = "".join(f'<li id="fn{n}">Note {n}.</li>' for n in (1, 2, 3))
    reading = read(f"<p>{marked}</p><ol>{notes}</ol>")
    assert [one.supports for one in reading.citations] == [
        ("One holds.",),
        ("Two holds.",),
        ("Three (v2.5) is.",),
    ]
