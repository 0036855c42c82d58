"""DOIs: their addresses, and what the handle system says of them."""

import re
from urllib.parse import quote, unquote

from citewatch.core.evidence import Visit
from citewatch.core.urls import MalformedUrl, Url, parse

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_IN_TEXT = re.compile(r"(?i)(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>]+)")
_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
_CODE = re.compile(r'"responseCode"\s*:\s*(\d{1,3})\b')
_REGISTERED, _UNKNOWN_TO_IT = 1, 100
"""Response codes of the Handle System's HTTP interface: success, and handle not found."""


def doi_of(url: Url) -> str | None:
    """The DOI that an address of the resolver asks for, or None for any other address."""
    if url.host not in _HOSTS:
        return None
    found = _DOI.fullmatch(unquote(url.path.lstrip("/")))
    return found[0] if found else None


def doi_in(text: str) -> str:
    """The DOI that stands at the beginning of a metadata field, or ""."""
    found = _DOI_IN_TEXT.match(text.strip())
    return found[1].rstrip(".,;") if found else ""


def doi_address(doi: str) -> str | None:
    """The address that resolves a DOI; None for what is none."""
    try:
        return parse(f"https://doi.org/{_quoted(doi)}").href if _DOI.fullmatch(doi) else None
    except MalformedUrl:
        return None


def handle_address(url: Url) -> str | None:
    """Where the handle system tells whether the DOI at `url` is registered."""
    doi = doi_of(url)
    return parse(f"https://doi.org/api/handles/{_quoted(doi)}").href if doi else None


def is_registered(answer: Visit | None) -> bool | None:
    """Whether the handle system knows the DOI; None where it did not say."""
    if answer is None or answer.failure is not None or answer.page is None:
        return None
    code = _CODE.search(answer.page.text[:2000])
    if code is None:
        return None
    return {_REGISTERED: True, _UNKNOWN_TO_IT: False}.get(int(code[1]))


def _quoted(doi: str) -> str:
    return quote(doi, safe="/:;().,_-")
