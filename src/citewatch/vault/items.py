"""What is remembered of each thing that a vault has written down."""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from citewatch.vault.digests import CaptureKey, capture_of, sha1_base32
from citewatch.vault.exchange import Exchange
from citewatch.vault.shown import Shown

if TYPE_CHECKING:
    from citewatch.vault.warc import Place


class Item(Struct, frozen=True):
    """What is remembered of an exchange whose body is on the disk. No `place`: it was left out.

    `about` is the address that it belongs to: for what a browser showed, another one than `url`.
    """

    url: str
    about: str
    at: str
    status: int
    digest: str
    is_capture: bool
    capture: CaptureKey | None
    truncated: bool
    place: "Place | None"

    @property
    def is_shown(self) -> bool:
        """Whether it is what a browser showed, and no answer."""
        return self.url != self.about


def item_of(exchange: Exchange, place: "Place | None") -> Item:
    """What is remembered of it."""
    return Item(
        url=exchange.url,
        about=exchange.url,
        at=_written_at(exchange.at),
        status=exchange.status,
        digest=place.digest if place else sha1_base32(exchange.body),
        is_capture=exchange.header("memento-datetime") is not None,
        capture=capture_of(exchange),
        truncated=exchange.cut is not None,
        place=place,
    )


def item_of_shown(shown: Shown, place: "Place | None") -> Item:
    """What is remembered of it."""
    return Item(
        url=shown.name,
        about=shown.address,
        at=_written_at(shown.at),
        status=0,
        digest=place.digest if place else sha1_base32(shown.body),
        is_capture=False,
        capture=None,
        truncated=False,
        place=place,
    )


def _written_at(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
