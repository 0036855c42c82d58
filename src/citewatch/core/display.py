"""Makes text from outside safe and short enough to show. Every format goes through here."""

import re
import unicodedata

_UNSHOWABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode categories that can move a cursor, hide text or turn its direction."""

_USERINFO = re.compile(r"(?i)((?:https?|wss?|ftp):[/\\]*|[/\\]{2})[^/\\?#\s]{0,2000}@")
_SECRET_PARAMETER = re.compile(
    r"""(?ix) (?<=[?&;\#])
    ( (?:access|auth|refresh|id|session|security|api)[_-]?(?:token|key|secret)
    | api[_-]?key | token | password | passwd | pwd | secret | client[_-]?secret
    | sig | signature | x-(?:amz|goog)-(?:signature|credential|security-token)
    ) = [^&;\#\s]+"""
)
_AMBIGUOUS_PARAMETER = re.compile(r"(?i)(?<=[?&;#])(key|auth|code|session|sid|jwt)=[^&;#\s]{20,}")

HIDDEN = "***"
"""Stands where a password or token stood."""

_SPACED_USERINFO = re.compile(r"(?i)((?:https?|wss?|ftp):[/\\]*|[/\\]{2})[^/\\?#]{0,2000}@")
_DROPPED_BY_BROWSERS = re.compile(r"[\t\r\n]")


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in _UNSHOWABLE else char


def clean(text: str, limit: int | None = None) -> str:
    """One line of `text` without control, format or direction characters, at most `limit` long."""
    return _cut(_one_line(text), limit)


def _one_line(text: str) -> str:
    if not text.isprintable():
        text = text.translate({ord(char): _shown(char) for char in set(text)})
    # Of what is printable, the space alone is white.
    if "  " in text or text != text.strip(" "):
        return " ".join(text.split())
    return text


def _cut(text: str, limit: int | None) -> str:
    if limit is not None and len(text) > limit:
        return text[: limit - 1].rstrip() + "…"
    return text


def printable_line(line: str) -> str:
    """`line` as it may be printed with its spaces kept: for text where they matter."""
    if line.isprintable():
        return line
    return "".join(
        char for char in line if char == "\t" or unicodedata.category(char) not in _UNSHOWABLE
    )


def redact(text: str) -> str:
    """`text` with the passwords and tokens of any address in it replaced by `***`."""
    if "@" in text:
        text = _USERINFO.sub(rf"\1{HIDDEN}@", text)
    if "=" in text:
        text = _SECRET_PARAMETER.sub(rf"\1={HIDDEN}", text)
        text = _AMBIGUOUS_PARAMETER.sub(rf"\1={HIDDEN}", text)
    return text


def holds_secret(url: str) -> bool:
    """Whether an address holds a password or token, which is not to be told to a third party."""
    return redact(url) != url


def show(text: str, limit: int | None = None) -> str:
    """`text` as it may be printed: cleaned, redacted, then cut to `limit` characters.

    Cleaned first, so that an invisible character inside an address cannot hide a password from
    the redaction. What was clean is so behind it: it puts in no space, and nothing but `***`.
    """
    return _cut(redact(_one_line(text)), limit)


def show_address(url: str, limit: int | None = None) -> str:
    """`show` for a text that is one address: its password is found with spaces in it, too.

    Tabs and line ends are dropped, as browsers drop them (URL Standard, section 4.4).
    """
    if not url.isprintable():
        url = _DROPPED_BY_BROWSERS.sub("", url)
    url = _one_line(url)
    if "@" in url:
        url = _SPACED_USERINFO.sub(rf"\1{HIDDEN}@", url)
    return _cut(redact(url), limit)
