"""Addresses with blanks behind their points, as some programs print them, and hosts cut there.

Google Scholar's references are the usual source: `http://www. example. co. uk/2007/x. html`.
"""

import re

_TOP = frozenset("com org net edu gov mil int info eu".split())
_SECOND = frozenset("co com org net gov ac edu gob gouv go or ne".split())
_COUNTRIES_WITH_SECOND = frozenset("uk au nz jp kr br za cn tw hk sg mx ar tr il th fr".split())

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_FIRST = re.compile(rf"(?:www\d?\.)?(?:{_LABEL}\.)?(?=\x20)", re.IGNORECASE)
_HOST = re.compile(rf"\x20?(?:{_LABEL}\.\x20?){{1,6}}[a-z]{{2,6}}(?![\w-])")
_PATH = re.compile(r"\.\x20(?=(?:s?html?|pdf|php|aspx?|jsp|cfm|txt|docx?|xml)\b|[\w.-]*/)")
_SHOWN = re.compile(r"(?i)(?:(?:https?|ftp)://)?([^/:@?#\[\]]+)(?=[/?#]|$)")
_WWW = re.compile(r"(?i)www\d?")


def host_end(text: str, start: int) -> int:
    """Where the host ends that begins at `start` and has blanks behind its points; 0: it has none.

    A blank is one of the address where what stands in front of it is no whole host, and what
    follows makes it one.
    """
    first = _FIRST.match(text, start)
    found = _HOST.match(text, start) if first else None
    if first is None or found is None or "\x20" not in found[0]:
        return 0
    end = found.end()
    while end > first.end():
        labels = [label.strip() for label in text[start:end].split(".")]
        if _is_whole(labels, text[end : end + 1]):
            return end
        end = text.rfind(".", start, end)
    return 0


def is_spaced_path(text: str, index: int) -> bool:
    """Whether the point in front of `index`, and a blank there, are inside of such an address."""
    return _PATH.match(text, index - 1) is not None


def is_cut(address: str) -> bool:
    """Whether an address ends within its host: `http://www`, `http://openid`, `www.example`."""
    shown = _SHOWN.match(address)
    if shown is None or address[shown.end() :] not in {"", "/"}:
        return shown is not None and _WWW.fullmatch(shown[1]) is not None
    labels = shown[1].rstrip(".").split(".")
    if _WWW.fullmatch(labels[0]) and len(labels) < 3:
        return len(labels) == 1 or (len(labels[1]) > 3 and labels[1].lower() not in _TOP)
    return len(labels) == 1 and labels[0].lower() != "localhost"


def _is_whole(labels: list[str], behind: str) -> bool:
    last, named = labels[-1], len(labels) - (_WWW.fullmatch(labels[0]) is not None)
    if named < 2:
        return False
    if last in _TOP:
        return True
    if len(last) != 2 or not last.isalpha():
        return False
    if behind == "/":
        return True
    if labels[-2] in _SECOND and named > 2:
        return last in _COUNTRIES_WITH_SECOND
    return named < len(labels) == 3  # www. example. de
