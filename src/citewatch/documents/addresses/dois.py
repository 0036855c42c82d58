"""What DOIs have that other addresses have not: angle brackets, and breaks at their points."""

import re

PREFIX = re.compile(r"10\.\d{4,9}/")
"""How every DOI begins (ISO 26324)."""

_INSIDE = r"[^<>&\s]{0,60}"
_CHECK = r"\d\.\d\.[A-Z]{2};\d"
_SERIAL = re.compile(rf"<(?=[^<>]*:){_INSIDE}(?:[ \t]*\n[ \t]*{_INSIDE})?>(?={_CHECK})")
"""The part in angle brackets of a serial item's identifier (SICI, ANSI/NISO Z39.56), which DOIs of
the 1990s are made of: `10.1367/1539-4409(2003)003<0027:POLTIU>2.0.CO;2`."""

ESCAPED = re.compile(rf"&(?:amp;)?lt;(?=[^<>&]*:)({_INSIDE})&(?:amp;)?gt;(?={_CHECK})")
"""The same as HTML writes it."""

_ONLY_PREFIX = re.compile(r"10\.\d{4,9}/$")
_DATE = re.compile(r"(?:19|20)\d\d(?:[-/\u2013]\d{1,4}){0,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_INSIDE_NAME = re.compile(r"\w[-./_():;<>]+\w")
_BEHIND_POINT = re.compile(r"[a-z]{0,12}\.?\d[\d.]*[\w.()-]*")


def serial_end(text: str, index: int, address_start: int) -> int:
    """Where the brackets close that open at `index` in the DOI of an address; 0: they do not."""
    found = _SERIAL.match(text, index)
    if found is None or PREFIX.search(text, address_start, index) is None:
        return 0
    return found.end()


def goes_on(piece: str, token: str) -> bool:
    """Whether the DOI at the end of a line goes on with the first token of the next."""
    digits = sum(character.isdigit() for character in token)
    inside = _INSIDE_NAME.search(token) is not None
    if _DATE.fullmatch(token):
        return False
    if _ONLY_PREFIX.search(piece):
        return inside or digits > 0
    if not digits:
        return False
    if token[0] in ".-/_":
        return len(token) > 2 and piece[-1:] != "."
    if piece[-1:] == ".":
        return inside and digits > 3 and _BEHIND_POINT.fullmatch(token) is not None
    return inside and piece[-1:] in "/_:;<"
