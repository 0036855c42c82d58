"""What a browser showed of an address: its page as drawn, and a picture of it."""

from datetime import datetime

from msgspec import Struct

from citewatch.vault.exchange import shown_address

_PICTURE, _MARKUP = "urn:view:", "urn:dom:"
"""Before an address, in the name of what is no answer to a request for it. Crawlers name pictures
of pages so (Browsertrix: urn:view:)."""


class Shown(Struct, frozen=True):
    """What was shown at `at` (UTC) of the address `asked`, which may hold secrets."""

    asked: str
    at: datetime
    body: bytes
    media_type: str

    @property
    def address(self) -> str:
        """The address, passwords and tokens hidden."""
        return shown_address(self.asked)

    @property
    def name(self) -> str:
        """How it is called where it is kept."""
        prefix = _PICTURE if self.media_type.startswith("image/") else _MARKUP
        return f"{prefix}{self.address}"
