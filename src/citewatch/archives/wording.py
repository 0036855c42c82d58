"""What is said of an archive's answer, in sentences for people. Pure."""

from collections.abc import Sequence
from datetime import date

from citewatch.archives.choice import CITATIONS, Choice
from citewatch.archives.look import Look
from citewatch.core.display import clean
from citewatch.core.memento import spoken_date, spoken_distance
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Snapshot


def unknown(why: str) -> ArchiveAnswer:
    """The answer of an archive that gave none."""
    return ArchiveAnswer(ArchiveState.UNKNOWN, why, complete=False)


def found(look: Look, choice: Choice, *remarks: str, complete: bool = True) -> ArchiveAnswer:
    """The answer with the capture that was chosen, and all there is to say of it."""
    assert look.snapshot is not None
    parts = [captured(look.snapshot, choice.day, choice.whose), look.worth.said, *remarks]
    if look.worth.doubt:
        parts.append(f"{look.worth.doubt} So compare it with the citation.")
    if choice.is_suspect(look):
        parts.append(
            "It was taken after the archive had seen the page gone, so look whether it is still "
            "the source."
        )
    nearest = choice.looks[0]
    if look is not nearest and (against := _against(nearest)):
        parts.append(f"The nearest capture will not do. {against}")
    why = " ".join(part for part in parts if part)
    return ArchiveAnswer(ArchiveState.FOUND, why, look.snapshot, complete=complete)


def captured(snapshot: Snapshot, wanted: date | None, whose: str = CITATIONS) -> str:
    """When a snapshot was taken, and that it was looked at; `whose` is the date that is wanted."""
    day = snapshot.captured_at.date()
    if wanted is None:
        when = f"on {spoken_date(day)}, the newest one found (no date is known to prefer)"
    else:
        distance = spoken_distance(day, wanted)
        when = f"{distance} {whose} date ({spoken_date(wanted)})"
    title = clean(snapshot.title, 100)
    titled = f", titled “{title}”" if title else ""
    return f"Captured {when}; its replay was fetched and is a real page{titled}."


def nothing_good(looks: Sequence[Look], listed: int, all_known: bool) -> ArchiveAnswer:
    """The answer where no look is to be offered; `all_known` says that no other could be."""
    why = " ".join(dict.fromkeys(_against(look) for look in looks))
    if any(look.unread for look in looks):
        return unknown(f"No usable capture was found, but not every one could be read. {why}")
    if not all_known:
        return unknown(f"None of the captures that were tried is usable; more were not. {why}")
    if not listed:
        why = f"The nearest capture will not do. {why} The archive lists none that holds a page."
        return ArchiveAnswer(ArchiveState.NONE, why)
    captures = "one capture, and it is not" if listed == 1 else f"{listed} captures, none of them"
    return ArchiveAnswer(ArchiveState.NONE, f"The archive has {captures} usable. {why}")


def _against(look: Look) -> str:
    """What speaks against a capture, or ""."""
    if look.snapshot is None:
        return look.why
    return look.worth.doubt or look.worth.said
