"""Other spellings of an address: scheme, `www.`, case, extension, slash, index file, typing."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from citewatch.core.finding import Signal
from citewatch.core.reasons.signs import TRAIL_ESCAPED, TRAIL_SENTENCE_END, TRAIL_SPELLING
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.urls import Url, url_of

_EXTENSION = re.compile(r"(?i)\.(?:html?|php\d?|aspx?|jspx?|cfm|shtml|xhtml)$")
_INDEX_FILE = re.compile(r"(?i)/(?:index|default)\.\w{2,5}$")
_SESSION = re.compile(r"(?i);jsessionid=[^/?]*")
_TYPED = re.compile(r"(?:[.,;:!?'\")\]}>*]|%(?:22|27|5D|3E|7D|E2%80%9[9D]))+$")
"""What sticks to the end of an address when it is copied out of a sentence."""

_ESCAPED = re.compile(r"(?i)%(?:23|26|2F|3D|3F|25(?=[\da-f]{2}))")
"""Signs that part an address (#, &, /, =, ?), or the sign of escaping itself, escaped."""

_NEVER_MEANT = re.compile(r"(?i)%(?:23|3F|25[\da-f]{2})")
"""What no file is called: the signs before a fragment and a query, and what is escaped twice."""


def spellings(url: Url, *, host_is_gone: bool) -> list[Candidate]:
    """Spellings of `url`, the likeliest first. On a host that is gone, only other hosts."""
    found = _of_host(url) if host_is_gone else (*_of_path(url), *_of_host(url))
    why = Signal(TRAIL_SPELLING)
    tried = [Candidate(spelling, Trail.SPELLING, why) for spelling in found]
    if (meant := _without_sentence(url)) is not None:
        ended = Signal(TRAIL_SENTENCE_END)
        tried.insert(0, Candidate(meant, Trail.SPELLING, ended, proves=True))
    if not host_is_gone and (plain := _unescaped(url)) is not None:
        tried.insert(0, plain)
    distinct = {one.url: one for one in reversed(tried) if one.url != url.without_fragment}
    return [one for one in reversed(distinct.values()) if url_of(one.url)]


def _of_host(url: Url) -> Iterator[str]:
    bare = url.host.removeprefix("www.")
    other = bare if url.host != bare else f"www.{bare}"
    if bare.replace(".", "").isdigit() or bare.startswith("["):
        return
    yield _spelled(url, "https", other, url.path, url.query)
    yield _spelled(url, "http", other, url.path, url.query)


def _without_sentence(url: Url) -> str | None:
    path, query = (url.path, _TYPED.sub("", url.query)) if url.query else (_cut(url), "")
    changed = (path, query) != (url.path, url.query)
    return _spelled(url, url.scheme, url.host, path, query) if changed else None


def _unescaped(url: Url) -> Candidate | None:
    """The address as it was before a program escaped it once more, as pages of Google Docs have it.

    That is a sign only where nobody means an address to be so: a value within a query may well
    hold an address of its own, whose signs have to be escaped.
    """
    path, query = (
        _ESCAPED.sub(lambda sign: unquote(sign[0]), part) for part in (url.path, url.query)
    )
    if (path, query) == (url.path, url.query):
        return None
    slip = bool(_NEVER_MEANT.search(url.path)) or (query != url.query and "=" not in url.query)
    why = Signal(TRAIL_ESCAPED if slip else TRAIL_SPELLING)
    plain = _spelled(url, url.scheme, url.host, path, query)
    return Candidate(plain, Trail.SPELLING, why, proves=slip)


def _cut(url: Url) -> str:
    return _TYPED.sub("", url.path) or "/"


def _of_path(url: Url) -> Iterator[str]:
    clean = url.path if url.query else _SESSION.sub("", _cut(url))
    for path in _paths(clean):
        if path != "/":
            yield _spelled(url, url.scheme, url.host, path, url.query)
    if url.scheme == "http":
        yield _spelled(url, "https", url.host, clean, url.query)


def _paths(path: str) -> Iterator[str]:
    if _INDEX_FILE.search(path):
        yield _INDEX_FILE.sub("/", path)
    elif _EXTENSION.search(path):
        stem = _EXTENSION.sub("", path)
        yield stem
        yield f"{stem}.htm" if path.lower().endswith(".html") else f"{stem}.html"
        yield f"{stem}/"
    elif path.endswith("/"):
        yield path.rstrip("/")
        yield f"{path.rstrip('/')}.html"
    else:
        yield f"{path}/"
        yield f"{path}.html"
    if path != path.lower():
        yield path.lower()


def _spelled(url: Url, scheme: str, host: str, path: str, query: str) -> str:
    port = f":{url.port}" if url.port and scheme == url.scheme else ""
    return f"{scheme}://{host}{port}{path}{f'?{query}' if query else ''}"
