"""What readers say of notes that they could not pair: plain sentences, the same for all kinds."""

from collections import Counter
from collections.abc import Iterable, Iterator


def unpaired(marks: Iterable[str], notes: Iterable[str]) -> Iterator[str]:
    """Marks without a note, notes without a mark, notes that stand twice."""
    count = Counter(notes)
    distinct = dict.fromkeys(marks)
    for mark in distinct:
        if mark not in count:
            yield f"Mark {mark} has no note."
    for note, times in count.items():
        if note not in distinct:
            yield f"Note {note} has no mark."
        if times > 1:
            yield f"Note {note} stands {times} times in the document; the first one counts."


def links_left_out(number: int) -> Iterator[str]:
    """Links outside the notes, which are no citations where a document has notes."""
    if number == 1:
        yield "1 link stands outside the notes and is not listed."
    elif number:
        yield f"{number} links stand outside the notes and are not listed."
