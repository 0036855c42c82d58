"""Names that the public name system does not hold: set apart, or of another name system.

That such a name is not found there says nothing of its source.
"""

from enum import Enum

from msgspec import Struct


class LookUp(Enum):
    """When a name is looked up all the same."""

    NEVER = "never"
    """Only programs of its own can find it, and asking would tell the name servers of it."""

    IN_PRIVATE = "in-private"
    """Where private networks are visited: theirs may hold it."""

    ALWAYS = "always"
    """Nobody has promised that it will never be public, or a machine's own table of hosts often
    holds it (`site.test`)."""


class Special(Struct, frozen=True):
    """A kind of such names: when they are looked up, and why the public name system has none.

    `why` is half a sentence.
    """

    look_up: LookUp
    why: str


def _private(suffix: str) -> Special:
    return Special(LookUp.IN_PRIVATE, f"names under .{suffix} are for private networks")


def _in_use_unasked(suffix: str) -> Special:
    return Special(LookUp.ALWAYS, f"names under .{suffix} are used in private networks only")


_KINDS = {
    "onion": Special(LookUp.NEVER, "an onion address can be reached with Tor only"),  # RFC 7686
    "alt": Special(LookUp.NEVER, "names under .alt are for other name systems"),  # RFC 9476
    # No RFC. The applicant guidebooks of ICANN keep out countries' three letters, which .eth is.
    "i2p": Special(LookUp.NEVER, "an I2P address can be reached with I2P only"),
    "eth": Special(LookUp.NEVER, "names under .eth are held by the Ethereum Name Service"),
    "bit": Special(LookUp.ALWAYS, "names under .bit are held by Namecoin"),
    "gnu": Special(LookUp.ALWAYS, "names under .gnu are held by the GNU Name System"),
    # RFC 6761
    "test": Special(LookUp.ALWAYS, "names under .test are for tests only"),
    "example": Special(LookUp.ALWAYS, "names under .example are for examples only"),
    "invalid": Special(LookUp.ALWAYS, "names under .invalid are meant never to exist"),
    "localhost": Special(LookUp.ALWAYS, "names under .localhost mean the machine itself"),
    # RFC 6762, RFC 8375, and ICANN's resolutions of 2024-07-29 (internal) and 2018-02-04 (the rest)
    "local": Special(LookUp.IN_PRIVATE, "names under .local are for the network in one place"),
    "home.arpa": Special(LookUp.IN_PRIVATE, "names under .home.arpa are for networks at home"),
    "internal": _private("internal"),
    "home": _private("home"),
    "corp": _private("corp"),
    "mail": _private("mail"),
    # RFC 6762, appendix G: in use, and never promised
    "intranet": _in_use_unasked("intranet"),
    "private": _in_use_unasked("private"),
    "lan": _in_use_unasked("lan"),
    "localdomain": _in_use_unasked("localdomain"),
}


def special(host: str) -> Special | None:
    """What kind of name that the public name system does not hold a host's is; None for others."""
    labels = host.lower().removesuffix(".").split(".")
    if len(labels) < 2:  # no site's name, whatever it is
        return None
    return _KINDS.get(labels[-1]) or (_KINDS.get(".".join(labels[-2:])) if labels[2:] else None)
