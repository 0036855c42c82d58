"""The order to go elsewhere after a while, in a meta element or in the header of that name."""

import re

import ada_url

from citewatch.core.evidence import Refresh

_LONGEST = 4096
"""Characters of an order that are read. A judgement: addresses are shorter."""

_ORDER = re.compile(
    r"""(?ix) \s* (\d+(?:\.\d*)?|\.\d+) [\d.]* \s* [;,\s] \s*
    (?: url \s* = \s* )? (["']?) (.+)""",
    re.DOTALL,
)
"""HTML Living Standard, "shared declarative refresh steps"."""


def read_refresh(order: str, base: str) -> Refresh | None:
    """The order to leave a page at `base`, or None for one that names no address on the web."""
    parts = _ORDER.match(order[:_LONGEST])
    if parts is None:
        return None
    quote = parts[2]
    target = absolute(parts[3].split(quote)[0] if quote else parts[3], base)
    return None if target is None else Refresh(float(parts[1]), target)


def absolute(reference: str, base: str) -> str | None:
    """The web address that a page at `base` means by `reference`."""
    try:
        joined = ada_url.join_url(base, reference.strip())
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None
