from citewatch.documents.kinds.markdown.reader import read_markdown
from citewatch.documents.reader import Reading


def read(text: str) -> Reading:
    return read_markdown(text.encode(), "report.md")


NOTES = """---
title: "Rope: a study"
---
# Heading

Ropes wear out.[^1] They are [sold](https://shop.example/). Some say so,[^long] others not.[^9]

[^1]:
    Doe, https://a.org/x_y_z.html, and [one
    other][Other Doe].

[^long]: First paragraph, (see <http://b.org/c>).

    Second paragraph: `https://code.example/` and **http://d.org/e**.

[^unused]: [Title](http://f.org/g "words") Accessed 2017-01-12.

```
[^2]: http://in.code/
```

[other doe]: https://h.org/i
"""


def test_footnotes_are_read_with_the_targets_of_their_links() -> None:
    reading = read(NOTES)
    assert [(one.id, one.links) for one in reading.citations[:3]] == [
        ("1", ("https://a.org/x_y_z.html", "https://h.org/i")),
        ("long", ("http://b.org/c", "http://d.org/e")),
        ("unused", ("http://f.org/g",)),
    ]
    assert [one.id for one in reading.citations[3:]] == ["link-1"]
    assert reading.title == "Rope: a study"


def test_footnotes_keep_their_paragraphs_and_know_their_sentence_and_place() -> None:
    first, long, unused = read(NOTES).citations[:3]
    assert long.text.count("\n") == 1
    assert first.supports == ("Ropes wear out.",)
    assert long.supports == ("Some say so, others not.",)
    assert unused.accessed is not None
    assert (str(first.at), str(unused.at)) == ("report.md:8:1", "report.md:16:1")


def test_marks_and_notes_that_do_not_meet_are_told() -> None:
    assert read(NOTES).remarks == (
        "Mark 9 has no note.",
        "Note unused has no mark.",
    )


def test_inline_notes_are_notes() -> None:
    (note,) = read("Text.^[See http://a.org/x.] More.").citations
    assert (note.id, note.links, note.supports) == ("1", ("http://a.org/x",), ("Text.",))


def test_a_document_without_notes_cites_what_it_links_to() -> None:
    reading = read(
        "See [the docs][d-1], [again][d-1], <http://a.org/b?x=1&y=2>, www.c.org/d and\n"
        "[mail](mailto:a@b.org), [here](#top), [near](../x.md), ![img](http://i.org/p.png).\n"
        '<a href="https://j.org/k?a=1&amp;b=2">k</a>\n\n    http://in.code/\n\n'
        '[d-1]: https://d.org/Straße "Docs"\n[2]: https://never.used/\n'
    )
    assert [(one.id, one.links[0]) for one in reading.citations] == [
        ("d-1", "https://d.org/Straße"),
        ("1", "http://a.org/b?x=1&y=2"),
        ("3", "www.c.org/d"),
        ("4", "https://j.org/k?a=1&b=2"),
        ("2", "https://never.used/"),
    ]


def test_addresses_with_underscores_and_stars_stay_whole() -> None:
    reading = read("At https://a.org/_b_/c*d*e and *https://f.org/g*.\n")
    assert [one.links[0] for one in reading.citations] == [
        "https://a.org/_b_/c*d*e",
        "https://f.org/g",
    ]


def test_escapes_within_html_are_read_as_they_were_meant() -> None:
    text = '<div>\n<a href="http://a.example/x?t\\=a\\_b&amp;c=d">T</a> http://b.example/?u\\=1\n</div>\n'
    links = [link for one in read_markdown(text.encode(), "a.md").citations for link in one.links]
    assert links == ["http://a.example/x?t=a_b&c=d", "http://b.example/?u=1"]


def test_of_two_notes_with_one_label_the_first_one_counts() -> None:
    text = "A[^a]\n\n[^a]: http://a.example/1\n\n[^a]: http://a.example/2\n"
    reading = read_markdown(text.encode(), "a.md")
    found = [(one.id, one.links) for one in reading.citations]
    assert found == [("a", ("http://a.example/1",)), ("link-1", ("http://a.example/2",))]
    assert reading.remarks == ("Note a stands 2 times in the document; the first one counts.",)


def test_addresses_in_front_matter_are_told() -> None:
    text = "---\nurl: http://a.example/1\nseen: [http://a.example/2]\n---\n<http://a.example/3>\n"
    reading = read_markdown(text.encode(), "a.md")
    assert [one.links for one in reading.citations] == [("http://a.example/3",)]
    assert reading.remarks == ("Left out: 2 addresses in the front matter.",)


def test_notes_stand_in_lists_quotes_and_tables() -> None:
    text = (
        "- a[^1]\n\n  [^1]: http://a.example/1\n\n> b[^2]\n>\n> [^2]: http://a.example/2\n\n"
        "| c[^3] |\n|--|\n| d |\n\n[^3]: E http://a.example/3\n\n    F http://a.example/4\n"
    )
    found = {one.id: one for one in read_markdown(text.encode(), "a.md").citations}
    assert [one.supports for one in found.values()] == [("a",), ("b",), ("c",)]
    assert found["3"].text == "E http://a.example/3\nF http://a.example/4"
    assert found["3"].links == ("http://a.example/3", "http://a.example/4")
