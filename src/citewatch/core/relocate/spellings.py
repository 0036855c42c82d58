"""Other spellings of an address: scheme, `www.`, case, extension, slash, index file, typing."""

import re
from collections.abc import Iterator

from citewatch.core.relocate.candidate import Candidate, Trail
from citewatch.core.urls import MalformedUrl, Url, parse

_EXTENSION = re.compile(r"(?i)\.(?:html?|php\d?|aspx?|jspx?|cfm|shtml|xhtml)$")
_INDEX_FILE = re.compile(r"(?i)/(?:index|default)\.\w{2,5}$")
_SESSION = re.compile(r"(?i);jsessionid=[^/?]*")
_TYPED = re.compile(r"(?:[.,;:!?'\")\]}>*]|%(?:22|27|5D|3E|7D|E2%80%9[9D]))+$")
"""What sticks to the end of an address when it is copied out of a sentence."""


def spellings(address: str, *, host_is_gone: bool) -> list[Candidate]:
    """Spellings of `address`, the likeliest first. On a host that is gone, only other hosts."""
    url = parse(address)
    found = _of_host(url) if host_is_gone else (*_of_path(url), *_of_host(url))
    distinct = dict.fromkeys(spelling for spelling in found if spelling != url.without_fragment)
    why = "it is another spelling of the cited address"
    return [Candidate(spelling, Trail.SPELLING, why) for spelling in distinct if _sound(spelling)]


def _of_host(url: Url) -> Iterator[str]:
    bare = url.host.removeprefix("www.")
    other = bare if url.host != bare else f"www.{bare}"
    if bare.replace(".", "").isdigit() or bare.startswith("["):
        return
    yield _spelled(url, "https", other, url.path, url.query)
    yield _spelled(url, "http", other, url.path, url.query)


def _of_path(url: Url) -> Iterator[str]:
    clean = _SESSION.sub("", _TYPED.sub("", url.path)) if not url.query else url.path
    query = _TYPED.sub("", url.query)
    if (clean, query) != (url.path, url.query):
        yield _spelled(url, url.scheme, url.host, clean, query)
    yield from (
        _spelled(url, url.scheme, url.host, path, query) for path in _paths(clean) if path != "/"
    )
    if url.scheme == "http":
        yield _spelled(url, "https", url.host, clean, query)


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


def _sound(spelling: str) -> bool:
    try:
        return bool(parse(spelling).href)
    except MalformedUrl:
        return False
