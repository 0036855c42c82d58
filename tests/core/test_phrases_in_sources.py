"""Short living pages that use the words of the phrase files: none of them is dead for it."""

import pytest

from citewatch.core.content.judge import Answer, judge_page
from citewatch.core.evidence import Page
from citewatch.core.finding import Strength
from citewatch.core.urls import parse
from citewatch.core.verdict import Verdict

URL = parse("https://site.example/2016/report")


def judged(title: str, text: str, citation: str) -> tuple[Verdict | None, Strength] | None:
    words = f"{title} {text}"
    page = Page(
        "text/html", bytes_read=900, title=title, headings=(title,), text=words,
        words=len(words.split()),
    )  # fmt: skip
    conclusion = judge_page(Answer(page, 200, {}, URL, URL), citation).conclusion
    return (conclusion.points_to, conclusion.strength) if conclusion else None


def is_dead(title: str, text: str, citation: str) -> bool:
    return judged(title, text, citation) == (Verdict.DEAD, Strength.DECISIVE)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Cup final",
            "We lost the final by one goal, and everybody looked everywhere for the ball.",
        ),
        ("Newsletter", "The festival returns in May. Stay tuned, more concerts will be told soon."),
        ("Spielplan", "Die neue Saison beginnt bald. Karten gibt es ab Montag an der Kasse."),
        ("Konzert", "Das Konzert findet in der Kirche statt. In Kürze mehr dazu hier."),
        ("Bibliothek", "Das Buch wurde nicht gefunden, sagt die Polizei. Es fehlt seit 1987."),
        ("Marke", "Die Website der Stadt ist als Marke registriert, sagt das Amt."),
        ("Musée", "Le site est fermé le lundi. Entrée libre le premier dimanche du mois."),
        ("Le manuscrit", "Le manuscrit est introuvable depuis 1911, dit le conservateur."),
        ("Estreno", "Próximamente en los cines de Madrid: una historia de tres hermanas."),
        ("Lançamento", "O livro sai em breve pela editora da universidade."),
        ("Concert", "Kommer snart till Malmö: orkestern spelar Berwald."),
        ("О музее", "Сайт создан в 2010 году сотрудниками музея."),
        ("Hjælp", "Hjemmesiden er lukket for nye tilmeldinger. Kom igen til marts."),
        ("Bridge works", "The old bridge is under construction until May; use the ferry."),
        ("Report a fault", "Have you seen a broken link? Tell the editors, and they mend it."),
        ("Lost keys", "I looked in the cellar and could not find it, nor what was in it."),
        ("Datenschutz", "Die Inhalte der Umfrage werden innerhalb einer Woche gelöscht."),
        ("Permits", "On this site the permit for the old quarry has expired, says the council."),
        ("Ghost town", "The mining town doesn't exist anymore. Its church was moved to Vale."),
        ("Hello, world!", "The first program that a student writes prints these two words."),
        ("Index of /", "data/ 2019-01-01 readings.csv 2019-01-01 12K notes.txt 2018-04-02 1K"),
    ],
)
@pytest.mark.parametrize("citation", ["", "The Survey of Vale, 2016"])
def test_a_short_source_is_not_dead_for_a_word(title: str, text: str, citation: str) -> None:
    assert not is_dead(title, text, citation)


@pytest.mark.parametrize("cry", ["Whoops.", "Ow!", "Oops!", "Hoppla!", "Упс!"])
def test_a_cry_over_a_notice_is_an_error_page(cry: str) -> None:
    assert is_dead(cry, "Let us take you home.", "The Survey of Vale, 2016")


@pytest.mark.parametrize(
    ("title", "text", "citation"),
    [
        ("Whoops: a history of slips", "The first slip was noted in 1620.", "The Survey of Vale"),
        ("Whoops!", "The first slip was noted in 1620.", "Whoops! In: The Survey of Vale"),
        ("Whoops!", "The first slip was noted in 1620.", ""),
        ("UPS", "Where parcels are on their way.", "The Survey of Vale, 2016"),
        ("OPS", "Organización Panamericana de la Salud", "The Survey of Vale, 2016"),
        ("Ow!", "It hurt, and the council met again. " * 12, "The Survey of Vale, 2016"),
    ],
)
def test_a_story_with_a_cry_in_its_name_is_none(title: str, text: str, citation: str) -> None:
    assert not is_dead(title, text, citation)


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("Blokeret", Verdict.BLOCKED),
        ("Adgang nægtet", Verdict.BLOCKED),
        ("Member Sign In", Verdict.BLOCKED),
        ("Доступ ограничен", Verdict.BLOCKED),
        ("Domain nicht eingerichtet", Verdict.DEAD),
        ("Coming Soon", Verdict.DEAD),
        ("Сайт находится в разработке", Verdict.DEAD),
        ("Siden blev ikke fundet", Verdict.DEAD),
        ("페이지를 찾을 수 없습니다", Verdict.DEAD),
        ("Trang không tồn tại", Verdict.DEAD),
        ("Sivusto on huollossa", Verdict.UNREACHABLE),
    ],
)
def test_notices_of_many_languages_are_known(title: str, verdict: Verdict) -> None:
    assert judged(title, "", "The Survey of Vale, 2016") == (verdict, Strength.DECISIVE)
