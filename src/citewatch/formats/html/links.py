"""Addresses in the page: shown, and to be clicked only where that is safe."""

from msgspec import Struct

from citewatch.core.display import show_address
from citewatch.formats.wording import clickable


class Link(Struct, frozen=True):
    """An address as it is shown; `href` is "" where nobody should click it."""

    text: str
    href: str = ""


def link_to(url: str) -> Link:
    """An address that came from outside."""
    return Link(show_address(url), url if clickable(url) else "")
