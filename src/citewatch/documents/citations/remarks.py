"""What readers say of notes that they could not pair: plain sentences, the same for all kinds."""

from collections import Counter
from collections.abc import Iterable, Iterator


def unpaired(marks: Iterable[str], notes: Iterable[str]) -> Iterator[str]:
    """Marks without a note, and notes without a mark."""
    distinct_marks, distinct_notes = dict.fromkeys(marks), dict.fromkeys(notes)
    for mark in distinct_marks:
        if mark not in distinct_notes:
            yield f"Mark {mark} has no note."
    for note in distinct_notes:
        if note not in distinct_marks:
            yield f"Note {note} has no mark."


def repeated(notes: Iterable[str]) -> Iterator[str]:
    """Notes of which the document has several, so that only one can be meant."""
    for note, times in Counter(notes).items():
        if times > 1:
            yield f"Note {note} stands {times} times in the document; the first one counts."
