"""The sibling probe: does the same directory answer alike for a name that cannot exist?"""

import hashlib
import re

from citewatch.core import url_kinds
from citewatch.core.content.same_answer import Ending, same_answer
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons.content import SOFT_404_SIBLING
from citewatch.core.reasons.signs import SIBLING_REFUSED
from citewatch.core.url_names import identifying_parameter
from citewatch.core.urls import Url

_SCRIPT = re.compile(r"(?i)\.(?:php\d?|aspx?|jspx?|cgi|cfm|do|pl|dll|exe)$")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SLUG = re.compile(r"(?:[^\W\d_]+[-_]){2}")
_LARGEST = 2**31
"""Numbers below fit the columns in which sites keep their pages' numbers; a larger one may upset
the server, and would prove nothing."""


def sibling_address(address: Url) -> str | None:
    """An address beside `address` whose page cannot exist, or None for no probe.

    What names the page in it is replaced by a name of the same kind: the last segment of the path,
    or the parameter of the query that holds an identifier, where a script or a general word is all
    that the path names. There is none for a home page, nor for a page that a script makes from
    other parameters: they may well be ignored. The name is always the same for one address, so
    that a probe can be remembered.
    """
    path = address.path.rstrip("/")
    directory, _, name = path.rpartition("/")
    if address.query and not _SLUG.search(name):
        if changed := _impossible_query(address):
            return f"{address.front_page[:-1]}{address.path}?{changed}"
        if _SCRIPT.search(name):
            return None
    if url_kinds.is_home(address) or not path:
        return None
    extension = _EXTENSION.search(name)
    ending = extension[0] if extension else ""
    unlikely = _unlike(name.removesuffix(ending), address)
    slash = "/" if address.path.endswith("/") else ""
    return f"{address.front_page[:-1]}{directory}/{unlikely}{ending}{slash}"


def _impossible_query(address: Url) -> str | None:
    """The query with an identifier that cannot exist, or None where it holds none."""
    found = identifying_parameter(address)
    if found is None:
        return None
    name, value = found
    pairs = address.query.split("&")
    place = next(n for n, pair in enumerate(pairs) if pair == f"{name}={value}")
    pairs[place] = f"{name}={_unlike(value, address)}"
    return "&".join(pairs)


def _unlike(name: str, address: Url) -> str:
    """A name that cannot exist, of the kind of `name`: sites may look no further at another."""
    digest = hashlib.sha256(address.href.encode()).hexdigest()
    if name.isascii() and name.isdigit():
        return str(_LARGEST - 1 - int(digest[:6], 16))
    if re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", name):
        return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    if re.fullmatch(r"[0-9a-f]{8,64}", name):
        return digest[: len(name)]
    if re.fullmatch(r"[A-Za-z0-9_-]{5,19}", name) and re.search(r"\d|[a-z][A-Z]", name):
        return digest[: len(name)]
    return digest[:20]


def compare_sibling(one: Ending, sibling: Ending | None, sibling_status: int) -> Signal | None:
    """What the sibling's answer says of the page at the end of `one`.

    A soft 404 where both are the same answer; proof of life where the sibling is refused with 404
    or 410. None where nothing follows, as from any other answer.
    """
    if sibling_status in {404, 410}:
        return Signal(SIBLING_REFUSED, Facts(status=sibling_status), Strength.DECISIVE)
    if sibling is None or not 200 <= sibling_status < 300:
        return None
    shared = same_answer(one, sibling)
    return None if shared is None else Signal(SOFT_404_SIBLING, shared, Strength.DECISIVE)
