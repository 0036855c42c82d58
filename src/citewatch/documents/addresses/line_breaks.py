"""The pieces of an address that the text breaks over lines."""

import re
from collections.abc import Iterator

from citewatch.documents.addresses import dois, spaced

_SCHEME = re.compile(r"(?i)https?://")
_ONLY_SCHEME = re.compile(r"(?i)(?:https?|ftp)://")
_MOST_NESTED = 3
"""Addresses that one address may hold: an archive's copy of a redirect to a page has two."""

_LONGEST_TOKEN = 1_000
"""Characters of the next line that are looked at to tell whether an address goes on there."""

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
_HOST_LIKE = re.compile(r"\w[\w-]*(?:\.[\w-]+)+(?:[:/?#]|$)")
_NO_PATH = re.compile(
    r"(?i)(?:and/or|either/or|s?he/(?:she|they|he)|his/hers?|her/his|they/them|w/o|n/a|km/h|a\.?k\.?a)"
    r"|(?-i:[A-Z]{2,6}/[A-Z]{2,6})|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:19|20)\d\d/\d{2,4}"
)
_NUMBER = re.compile(r"\d{5,}(?:v\d)?|(?!19|20)\d{4}")
_FILE_END = re.compile(r"(?i)\.(?:html?|pdf|php|aspx?|jsp|cfm|txt|docx?|shtml)[.,;)]*$")


def pieces(text: str, start: int, scheme_end: int, longest: int) -> Iterator[tuple[int, int]]:
    """The stretches of `text`, from `start` on, that one address of `longest` characters stands in.

    Breaks are joined where brackets hold the whole address together (RFC 3986, appendix C), or
    where its end and the next line look like nothing else than its continuation.
    """
    limit = min(len(text), start + longest)
    if (closed := _bracketed(text, start, limit)) is not None:
        yield from closed
        return
    first, nested = start, 0
    end = _first_end(text, start, scheme_end, limit)
    yield start, end
    while following := _continuation(text, start, first, end):
        first, end = following, _run_end(text, start, following, limit)
        yield first, end
        nested += len(_SCHEME.findall(text, first, end))
        if nested >= _MOST_NESTED:
            return


def _first_end(text: str, start: int, scheme_end: int, limit: int) -> int:
    """Where the first piece ends, blanks behind the points of its host and path included."""
    host = scheme_end if _ONLY_SCHEME.fullmatch(text, start, scheme_end) else start
    end = _run_end(text, start, scheme_end, limit)
    if text[end : end + 1] != " " or not (spaced_end := spaced.host_end(text, host)):
        return end
    end = _run_end(text, start, spaced_end, limit)
    while end < limit and spaced.is_spaced_path(text, end):
        end = _run_end(text, start, end + 1, limit)
    return end


def _run_end(text: str, address: int, start: int, limit: int) -> int:
    """Where the characters that an address can hold end, or more addresses than one can hold."""
    end, told, nested = start, start, 0
    while end < limit:
        stop = min(end + _STRIDE, limit)
        run = _RUN.match(text, end, stop)
        end = end if run is None else run.end()
        for inner in _SCHEME.finditer(text, max(start + 1, told), end):
            nested, told = nested + 1, inner.end()
            if nested > _MOST_NESTED:
                return inner.start()
        told = max(told, end - len("http://"))
        if text[end : end + 1] == "<" and (behind := dois.serial_end(text, end, address)):
            end = behind
        elif end < stop:
            break
    return end


def _bracketed(text: str, start: int, limit: int) -> list[tuple[int, int]] | None:
    """The pieces up to the bracket that closes the one in front, if nothing but breaks divide."""
    closer = _CLOSERS.get(text[start - 1 : start])
    if closer is None:
        return None
    found, position, nested = [], start, 0
    while True:
        end = _run_end(text, start, position, limit)
        found.append((position, end))
        nested += _SCHEME.match(text, position) is not None
        if nested > _MOST_NESTED:
            return None
        if closer in text[position:end] or text[end : end + 1] == closer:
            return found if len(found) > 1 else None
        gap = _BREAK.match(text, end)
        if gap is None or gap.end() >= limit:
            return None
        position = gap.end()


def _continuation(text: str, address: int, start: int, end: int) -> int | None:
    """Where the address goes on in the line behind its piece `text[start:end]`, if it does."""
    gap = _BREAK.match(text, end)
    if gap is None:
        return None
    token_end = _run_end(text, gap.end(), gap.end(), min(len(text), gap.end() + _LONGEST_TOKEN))
    token = text[gap.end() : token_end].rstrip(_SENTENCE_END)
    if not token:
        serial = dois.serial_end(text, gap.end(), address)
        return gap.end() if serial else None
    if not token[0].isascii():
        return None
    piece = text[start:end]
    if _ONLY_SCHEME.fullmatch(piece):
        return gap.end() if _HOST_LIKE.match(token) else None
    if _MARKER.match(text, gap.end()) or _NO_PATH.fullmatch(token):
        return None
    named = dois.PREFIX.search(text, address, end) is not None
    goes_on = (named and dois.goes_on(piece, token)) or _goes_on(piece, token, named=named)
    return gap.end() if goes_on else None


def _goes_on(piece: str, token: str, *, named: bool) -> bool:
    last = piece[-1:]
    if last == "\u00ad" or last in "-_=&%":
        return token[0].islower() or token[0].isdigit() or bool(_ADDRESS_LIKE.search(token))
    if named and last == ".":
        return False
    if last == "/" and _NUMBER.fullmatch(token):
        return True
    if last in "/?~" or last == ".":
        return bool(_ADDRESS_LIKE.search(token)) and not _FILE_END.search(piece)
    return False
