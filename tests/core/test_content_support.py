"""What a sentence rests on, looked for in a text."""

import pytest

from citewatch.core.content.support import Support, find_support

TEXT = (
    "The council met on Monday. In 2016 officers made 1,204 stops on foot, 37.5 % more than then. "
    "Chief Maria Alvarez praised the Harbour Watch. “Nobody had asked us before,” a resident said."
)


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("There were 1204 stops, said the city.", True),
        ("A rise of 37.5 percent to 1,204 was recorded.", True),
        ("There were 1205 stops.", False),
        ("A rise of 37 percent was recorded.", False),
        ("There were 204 stops.", False),
        ("The work of Alvarez and the Harbour Watch was praised.", True),
        ("The work of Alvarez and of Governor Bancroft of Westland was praised.", False),
        ("Residents say that “nobody had asked us before”.", True),
        ("Residents say that “somebody had always asked us in time”.", False),
        ("In 2016 there were 3 of them.", None),
        ("It grew.", None),
        ("", None),
    ],
)
def test_quotes_then_numbers_then_names_decide(sentence: str, held: bool | None) -> None:
    assert find_support(sentence, TEXT).held is held


def test_the_passage_is_the_sentence_with_most_of_what_was_looked_for() -> None:
    text = f"A list: 1,204. {'Filler words stand here. ' * 40}{TEXT}"
    found = find_support("Officers made 1,204 stops, 37.5 percent more.", text)
    assert found.passage.startswith("In 2016 officers made 1,204 stops on foot, 37.5 %")


def test_nothing_is_held_by_a_text_without_words() -> None:
    assert find_support("There were 1204 stops.", "") == Support(held=False)
