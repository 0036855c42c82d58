from datetime import date

import pytest

from citewatch.documents.kinds.text.reader import read_plain_text
from citewatch.documents.reader import Reading
from citewatch.errors import InputError

ARTICLE = """The Harbour

The harbour was dredged.


  1. Build More
    Our town must build.

Many ships hide their cargo for fear of fines.3 As a result, few are searched. In 2016, Pier 25
was closed,4 and it stayed so.5 The school closed in the first year6 One study disagrees.7 We found
it so.8For details see: Doe, Jane. Piers. Port Press, 2015. http://e.org/PE154.html.9 Others agree.

Rope wears out. (source: Hempel, B. “Ropes” Knots, published online May 2, 2016)

  1. Build Less
    Our town must rest.

  1. Doe. “Ships.” Site. Oct. 2016. Accessed 12 Jan. 2017 at http://a.org/s.pdf.

  2. Roe. “Cranes, part 3.” Accessed January 13, 2017 at http://b.org/c
  3. http://c.org/id=82011http://d.org/5.html
  4. http://e.org/1 and http://f.org/2

    Poe. “More.” Accessed January 13, 2017 at http://g.org/3.

  5. Ibid.
  6. Moe, Journal 8 (2012): 343.
  7. http://h.org/?utm_source=x
"""


def read(text: str) -> Reading:
    return read_plain_text(text.encode(), "harbour.txt")


def test_the_list_of_notes_is_found_among_headings_that_look_like_items() -> None:
    reading = read(ARTICLE)
    ids = [citation.id for citation in reading.citations]
    assert ids == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "hempel"]
    assert reading.title == "The Harbour"


def test_each_note_has_its_links_dates_and_place() -> None:
    first, _, third, fourth, *_ = read(ARTICLE).citations
    assert first.links == ("http://a.org/s.pdf",)
    assert (first.accessed, first.published) == (date(2017, 1, 12), "Oct. 2016")
    assert str(first.at) == "harbour.txt:18:3"
    assert third.links == ("http://c.org/id=82011", "http://d.org/5.html")
    assert fourth.links == ("http://e.org/1", "http://f.org/2", "http://g.org/3")
    assert fourth.text.count("\n") == 1


def test_marks_glued_to_words_find_the_sentences_they_support() -> None:
    by_id = {citation.id: citation for citation in read(ARTICLE).citations}
    assert by_id["3"].supports == ("Many ships hide their cargo for fear of fines.",)
    assert by_id["4"].supports == ("In 2016, Pier 25 was closed, and it stayed so.",)
    assert by_id["6"].supports == ("The school closed in the first year",)
    assert by_id["7"].supports == ("One study disagrees.",)
    assert by_id["hempel"].supports == ("Rope wears out.",)


def test_notes_in_the_body_and_marks_without_a_note_are_told() -> None:
    reading = read(ARTICLE)
    by_id = {citation.id: citation for citation in reading.citations}
    assert by_id["8"].text.startswith("For details see: Doe, Jane.")
    assert by_id["8"].links == ("http://e.org/PE154.html",)
    assert (by_id["9"].text, by_id["9"].links) == ("", ())
    assert by_id["9"].supports == by_id["8"].supports == ("We found it so.",)
    assert reading.remarks == (
        "Mark 9 has no note.",
        "Note 1 has no mark.",
        "Note 2 has no mark.",
    )


def test_ibid_means_the_source_before() -> None:
    by_id = {citation.id: citation for citation in read(ARTICLE).citations}
    assert by_id["5"].links == by_id["4"].links


def test_keyed_references_are_read_across_page_breaks() -> None:
    page = "\nDoe            Informational            [Page {}]\n\nRFC 1    Title    March 2016\n\n"
    text = (
        "1.  Start\n\n   See [KEY-1] and [RFC2].\n"
        + page.format(1)
        + '2.  Informative References\n\n   [KEY-1]\n              Doe, "A", 2016,\n'
        + "              <http://a.org/x/\n              y.pdf>.\n"
        + page.format(2)
        + '   [RFC2]     Roe, "B", DOI 10.1/B,\n              <http://b.org/i>.\n'
        + page.format(3)
        + "Authors' Addresses\n\n   Doe, http://doe.org/\n"
    )
    citations = read(text).citations
    assert [(one.id, one.links) for one in citations] == [
        ("KEY-1", ("http://a.org/x/y.pdf",)),
        ("RFC2", ("http://b.org/i",)),
        ("link-1", ("http://doe.org/",)),
    ]


def test_a_numbered_list_that_names_no_source_is_no_list_of_notes() -> None:
    citations = read("Do this:\n\n1. Stir.\n2. Wait.\n\nMore at http://a.org/x.\n").citations
    assert [(one.id, one.links) for one in citations] == [("1", ("http://a.org/x",))]


def test_each_address_of_a_text_without_notes_is_cited_once() -> None:
    citations = read("A: http://a.org.\n\nAgain http://a.org and www.b.org/c.\n").citations
    assert [one.links for one in citations] == [("http://a.org",), ("www.b.org/c",)]
    assert str(citations[1].at) == "harbour.txt:3:24"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_of_other_encodings_is_read(encoding: str) -> None:
    text = "Größe, Maß und Gewicht für alle, siehe http://a.org/x" * 20
    assert (
        read_plain_text(text.encode(encoding), "x.txt")
        .citations[0]
        .links[0]
        .startswith("http://a.org/x")
    )


@pytest.mark.parametrize("content", [bytes(range(256)) * 50, b"\x00" * 100])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="no text document"):
        read_plain_text(content, "x.txt")


def test_a_text_beyond_all_measure_is_refused() -> None:
    with pytest.raises(InputError, match="larger than 64 MiB"):
        read_plain_text(b"a " * (33 * 2**20), "x.txt")
