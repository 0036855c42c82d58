"""LaTeX's spelling, in LaTeX and in BibTeX: of letters, of signs, of addresses in commands."""

import re
import unicodedata

_WRAPPED = re.compile(r"\\(?:url|path|nolinkurl|href|texttt|tt|verb)\b\s*")
_ESCAPED = re.compile(r"\{?\\{1,2}([_%#&$~^{}])\}?(?:\{\})?")
_NAMED = {
    r"\textasciitilde": "~", r"\textunderscore": "_", r"\textasciicircum": "^",
    r"\slash": "/", r"\allowbreak": "", r"\textbackslash": "\\", r"\sim": "~", r"\-": "",
    r"\linebreak": "", r"\newline": "", r"\hskip0pt": "", r"\penalty0": "",
}  # fmt: skip
_NAME = re.compile(r"\{?(\\(?:[a-z]+0?(?:pt)?|-))(?:\{\})?\s*\}?", re.IGNORECASE)
_MARKUP = str.maketrans("", "", "{}$")
_BROKEN = re.compile(r"%[ \t]*\n\s*|\s+")
_MATHS = re.compile(r"\$([^$]*)\$")

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "H": "\u030b",
    "c": "\u0327", "k": "\u0328", "=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030c",
    "r": "\u030a", "b": "\u0331", "d": "\u0323",
}  # fmt: skip
_ACCENT = re.compile(
    r"\\([`'^~\"=.])\s*\{?\\?([A-Za-z])\}?|\\([Hckuvrbd])(?:\s+|\{)\\?([A-Za-z])\}?"
)
ACCENTED = (
    r"\\[`'^~\"=.]\s{0,9}(?:\{\\?[A-Za-z]\}|\\?[A-Za-z])"
    r"|\\[Hckuvrbd](?:[ \t]{1,9}\\?[A-Za-z](?![A-Za-z])|\{\\?[A-Za-z]\})"
)
"""A letter with an accent."""

SIGNS = {"\\": " ", ",": " ", ";": " ", ":": " ", " ": " ", "\n": " ", "-": "", "/": "", "!": ""}
SIGNS |= {"(": "", ")": "", "[": "", "]": "", '"': ""}
"""What commands of one sign show; others show the sign."""

LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "i", "j": "j", "ldots": "…", "dots": "…", "S": "§",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "LaTeX": "LaTeX", "TeX": "TeX", "textregistered": "®", "texttrademark": "™",
}  # fmt: skip
SHOWN = LETTERS | {
    "quad": " ", "qquad": " ", "newline": " ", "linebreak": " ", "textasciitilde": "~", "sim": "~",
    "textunderscore": "_", "textasciicircum": "^", "textbackslash": "\\", "slash": "/",
}  # fmt: skip
"""What commands show that take no argument."""

_COMMAND = re.compile(r"\\([A-Za-z]+)\*?\s*(?:\[[^\]]*\])?")
_UNSHOWN = re.compile(r"\\(?:begin|end|label|ref|eqref|pageref|hypertarget)\s*\{[^{}]*\}(?:\{\})?")
_BEFORE_POINT = re.compile(r"\s+(?=[.,;:!?)])")
_SIGN = re.compile(r"\\([^A-Za-z])")


def latex_address(written: str) -> str:
    """An address, or text with addresses, without LaTeX's escapes, braces and wrappers."""
    text = _WRAPPED.sub(" ", written)
    text = _MATHS.sub(r"{\1}", text)
    text = _ESCAPED.sub(r"\1", text)
    text = _NAME.sub(lambda match: _NAMED.get(match[1].lower(), match[0]), text)
    return text.replace("{", "").replace("}", "")


def latex_plain(written: str) -> str:
    """LaTeX as one line to read: accents composed, commands and braces gone."""
    text = _ACCENT.sub(_accented, _UNSHOWN.sub(" ", written))
    text = _COMMAND.sub(lambda match: LETTERS.get(match[1], " "), text)
    text = _SIGN.sub(lambda match: " " if match[1] in "\\,; \n" else match[1].strip("-/!"), text)
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    text = text.replace("~", " ").translate(_MARKUP)
    return _BEFORE_POINT.sub("", " ".join(text.split()))


def address_of(written: str) -> str:
    """The address in the argument of a command, which may go on over several lines."""
    return latex_address(_BROKEN.sub("", written))


def accented(written: str) -> str:
    """The letter that an accent command makes."""
    letter = written.rstrip("} \t")[-1]
    return unicodedata.normalize("NFC", letter + _ACCENTS[written[1]])


def _accented(match: re.Match[str]) -> str:
    accent, letter = (match[1], match[2]) if match[1] else (match[3], match[4])
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent])
