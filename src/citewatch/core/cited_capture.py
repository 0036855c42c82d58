"""Links into web archives that name a capture: of which address, and from when."""

import re
from datetime import date, datetime
from urllib.parse import parse_qsl, unquote

from msgspec import Struct

from citewatch.core.memento import is_archive_address, is_timestamp, read_timestamp
from citewatch.core.urls import Url, url_of

_STAMPED = re.compile(r"(?s)/(\d{4,14})(?:[a-z]{2}_)?/(.+)")
"""Time and address as the Wayback Machine, OpenWayback and pywb write them."""

_LATEST = re.compile(r"(?is)/(?:web|wayback)/((?:https?(?::|%3a)|www\.).+)")
"""An address without a time stands for the newest capture."""

_DOTTED = re.compile(r"(?s)/(\d{4})\.(\d\d)\.(\d\d)-(\d{6})/(.+)")
"""Time and address as archive.today writes them."""

_IN_QUERY = frozenset({"webcitation.org", "archive.wikiwix.com"})
"""Hosts of archives that take the address as a parameter named `url`."""

_SCHEME = re.compile(r"(?i)(https?):/*")
_BARE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]|$)")

_DAY_DIGITS = 8
"""Digits of a time that name a day; fewer name a year or a month."""

_NESTED_AT_MOST = 5
"""Archive links in archive links. A judgement: real ones are two deep."""

_SPEAK_MEMENTO = frozenset(
    """web.archive.org wayback.archive.org web-beta.archive.org archive.org wayback.archive-it.org
    arquivo.pt swap.stanford.edu vefsafn.is wayback.vefsafn.is webarchive.loc.gov
    webarchive.nationalarchives.gov.uk webarchive.org.uk""".split()
)
"""Hosts whose captures all carry Memento-Datetime, as RFC 7089 demands: those that the Memento
aggregators ask (the list of MemGator, archives.json) and that write the time into the address."""


class CitedCapture(Struct, frozen=True):
    """The capture of `original` that an archive link names.

    `digits` are those of its time, or "". Where one archive link holds another, both are the
    innermost.
    """

    original: str
    digits: str = ""

    @property
    def day(self) -> date | None:
        """The day on which it was taken (UTC); None where the link does not name one."""
        moment = read_timestamp(self.digits) if len(self.digits) >= _DAY_DIGITS else None
        return moment.date() if moment else None

    @property
    def exact(self) -> datetime | None:
        """The second at which it was taken (UTC); None where the link does not name it."""
        return read_timestamp(self.digits) if is_timestamp(self.digits) else None


def cited_capture(url: Url) -> CitedCapture | None:
    """The capture that a link names; None for other addresses, an archive's own pages among them.

    Archives that name their captures by a code (archive.today/AbCdE, perma.cc/AB12-CD34) do not
    say there what they hold.
    """
    digits, inner = "", url
    for _ in range(_NESTED_AT_MOST):
        place = _place(inner)
        if place is None:
            break
        digits, inner = place[0] or digits, place[1]
    if inner is url or is_archive_address(inner):
        return None
    return CitedCapture(inner.without_fragment, digits)


def names_one_capture(url: Url) -> bool:
    """Whether a link names a capture by its time, in an archive that speaks Memento.

    Such an archive marks each capture as one (Memento-Datetime), so that an answer without the
    mark is a page of its own.
    """
    if url.host.removeprefix("www.") not in _SPEAK_MEMENTO or not is_archive_address(url):
        return False
    found = _STAMPED.search(_below_host(url))
    return found is not None and _address(found[2]) is not None


def raw_form(url: Url) -> str:
    """Where the archive plays back the bytes of a capture that `names_one_capture`, unframed."""
    return _STAMPED.sub(r"/\1id_/\2", url.without_fragment, count=1)


def _below_host(url: Url) -> str:
    query = f"?{url.query}" if url.query else ""
    return f"{url.path}{query}"


def _place(url: Url) -> tuple[str, Url] | None:
    """The digits and the address that one archive link names; the address may be one itself."""
    if not is_archive_address(url):
        return None
    below = _below_host(url)
    if stamped := _STAMPED.search(below):
        address = _address(stamped[2])
        return None if address is None else (stamped[1], address)
    if dotted := _DOTTED.match(below):
        address = _address(dotted[5])
        return None if address is None else ("".join(dotted.groups()[:4]), address)
    latest = _LATEST.match(below)
    address = _address(latest[1] if latest else _named_in_query(url))
    return None if address is None else ("", address)


def _named_in_query(url: Url) -> str:
    if url.host.removeprefix("www.") not in _IN_QUERY:
        return ""
    return next((value for name, value in parse_qsl(url.query) if name == "url"), "")


def _address(text: str) -> Url | None:
    """The address that stands in an archive link: whole, encoded, or without its scheme."""
    if re.match(r"(?i)https?%3a", text):
        text = unquote(text)
    scheme = _SCHEME.match(text)
    if scheme is not None:
        return url_of(f"{scheme[1]}://{text[scheme.end() :]}")
    return url_of(f"http://{text}") if _BARE.match(text) else None
