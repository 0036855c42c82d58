"""Folding: wording compared whatever its case, accents, quotes and dashes."""

import pytest

from citewatch.core.content.wording import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Page NOT Found", "page not found"),
        ("“Déjà vu” – l’été", '"deja vu" - l\'ete'),
        ("e\u0301te\u0301", "ete"),
        ("STRASSE Straße", "strasse strasse"),
        ("1 ≠ 2 ≮ x", "1 = 2 < x"),
        ("Łódź ŒUVRE Øre", "lodz oeuvre ore"),
        ("Việt Nam", "viet nam"),
        ("\u1100\u1161\u11a8", "각"),
        ("`a’", "'a'"),
        ("Йй не найдена", "ии не наидена"),
        ("Страница не найдена на этом сервере", "страница не наидена на этом сервере"),
    ],
)
def test_folding_takes_accents_and_forms_away(text: str, folded: str) -> None:
    assert fold(text) == folded
