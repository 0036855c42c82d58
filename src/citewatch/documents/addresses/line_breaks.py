"""The pieces of an address that the text breaks over lines."""

import re
from collections.abc import Iterator
from itertools import islice

LONGEST = 8_000
"""Characters of one address; what servers accept ends at about as many (RFC 9110, section 4.1)."""

_SCHEME = re.compile(r"(?i)https?://")
_MOST_NESTED = 3
"""Addresses that one address may hold: an archive's copy of a redirect to a page has two."""

_STRIDE = 256
"""Characters looked at in one go: most addresses are shorter, and glued ones end soon."""

_STOPS = (
    r"\s<>\"|\\^`"
    "\u2018\u201a\u201b\u201c-\u201f\u00ab\u00bb\u2039\u203a\u2026\u2014"
    "\u3000-\u3003\u3008-\u3020\u30fb\uff01-\uff03\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
    "\uff3b\uff3d\uff5b-\uff65"
    "\u060c\u061b\u061f\u06d4\u0964"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u2190-\u21ff\u2934\u2935\u27f5-\u27ff\u2b05-\u2b0d"
    "\x00-\x1f\x7f-\x9f\ufffc\ufffd\u2022\u25cf\u00a7\u2020\u2021"
)
"""What no address holds as people write it: blanks, quotes, the punctuation of other scripts,
direction controls, the arrows that lead back from a note, list and note marks."""

_RUN = re.compile(f"[^{_STOPS}]*")
_BREAK = re.compile(r"[ \t]*\n[ \t]*(?=\S)")
_CLOSERS = {"<": ">", "(": ")", "[": "]"}
_MARKER = re.compile(r"(?i)(?:https?://|ftp://|www\.|\[?\d{1,3}[.\])]|[-*•\u2013]\s|\[|\()")
_ADDRESS_LIKE = re.compile(r"[/_=&%?#]|\.[A-Za-z]{2,5}\d?(?=$|[^\w])|\w-\w+-\w")
_SENTENCE_END = ".,;:!?)]'"
_FILE_END = re.compile(r"(?i)\.(?:html?|pdf|php|aspx?|jsp|cfm|txt|docx?|shtml)[.,;)]*$")


def pieces(text: str, start: int, scheme_end: int) -> Iterator[tuple[int, int]]:
    """The stretches of `text`, from `start` on, that one address stands in.

    Breaks are joined where brackets hold the whole address together (RFC 3986, appendix C), or
    where its end and the next line look like nothing else than its continuation.
    """
    limit = min(len(text), start + LONGEST)
    if (closed := _bracketed(text, start, limit)) is not None:
        yield from closed
        return
    end = _run_end(text, scheme_end, limit)
    yield start, end
    while following := _continuation(text, start, end):
        start, end = following, _run_end(text, following, limit)
        yield start, end


def _run_end(text: str, start: int, limit: int) -> int:
    """Where the characters that an address can hold end, or more addresses than one can hold."""
    end = start
    while end < limit:
        stop = min(end + _STRIDE, limit)
        run = _RUN.match(text, end, stop)
        end = end if run is None else run.end()
        inner = islice(_SCHEME.finditer(text, start + 1, end), _MOST_NESTED, None)
        if (beyond := next(inner, None)) is not None:
            return beyond.start()
        if end < stop:
            break
    return end


def _bracketed(text: str, start: int, limit: int) -> list[tuple[int, int]] | None:
    """The pieces up to the bracket that closes the one in front, if nothing but breaks divide."""
    closer = _CLOSERS.get(text[start - 1 : start])
    if closer is None:
        return None
    found, position = [], start
    while True:
        end = _run_end(text, position, limit)
        found.append((position, end))
        if closer in text[position:end] or text[end : end + 1] == closer:
            return found if len(found) > 1 else None
        gap = _BREAK.match(text, end)
        if gap is None or gap.end() >= limit:
            return None
        position = gap.end()


def _continuation(text: str, start: int, end: int) -> int | None:
    """Where the address goes on in the next line, if it does."""
    gap = _BREAK.match(text, end)
    if gap is None or _MARKER.match(text, gap.end()):
        return None
    token_end = _run_end(text, gap.end(), min(len(text), gap.end() + LONGEST))
    token = text[gap.end() : token_end].rstrip(_SENTENCE_END)
    if not token or not token[0].isascii() or not _goes_on(text[start:end], token):
        return None
    return gap.end()


def _goes_on(piece: str, token: str) -> bool:
    last = piece[-1:]
    if last == "\u00ad" or last in "-_=&%":
        return token[0].islower() or token[0].isdigit() or bool(_ADDRESS_LIKE.search(token))
    if last in "/?~" or last == ".":
        return bool(_ADDRESS_LIKE.search(token)) and not _FILE_END.search(piece)
    return False
