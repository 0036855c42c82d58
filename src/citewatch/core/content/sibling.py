"""The sibling probe: does the same directory answer alike for a name that cannot exist?"""

import hashlib
import re

from citewatch.core import url_kinds
from citewatch.core.content.drift import similarity
from citewatch.core.content.thresholds import SAME_TEXT, SHELL_WORDS
from citewatch.core.content.wording import fold
from citewatch.core.evidence import Page
from citewatch.core.facts import Facts
from citewatch.core.finding import Signal, Strength
from citewatch.core.reasons.content import SOFT_404_SIBLING
from citewatch.core.reasons.signs import SIBLING_REFUSED
from citewatch.core.urls import Url, parse

_SCRIPT = re.compile(r"(?i)\.(?:php\d?|aspx?|jspx?|cgi|cfm|do|pl|dll|exe)$")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def sibling_address(address: Url) -> str | None:
    """An address in the same directory as `address` whose name cannot exist, or None for no probe.

    There is none for a home page, nor for a page that a script makes from a query: another query
    may well give the same good page, and another script's name proves nothing. The name is always
    the same for one address, so that a probe can be remembered.
    """
    path = address.path.rstrip("/")
    if url_kinds.is_home(address) or not path:
        return None
    directory, _, name = path.rpartition("/")
    if _SCRIPT.search(name) and address.query:
        return None
    extension = _EXTENSION.search(name)
    unlikely = hashlib.sha256(address.href.encode()).hexdigest()[:20]
    slash = "/" if address.path.endswith("/") else ""
    return f"{_origin(address)}{directory}/{unlikely}{extension[0] if extension else ''}{slash}"


def compare_sibling(
    page: Page, final_url: str, sibling: Page | None, sibling_status: int, sibling_url: str
) -> Signal | None:
    """What the sibling's answer says of `page`, found at `final_url`.

    A soft 404 where both end at one address, or carry one text under one title; proof of life where
    the sibling is refused with 404 or 410. None where nothing follows: another answer, one
    that could not be read, or texts so short that scripts may draw the real ones.
    """
    if sibling_status in {404, 410}:
        return Signal(SIBLING_REFUSED, Facts(status=sibling_status), Strength.DECISIVE)
    if sibling is None or not 200 <= sibling_status < 300 or page.is_unread or sibling.is_unread:
        return None
    end = parse(final_url).without_fragment
    if end == parse(sibling_url).without_fragment:
        return Signal(SOFT_404_SIBLING, Facts(address=end), Strength.DECISIVE)
    if not _comparable(page, sibling) or fold(page.title) != fold(sibling.title):
        return None
    if similarity(page.text, sibling.text) < SAME_TEXT:
        return None
    return Signal(SOFT_404_SIBLING, Facts(title=page.title or None), Strength.DECISIVE)


def _comparable(page: Page, sibling: Page) -> bool:
    """Whether there is text enough; an empty frame is the same at every address of a site."""
    return min(page.words, sibling.words) >= SHELL_WORDS or not (
        page.has_unread_content or sibling.has_unread_content
    )


def _origin(address: Url) -> str:
    port = f":{address.port}" if address.port else ""
    return f"{address.scheme}://{address.host}{port}"
