"""Other spellings of an address: scheme, `www.`, case, extension, slash, index file, typing."""

import re
from collections.abc import Iterator

from citewatch.core.finding import Signal
from citewatch.core.reasons.signs import TRAIL_SENTENCE_END, TRAIL_SPELLING
from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.urls import Url, url_of

_EXTENSION = re.compile(r"(?i)\.(?:html?|php\d?|aspx?|jspx?|cfm|shtml|xhtml)$")
_INDEX_FILE = re.compile(r"(?i)/(?:index|default)\.\w{2,5}$")
_SESSION = re.compile(r"(?i);jsessionid=[^/?]*")
_TYPED = re.compile(r"(?:[.,;:!?'\")\]}>*]|%(?:22|27|5D|3E|7D|E2%80%9[9D]))+$")
"""What sticks to the end of an address when it is copied out of a sentence."""


def spellings(url: Url, *, host_is_gone: bool) -> list[Candidate]:
    """Spellings of `url`, the likeliest first. On a host that is gone, only other hosts."""
    found = _of_host(url) if host_is_gone else (*_of_path(url), *_of_host(url))
    why = Signal(TRAIL_SPELLING)
    tried = [Candidate(spelling, Trail.SPELLING, why) for spelling in found]
    if (meant := _without_sentence(url)) is not None:
        ended = Signal(TRAIL_SENTENCE_END)
        tried.insert(0, Candidate(meant, Trail.SPELLING, ended, proves=True))
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
