"""PubMed's .nbib, EndNote's XML and tagged files: each record is a citation."""

from datetime import date

import pytest

from citewatch.documents.kinds.endnote.reader import read_endnote
from citewatch.documents.kinds.enw.reader import read_enw
from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.nbib.reader import read_nbib
from citewatch.documents.reader import Reader
from citewatch.errors import InputError

_NBIB = b"""
PMID- 31025164
OWN - NLM
DP  - 2019 Jul
TI  - Influence of stimulation on
      pacemakers.
LID - 10.1000/s00508 [doi]
LID - e12 [pii]
AB  - See https://not.example/ for more.
FAU - Egger, Fritz
AU  - Egger F
JT  - Heart
PMC - PMC123

PMID- 5
TI  - Old.
AID - 003 [pii]
"""

_XML = b"""<?xml version="1.0" encoding="UTF-8" ?>
<xml><records><record><rec-number>17</rec-number>
<contributors><authors>
<author><style face="normal">Smith, A.</style></author></authors></contributors>
<titles><title><style face="normal">The rents
   of </style><style face="italic">cities</style></title>
<secondary-title>Cities</secondary-title></titles>
<dates><year>2020</year><pub-dates><date>May 3</date></pub-dates></dates>
<abstract>http://not.example/</abstract>
<electronic-resource-num>10.1000/x</electronic-resource-num>
<urls><related-urls><url><style face="normal">http://a.example/?a=1&amp;b=2</style></url>
<url>http://b.example/</url></related-urls>
<pdf-urls><url>internal-pdf://file.pdf</url></pdf-urls></urls>
<access-date><style>3 February 2021</style></access-date></record>
<record><titles><title>B</title></titles>
<electronic-resource-num>doi: 10.1000/y</electronic-resource-num></record></records></xml>"""

_ENW = b"""%0 Journal Article
%T The rents of cities
%A Smith, A.
%D 2020
%U http://a.example/x
%R 10.1000/x
%X http://not.example/
%[ February 3, 2021

%0 Book
%A Jones, B.
%I Press
%R 10.1000/y
"""


def test_a_record_of_pubmed_goes_by_its_number_and_leads_to_its_doi() -> None:
    reading = read_nbib(_NBIB, "a.nbib")
    first, second = reading.citations
    assert (first.id, first.text) == ("31025164", "Influence of stimulation on pacemakers.")
    assert (first.links, first.published) == (("10.1000/s00508",), "2019 Jul")
    assert str(first.at) == "a.nbib:2"
    assert second.links == ("https://pubmed.ncbi.nlm.nih.gov/5/",)
    assert reading.remarks == (
        "Left out: 1 address in abstracts, notes, keywords or files, which are no sources.",
    )


def test_endnotes_records_go_by_its_numbers_their_styles_undone() -> None:
    first, second = read_endnote(_XML, "a.xml").citations
    assert (first.id, first.text) == ("17", "The rents of cities")
    assert first.links == ("http://a.example/?a=1&b=2", "http://b.example/")
    assert (first.accessed, first.published) == (date(2021, 2, 3), "May 3 2020")
    assert (second.id, second.links) == ("#2", ("10.1000/y",))


def test_a_tagged_file_gives_its_records_by_their_place() -> None:
    first, second = read_enw(_ENW, "a.enw").citations
    assert (first.id, first.text, first.links) == (
        "1",
        "The rents of cities",
        ("http://a.example/x",),
    )
    assert first.accessed == date(2021, 2, 3)
    assert (second.text, second.links) == ("Jones, B.. Press", ("10.1000/y",))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (_NBIB, "nbib"),
        (_XML, "endnote"),
        (_ENW, "enw"),
        (b"PMID- is what PubMed calls it", "text"),
        (b"%0 percent", "text"),
    ],
)
def test_they_are_recognised_by_their_content(content: bytes, kind: str) -> None:
    assert kind_of(content, "x.txt").name == kind


@pytest.mark.parametrize("reader", [read_nbib, read_endnote, read_enw])
@pytest.mark.parametrize(
    "content", [b"", b"a", b"<a>", b"<a/>", b"<!DOCTYPE a [<!ENTITY b ''>]><a/>"]
)
def test_what_holds_no_record_is_refused(reader: Reader, content: bytes) -> None:
    with pytest.raises(InputError, match=r"^a: "):
        reader(content, "a")
