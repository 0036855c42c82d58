"""Where an address ends: which of the characters that follow it belong to it."""

import re

from citewatch.documents.addresses.dois import ESCAPED, PREFIX

_BRACKET = re.compile(r"[()\[\]{}]")
_COPY = re.compile(r"\[\d{1,2}\]\.[a-z]{2,5}\b", re.IGNORECASE)
_PARAMETER = re.compile(r"\[[\w.$:-]*\](?:[=\[&]|%5[bd])", re.IGNORECASE)
_SERIAL = re.compile(r"\[[^\[\]]*:[^\[\]]*\]\d")
_LOOKAHEAD = 100
"""Characters behind the end of an address that can tell where it ends."""

_OPENING = {")": "(", "]": "[", "}": "{"}
_ENTITY = re.compile(r"&(?:quot|apos|lt|gt|nbsp|raquo|rsquo|rdquo|#0*39|#x0*27|#0*34|#x0*22);")
_GLUED = re.compile(r"(?i)(?:https?|ftp)://")
_NESTING = re.compile(
    r"""(?ix)
    [=:?&!+|] $  |  %3[ad] $  |  %2f $                 # a parameter's value
    | / \d{4,14} (?:[a-z]{2}_|\*)? / $                 # an archive's capture
    | (?:archiv|wayback|webcache|proxy|redirect|translat|validator|/url|/web|/save|/raw) [^\s]* / $
    | ^ [a-z]+ :// [^/]+ / $                           # a service that takes an address as path
    """
)
_IDEOGRAPHS = "[\u1100-\u11ff\u2e80-\u2fdf\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_IDEOGRAPH = re.compile(f"(?<=[A-Za-z0-9]){_IDEOGRAPHS}")
_HOST_BEFORE_IDEOGRAPH = re.compile(
    rf"(?i)[a-z]+://[a-z0-9.-]*?\.[a-z]{{2,}}(?={_IDEOGRAPHS})|www\.[a-z0-9.-]+?\.[a-z]{{2,}}(?={_IDEOGRAPHS})"
)
_HOST = re.compile(
    r"""(?ix)
    (?:https?|ftp):// (?:[^/@?\#\s]*@)?
      (?: \[[0-9a-f:.]+\] | [\w\-\u00a1-\U0010ffff][\w.%\-\u00a1-\U0010ffff]* )
    | (?:www\d?|(?:dx\.)?doi) (?:\.[\w-]+)* \.[^\W\d_]{2,}
    | 10\.\d{4,9}(?=/)
    """
)
_BEHIND_HOST = ("", ":", "/", "?", "#")
_NO_HOST = ("[", "{", "$")
_TRAILING = ".,;:!?'\u2019@"
_EMPHASIS = "*_~"
_MARK_BEHIND_FILE = re.compile(
    r"(?i)(?:\.(?:html?|pdf|php|aspx?|jsp|cfm|txt|docx?|shtml|stm|xml)|/)(\.\d{1,3})$"
)


def meant_length(raw: str, before: str) -> int:
    """How many characters of `raw`, which begins like an address, are the address; 0: it is none.

    `before` is the character in front of it (or nothing): a quote or an emphasis mark that opens
    there closes behind the address.
    """
    host = _HOST.match(raw)
    if host is None or raw[host.end() : host.end() + 1] in _NO_HOST:
        return 0
    behind = raw[host.end() : host.end() + 1]
    end = len(raw) if behind in _BEHIND_HOST else host.end()
    end = min(end, _entity(raw))
    if before == "'" and (quote := raw.find("'", 0, end)) > 0:
        end = quote
    if latin := _HOST_BEFORE_IDEOGRAPH.match(raw):
        end = min(end, latin.end())
    if ideograph := _IDEOGRAPH.search(raw, _after_host(raw), end):
        end = ideograph.start()
    end = min(end, _glued(raw, end))
    return _trimmed(raw, _balanced(raw, end), before)


def ends_for_good(raw: str, length: int) -> bool:
    """Whether more of the text behind `raw` would not change where the address in it ends.

    A bracket that is not closed in it might be so later; what ends near its end might go on.
    """
    if length > len(raw) - _LOOKAHEAD:
        return False
    behind = raw[length:].lstrip(_TRAILING + _EMPHASIS)
    index = len(raw) - len(behind)
    return behind[:1] not in {"(", "{"} and not (behind[:1] == "[" and _is_part(raw, index))


def _entity(raw: str) -> int:
    """Where an escaped quote or bracket ends the address; those inside of a DOI do not."""
    inside = [found.span() for found in ESCAPED.finditer(raw)] if "&" in raw else []
    for entity in _ENTITY.finditer(raw):
        if not any(first <= entity.start() < last for first, last in inside):
            return entity.start()
    return len(raw)


def _after_host(raw: str) -> int:
    slash = raw.find("/", raw.find("://") + 3)
    return len(raw) if slash < 0 else slash


def _glued(raw: str, end: int) -> int:
    """Where another address begins that is no part of this one."""
    for inner in _GLUED.finditer(raw, 1, end):
        if not _NESTING.search(raw[: inner.start()]):
            return inner.start()
    return end


def _balanced(raw: str, end: int) -> int:
    """The end before the first closing bracket that nothing opened, or the last never closed."""
    open_at: list[int] = []
    for found in _BRACKET.finditer(raw, 0, end):
        index, character = found.start(), found[0]
        if character == "[" and not _is_part(raw, index):
            return open_at[0] if open_at else index
        if character in "([{":
            open_at.append(index)
        else:
            if not open_at or raw[open_at[-1]] != _OPENING[character]:
                return open_at[0] if open_at else index
            open_at.pop()
    return open_at[0] if open_at else end


def _is_part(raw: str, index: int) -> bool:
    """Whether the bracket that opens at `index` is one of the address, not of what follows it.

    It is in a host (IPv6), in a parameter (`a[b]=1`, `a=[1]`), in a DOI of a serial item, and in
    the name of a file's copy (`report[1].pdf`). Elsewhere a mark (`x[1]`) or a text (`x[here]`)
    stands directly behind the address.
    """
    before = raw[index - 1]
    if not (before.isalnum() or before in "/)$") or raw[index - 2 : index] == "//":
        return True
    if _COPY.match(raw, index) or (PREFIX.search(raw, 0, index) and _SERIAL.match(raw, index)):
        return True
    return raw.find("?", 0, index) > 0 and _PARAMETER.match(raw, index) is not None


def _trimmed(raw: str, end: int, before: str) -> int:
    """The end without the punctuation of the sentence around the address."""
    while end:
        if raw[end - 1] == "'" and raw.count("'", 0, end) % 2 == 0:
            break
        if raw[end - 1] in _TRAILING or (before in _EMPHASIS and raw[end - 1] == before):
            end -= 1
        elif mark := _MARK_BEHIND_FILE.search(raw, max(0, end - 12), end):
            end = mark.start(1)
        else:
            break
    return end
