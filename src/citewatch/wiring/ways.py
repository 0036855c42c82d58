"""The ways out: to the web and to archives, past the guard, and through proxies."""

import os
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING

import httpx
from msgspec import Struct

from citewatch.errors import CitewatchError
from citewatch.version import __version__
from citewatch.wire.get import Getter, Limits
from citewatch.wire.names import Resolver, SystemResolver
from citewatch.wire.proxies import proxied_routes
from citewatch.wire.public_names import PublicHosts, PublicNames
from citewatch.wire.transport import WireTransport
from citewatch.wiring.clock import now

if TYPE_CHECKING:
    from citewatch.vault.store import Vault
    from citewatch.wire.signatures import Signer

ARCHIVE_SILENCE = 60.0
"""Seconds: the archive's index was seen to take 15 to 52 s before it answers."""

ARCHIVE_ERROR_PAGE = 256 * 1024
"""Bytes: what the archive says of an address that it never kept stands at the end of 94 KB."""

_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8"


class Ways(Struct, frozen=True):
    """The ways out. `names` looks hosts up beforehand; behind a proxy nobody does."""

    to_web: Getter
    to_archive: Getter
    names: Resolver | None


def user_agent() -> str:
    """Who we say we are: the truth, with CITEWATCH_CONTACT (an address to complain to) if set."""
    contact = os.environ.get("CITEWATCH_CONTACT", "")
    about = "checks that cited sources still answer" + (f"; {contact}" if contact else "")
    return f"Mozilla/5.0 (compatible; citewatch/{__version__}; {about})"


@asynccontextmanager
async def ways_out(
    *,
    allow_private: bool,
    vault: "Vault | None" = None,
    limits: Limits | None = None,
    signer: "Signer | None" = None,
) -> AsyncIterator[Ways]:
    """The ways to the web and to the archive. Proxies and SSL_CERT_FILE come from the environment.

    They differ in how long a server may be silent, and in how much of an error page is read. What
    they bring goes into `vault`, where there is one. `signer` signs what is asked of the web, and
    not of archives. Raises CitewatchError where the environment names certificates that cannot be
    read.
    """
    resolver = PublicNames(SystemResolver(), private=allow_private)
    tls = cache(_trusted_certificates)
    if _named_certificates():
        tls()  # what is wrong with them is to be told before anything is asked
    proxied = proxied_routes(tls, allow_private=allow_private)
    if not allow_private:
        proxied = {place: way and PublicHosts(way) for place, way in proxied.items()}
    routes = {place: way and _recorded(way, vault) for place, way in proxied.items()}
    live = WireTransport(resolver, tls, allow_private=allow_private)
    archive = WireTransport(
        resolver, tls, allow_private=allow_private, read_timeout=ARCHIVE_SILENCE
    )
    async with (
        client_over(
            _signed(_recorded(live, vault), signer),
            {place: way and _signed(way, signer) for place, way in routes.items()},
        ) as to_web,
        client_over(_recorded(archive, vault), routes) as to_archive,
    ):
        yield Ways(
            Getter(to_web, limits),
            Getter(to_archive, Limits(error_bytes=ARCHIVE_ERROR_PAGE)),
            None if routes else resolver,
        )


def client_over(
    transport: httpx.AsyncBaseTransport, routes: dict[str, httpx.AsyncBaseTransport | None]
) -> httpx.AsyncClient:
    """A client that says who we are, and takes `routes` for what they name."""
    headers = {"User-Agent": user_agent(), "Accept": _ACCEPT, "Accept-Language": "en,*;q=0.5"}
    return httpx.AsyncClient(transport=transport, mounts=routes, headers=headers, trust_env=False)


def _named_certificates() -> str | None:
    """The file or folder of certificates that the environment names."""
    return os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")


def _trusted_certificates() -> ssl.SSLContext:
    try:
        return httpx.create_ssl_context()
    except (OSError, ssl.SSLError) as error:
        named = _named_certificates()
        raise CitewatchError(
            f"{named}: the certificates to trust cannot be read: {error}"
        ) from error


def _signed(
    transport: httpx.AsyncBaseTransport, signer: "Signer | None"
) -> httpx.AsyncBaseTransport:
    if signer is None:
        return transport
    from citewatch.wire.signatures import SigningTransport

    return SigningTransport(transport, signer)


def _recorded(
    transport: httpx.AsyncBaseTransport, vault: "Vault | None"
) -> httpx.AsyncBaseTransport:
    if vault is None:
        return transport
    from citewatch.vault.recorder import RecordingTransport

    return RecordingTransport(transport, vault.keep, now)
