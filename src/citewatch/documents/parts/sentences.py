"""The sentences of running text."""

import re

_END = re.compile(
    r"""(?x)
    (?: [.!?]+ | \u2026 ) [\"'\u201d\u2019)\]\u00bb]* (?=\s|$)
    | [\u3002\uff01\uff1f] [\u300d\u300f\u201d]*
    | \n\s*\n
    """
)
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st jr sr inc ltd co corp no nos vol vols p pp fig figs eq sec ch art cf ca
    e.g i.e eg ie al vs v approx est dept gov gen rep sen hon rev ed eds trans para paras u.s u.k
    jan feb mar apr jun jul aug sept sep oct nov dec
    z.b d.h u.a bzw usw vgl nr s abs bd hrsg ggf sog etc mme mlle m art éd p.ej pág págs núm sra
    dra ud""".split()
)
_FARTHEST = 2_000
"""Characters from a mark that its sentence can reach to each side."""

_LAST_WORD = re.compile(r"([^\s(\[\u201c\u201e\"']+)$")
_INITIAL = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]")


def spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence of `text` begins and ends, without the blanks around it."""
    found, start = [], 0
    for end in _END.finditer(text):
        if not _ends_here(text, end):
            continue
        found.append(_stripped(text, start, end.end()))
        start = end.end()
    found.append(_stripped(text, start, len(text)))
    return [(first, last) for first, last in found if first < last]


def sentence_at(text: str, index: int) -> str:
    """The sentence that the character in front of `index` stands in, as one line.

    A note's mark stands behind what it supports, so this is the sentence that a mark at `index`
    supports. Empty where nothing stands in front of it.
    """
    first = max(0, index - _FARTHEST)
    near = text[first : index + _FARTHEST]
    before = len(near[: index - first].rstrip())
    for start, end in spans(near):
        if start < before <= end:
            return " ".join(near[start:end].split())
    return ""


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _ends_here(text: str, end: re.Match[str]) -> bool:
    following = text[end.end() : end.end() + 40].lstrip()
    if following[:1].islower():
        return False
    if not end[0].startswith(".") or end[0].startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(0, end.start() - 40), end.start())
    if word is None or not following:
        return True
    return word[1].lower() not in _ABBREVIATIONS and not _INITIAL.fullmatch(word[1])
