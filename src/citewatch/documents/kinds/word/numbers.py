"""The numbers that Word prints on notes (ECMA-376, part 1, 17.11)."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from citewatch.documents.kinds.word.story import Section
from citewatch.documents.stories.story import Mark


class Numbering(Struct, frozen=True):
    """How the notes of one kind are numbered: Word's `numFmt`, first number, and restarts."""

    style: str
    start: int = 1
    restarts: bool = False


_DEFAULTS = {"footnote": Numbering("decimal"), "endnote": Numbering("lowerRoman")}
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"} | {
    10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"
}  # fmt: skip
_CHICAGO = "*†‡§"


def printed_numbers(
    marks: Iterable[Mark], settings: Section, sections: Sequence[Section]
) -> list[str]:
    """What each mark shows: its own sign, or the next number of its kind."""
    shown, counts, section_of = [], dict.fromkeys(_DEFAULTS, 0), dict.fromkeys(_DEFAULTS, 0)
    for mark in marks:
        numbering = _numbering(mark, settings, sections)
        if numbering.restarts and section_of[mark.kind] != mark.section:
            counts[mark.kind] = 0
        section_of[mark.kind] = mark.section
        if mark.sign:
            shown.append(mark.sign)
            continue
        counts[mark.kind] += 1
        shown.append(written_number(counts[mark.kind] + numbering.start - 1, numbering.style))
    return shown


def _numbering(mark: Mark, settings: Section, sections: Sequence[Section]) -> Numbering:
    numbering = _DEFAULTS[mark.kind]
    section = sections[mark.section] if mark.section < len(sections) else {}
    for owner in (settings, section):
        if said := owner.get(f"{mark.kind}Pr"):
            numbering = _changed(numbering, said)
    return numbering


def _changed(numbering: Numbering, values: Mapping[str, str]) -> Numbering:
    start = values.get("numStart", "")
    restart = values.get("numRestart")
    return Numbering(
        values.get("numFmt") or numbering.style,
        int(start) if start.isdecimal() else numbering.start,
        restart == "eachSect" if restart else numbering.restarts,
    )


def written_number(number: int, style: str) -> str:
    """A note's number in one of Word's styles (`numFmt`); those it does not know are decimal."""
    match style:
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "lowerLetter":
            return _repeated("abcdefghijklmnopqrstuvwxyz", number)
        case "upperLetter":
            return _repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ", number)
        case "chicago":
            return _repeated(_CHICAGO, number)
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN.items():
        count, number = divmod(number, value)
        written += letters * count
    return written or "0"


def _repeated(signs: str, number: int) -> str:
    times, index = divmod(max(number, 1) - 1, len(signs))
    return signs[index] * (times + 1)
