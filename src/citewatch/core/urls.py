"""Addresses as browsers read them, and when two of them are the same place."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode

import ada_url
from msgspec import Struct
from publicsuffixlist import PublicSuffixList

from citewatch.core.display import holds_secret

WEB_SCHEMES = frozenset({"http", "https"})

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_HOST_WITH_PORT = re.compile(r"[\w.-]+\.[A-Za-z]{2,}:\d+(?:[/?#]|$)")
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:[/?#:]|$)")
_NO_AUTHORITY = re.compile(r"(?i)https?:(?!//[^/\\])")
_HOST_NAME = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?")
_BARE_DOI = re.compile(r"(?i)(?:doi:\s*)?(10\.\d{4,9}/\S+)")
_INDEX_FILE = re.compile(r"(?i)/(?:index|default)\.(?:html?|php|aspx?|jsp|cfm)$")
_SESSION_IN_PATH = re.compile(r"(?i);jsessionid=[^/?#;]*")
_SESSION_PARAMETER = re.compile(
    r"(?i)^(?:phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|sid|cfid|cftoken)$"
)
_TRACKING_PARAMETER = re.compile(
    r"(?i)^(?:utm_\w+|gclid|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid"
    r"|mkt_tok|_hsenc|_hsmi|vero_\w+|oly_\w+|ga_\w+|pk_\w+|mtm_\w+|piwik_\w+|ref_src|cmpid|smid"
    r"|hootpostid)$"
)


class MalformedUrl(ValueError):
    """Not an address anyone could visit."""


class Url(Struct, frozen=True):
    """An http(s) address in the WHATWG's normal form. `query` is without its question mark.

    `holds_secret` tells that a password or token stands in it, which is nobody else's business.
    """

    href: str
    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str
    holds_secret: bool

    @property
    def without_fragment(self) -> str:
        """The address as it is requested."""
        return self.href.partition("#")[0]

    @property
    def front_page(self) -> str:
        """The address of the front page of its site."""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{self.host}{port}/"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: who answers."""
        return self.scheme, self.host, self.port or (443 if self.scheme == "https" else 80)


def as_visited(link: str) -> str:
    """The address that a link as an author wrote it means: bare `www.` and bare DOIs completed."""
    link = link.strip()
    if doi := _BARE_DOI.fullmatch(link):
        return f"https://doi.org/{doi[1]}"
    if link.startswith("//"):
        return f"http:{link}"
    if scheme_of(link) is None and _BARE_HOST.match(link):
        return f"http://{link}"
    return link


def scheme_of(link: str) -> str | None:
    """The scheme of a link in lower case, or None where it has none (`www.example.org/x`)."""
    found = _SCHEME.match(link)
    if found is None or _HOST_WITH_PORT.match(link.strip()):
        return None
    return found[1].lower()


@lru_cache(maxsize=4096)
def parse(url: str) -> Url:
    """Read an http(s) address by the WHATWG's rules, as browsers do.

    Raises MalformedUrl, with the reason in plain words, for anything that has no valid host or
    port, or another scheme.
    """
    try:
        found = ada_url.URL(url.strip())
    except (ValueError, UnicodeError) as error:
        raise MalformedUrl("it has no valid host or port") from error
    if _NO_AUTHORITY.match(url.strip()) and "." not in found.hostname:
        raise MalformedUrl("it names no site")  # browsers take the path's first part for one
    scheme = found.protocol.removesuffix(":")
    if scheme not in WEB_SCHEMES:
        raise MalformedUrl(f"{scheme}: is not a web address")
    host = found.hostname
    if not host.startswith("[") and not _HOST_NAME.fullmatch(host):
        raise MalformedUrl("its host name is not one that can exist")
    return Url(
        href=found.href,
        scheme=scheme,
        host=host.removesuffix("."),
        port=int(found.port) if found.port else None,
        path=found.pathname,
        query=found.search.removeprefix("?"),
        fragment=found.hash.removeprefix("#"),
        holds_secret=holds_secret(found.href),
    )


def url_of(text: str) -> Url | None:
    """The address that a text from elsewhere is, or None where it is none."""
    try:
        return parse(text)
    except MalformedUrl:
        return None


def host_of(text: str) -> str:
    """The host of an address from elsewhere; "" for what is no address."""
    url = url_of(text)
    return url.host if url else ""


def join(base: str, location: str) -> str:
    """The absolute address that `location` means on a page at `base`; MalformedUrl where none."""
    try:
        return str(ada_url.join_url(base, location.strip()))
    except (ValueError, UnicodeError) as error:
        raise MalformedUrl("it has no valid host or port") from error


@lru_cache(maxsize=4096)
def same_place_key(url: str) -> str:
    """Equal for addresses that differ only in ways that lead to the same page.

    Ignored: http or https, `www.`, default ports, a trailing slash, an index file's name, session
    and tracking parameters, the fragment, the case of the host and needless percent-encoding.
    """
    found = parse(url)
    host = found.host.removeprefix("www.")
    port = "" if found.port is None else f":{found.port}"
    path = _SESSION_IN_PATH.sub("", found.path)
    path = unquote(_INDEX_FILE.sub("/", path), errors="surrogateescape").rstrip("/")
    pairs = [
        (name, value)
        for name, value in parse_qsl(found.query, keep_blank_values=True)
        if not _SESSION_PARAMETER.match(name) and not _TRACKING_PARAMETER.match(name)
    ]
    query = f"?{urlencode(sorted(pairs))}" if pairs else ""
    return f"{host}{port}{path}{query}"


def secure_form(url: Url) -> Url:
    """The same address on https."""
    return parse(url.href.replace("http://", "https://", 1))


def same_place(one: str, other: str) -> bool:
    """Whether two addresses lead to the same page as far as their spelling tells."""
    try:
        return same_place_key(one) == same_place_key(other)
    except MalformedUrl:
        return one == other


@lru_cache(maxsize=1)
def _public_suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=4096)
def owner(host: str) -> str:
    """The registrable domain of a host (`a.b.example.co.uk` -> `example.co.uk`).

    By the Public Suffix List with its private part, so `one.github.io` and `two.github.io` have
    two owners. Hosts without one (IP addresses, single labels) are their own.
    """
    if host.startswith("[") or host.rpartition(".")[2].isdigit():
        return host
    return str(_public_suffixes().privatesuffix(host) or host)
