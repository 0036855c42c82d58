"""Puts right the heads of answers that browsers forgive and a strict parser does not."""

import re

_STATUS_LINE = re.compile(rb"HTTP/\d+(?:\.\d+)?[ \t]+(\d{3})(?!\d)[ \t]*(.*)")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*)")
_END = re.compile(rb"\r?\n\r?\n")


def split_head(raw: bytearray) -> tuple[bytes, bytes] | None:
    """The head and what follows its empty line; None while the empty line has not come."""
    raw = raw.lstrip(b"\r\n")
    end = _END.search(raw)
    if end is None:
        return None
    return bytes(raw[: end.start()]), bytes(raw[end.end() :])


def repaired(head: bytes) -> bytes | None:
    """`head` with only well-formed lines in it, or None where even its first line is not HTTP.

    Dropped are lines that are no header field (RFC 9110 section 5.1 has the syntax) and lengths
    that are no number; of several lengths the first counts.
    """
    first, *lines = head.replace(b"\r\n", b"\n").split(b"\n")
    status = _STATUS_LINE.fullmatch(first.strip())
    if status is None:
        return None
    kept = [b"HTTP/1.1 " + status[1] + b" " + status[2]]
    has_length = False
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field is None:
            continue
        name, value = field[1], field[2].strip()
        if name.lower() == b"content-length":
            value = value.partition(b",")[0].strip()
            if has_length or not value.isdigit():
                continue
            has_length = True
        kept.append(name + b": " + value)
    return b"\r\n".join(kept) + b"\r\n\r\n"
