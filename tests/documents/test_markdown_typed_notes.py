"""Notes that a Markdown document has without Markdown's own, and lists of sources."""

from citewatch.core.citation import Citation
from citewatch.documents.kinds.markdown.reader import read_markdown


def cited(text: str) -> dict[str, Citation]:
    return {one.id: one for one in read_markdown(text.encode(), "a.md").citations}


def test_marks_that_link_to_anchors_are_paired_with_their_notes() -> None:
    found = cited(
        'Rents rose.<sup id="r1">[1](#fn.1)</sup> See [here](http://c.example/).\n\n'
        '<div><sup><a id="fn.1" href="#r1">1</a></sup> The <a href="http://a.example/x">'
        "report</a>.</div>\n"
    )
    assert found["1"].links == ("http://a.example/x",)
    assert found["1"].supports == ("Rents rose.",)
    assert found["link-1"].links == ("http://c.example/",)


def test_numbers_in_brackets_typed_by_hand_are_paired() -> None:
    found = cited(
        "Rents rose\\[1\\]. They fell\\[2\\].\n\n## Endnotes\n\n\\[1\\] Doe.\n\n"
        "[http://a.example/](http://a.example/)\n\n\\[2\\] Roe, http://b.example/.\n"
    )
    assert found["1"].links == ("http://a.example/",)
    assert found["2"].links == ("http://b.example/",)


def test_brackets_that_nothing_refers_to_are_no_notes() -> None:
    text = "\\[1\\] One.\n\n\\[2\\] Two.\n\nSee [a](http://a.example/) too.\n"
    assert [one.links for one in cited(text).values()] == [("http://a.example/",)]


def test_a_list_below_references_is_cited_with_links_and_without() -> None:
    found = cited(
        "Text.\n\n## References\n\n- Adams (2011). *Cities*. Oxford.\n"
        "- Brown (2015). Streets. <http://b.example/>\n\n## More\n\n- Not a source\n"
    )
    assert found["reference 1"].links == ()
    assert found["reference 2"].links == ("http://b.example/",)
    assert len(found) == 2


def test_the_text_of_a_link_in_html_is_no_second_link() -> None:
    found = cited('<p>\nSee <a href="http://a.example/x?b=1&amp;c">http://a.example/x…</a>\n</p>\n')
    assert [one.links for one in found.values()] == [("http://a.example/x?b=1&c",)]
