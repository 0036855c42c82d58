"""Works that a wikitext page cites outside its notes, and the short notes that mean them."""

from datetime import date

import pytest

from citewatch.documents.kinds.wikitext.reader import read_wikitext
from citewatch.documents.reader import Reading


def read(text: str) -> Reading:
    return read_wikitext(text.encode(), "a.wiki")


def ids(text: str) -> list[str]:
    return [one.id for one in read(text).citations]


PAGE = """\
Rome is old.{{sfn|Smith|Doe|2006|p=5}} It fell.<ref>{{harvnb|Roe|1999|p=3}}</ref> It rose.

== Bibliography ==
* {{cite book |last1=Smith |first1=A. |last2=Doe |title=Rome |year=2006
 |url=http://a.example/rome |access-date=2019-02-03}}
* {{citation |last=Roe |title=Old |date=May 1999 |doi=10.1000/182}}
* {{cite book |title=Nobody wrote it |year=2001}}
"""


def test_a_work_supports_the_sentences_with_its_short_notes() -> None:
    found = read(PAGE).citations
    assert [(one.id, one.links, one.supports) for one in found] == [
        ("1", (), ("It fell.",)),
        ("Smith & Doe 2006", ("http://a.example/rome",), ("Rome is old.",)),
        ("Roe 1999", ("10.1000/182",), ("It fell.",)),
        ("reference 3", (), ()),
    ]
    assert found[1].accessed == date(2019, 2, 3)
    assert str(found[1].at) == "a.wiki:4:3"


def test_short_notes_of_works_that_are_not_there_are_told() -> None:
    assert read("Old.{{sfn|Lost|2001|p=1}} See http://a.example/").remarks == (
        "Short notes name works that the page does not list: Lost 2001.",
    )


@pytest.mark.parametrize(
    ("short", "work", "key"),
    [
        ("{{sfnp|Poe|1845}}", "{{cite book|author=Poe|date=2 May 1845}}", "Poe 1845"),
        ("{{harvtxt|Poe|1845a}}", "{{cite web|last=Poe|year=1845a}}", "Poe 1845a"),
        ("{{sfnm|1a1=Poe|1y=1845|2a1=Roe|2y=1999}}", "{{citation|last=Roe|year=1999}}", "Roe 1999"),
        (
            "{{sfn|A|B|C|D|2000}}",
            "{{cite book|last1=A|last2=B|last3=C|last4=D|last5=E|year=2000}}",
            "A et al. 2000",
        ),
        ("{{harvs|nb|last=Poe|year=1845}}", "{{cite book|last=Poe|year=1845}}", "Poe 1845"),
        ("{{sfn|WHO|2020}}", "{{cite web|ref={{sfnref|WHO|2020}}|title=T}}", "WHO 2020"),
        ("{{sfn|WHO|2020}}", "{{cite web|ref=CITEREFWHO2020|author=W|title=T}}", "W"),
        ("{{sfn|Dupont|2010}}", "{{Ouvrage|nom1=Dupont|année=2010|titre=R}}", "Dupont 2010"),
        ("{{harvnb|García|2011}}", "{{cita libro|apellidos=García|año=2011}}", "García 2011"),
        ("{{sfn|Rossi|1998}}", "{{cita libro|cognome=Rossi|anno=1998}}", "Rossi 1998"),
    ],
)
def test_a_short_note_finds_its_work(short: str, work: str, key: str) -> None:
    found = read(f"It is so.{short} The end.\n\n* {work}\n").citations
    assert [(one.id, one.supports) for one in found] == [(key, ("It is so.",))]


@pytest.mark.parametrize(
    ("written", "day", "published"),
    [
        (
            "{{Lien web|url=http://a.example/|consulté le=5 mai 2012|année=2010}}",
            (2012, 5, 5),
            "2010",
        ),
        (
            "{{Internetquelle|url=http://a.example/|abruf=2012-05-05|datum=2010}}",
            (2012, 5, 5),
            "2010",
        ),
        ("{{Cita web|url=http://a.example/|fechaacceso=5 de mayo de 2012}}", (2012, 5, 5), None),
        ("{{Cita web|url=http://a.example/|accesso=5 maggio 2012}}", (2012, 5, 5), None),
        ("{{Citar web|url=http://a.example/|acessodata=5 de maio de 2012}}", (2012, 5, 5), None),
        ("{{Citeer web|url=http://a.example/|bezochtdatum=5 mei 2012}}", (2012, 5, 5), None),
        ("{{Cytuj|url=http://a.example/|data dostępu=2012-05-05}}", (2012, 5, 5), None),
    ],
)
def test_days_are_read_in_the_words_of_the_template(
    written: str, day: tuple[int, int, int], published: str | None
) -> None:
    for text in (f"So.<ref>{written}</ref>", f"So.\n\n* {written}"):
        (one,) = read(text).citations
        assert one.links == ("http://a.example/",)
        assert (one.accessed, one.published) == (date(*day), published)


def test_lists_without_templates_are_read_below_a_heading_of_sources() -> None:
    text = (
        "So.<ref>http://a.example/1</ref>\n\n== Literature ==\n* Weber, Max (1922). ''Work''. X.\n"
        "* Poe, E. ''Raven''. [http://d.example/raven Online]\n\n== Life ==\n* Born 1922.\n"
        "* [http://e.example/ Site]\n"
    )
    assert [(one.id, one.links) for one in read(text).citations] == [
        ("1", ("http://a.example/1",)),
        ("reference 1", ()),
        ("reference 2", ("http://d.example/raven",)),
        ("link-1", ("http://e.example/",)),
    ]
