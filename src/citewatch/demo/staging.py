"""Puts the whole demo up: the sites, their names and certificates, the archive, the sample."""

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

from msgspec import Struct

from citewatch.demo import oddities, sockets
from citewatch.demo.archive import StagedArchive
from citewatch.demo.captures import EXCLUDED, OUT_OF_ORDER, captures, lately
from citewatch.demo.certificates import Certificates
from citewatch.demo.log import RequestLog
from citewatch.demo.names import StagedNames, Target
from citewatch.demo.server import LOOPBACK, MisbehavingServer
from citewatch.demo.sites import all_sites
from citewatch.wire.names import Address

ARCHIVE_HOST = "web-archive.example"

PATIENCE = 1.5
"""Seconds that are plenty on loopback, and short enough to wait for a server that hangs."""


class StagedWeb(Struct, frozen=True):
    """What an audit of the sample needs to find its way, instead of the internet's own.

    `addresses` are the IP addresses that belong to the stage, though they are not public ones.
    `patience` is in seconds. `log` remembers what the sites were asked.
    """

    resolver: StagedNames
    ssl_context: ssl.SSLContext
    addresses: frozenset[str]
    archive_base: str
    document_path: Path
    patience: float
    log: RequestLog


@asynccontextmanager
async def staged_web(now: datetime) -> AsyncIterator[StagedWeb]:
    """The staged web at that time (UTC), for as long as the context lasts."""
    web = all_sites()
    certificates = Certificates(web, oddities.BAD_CERTIFICATES)
    held = (*captures(), lately(now))
    archive = StagedArchive(held, EXCLUDED, out_of_order=OUT_OF_ORDER)
    sample = files("citewatch.demo") / "sources.yaml"
    with ExitStack() as stack:
        document = stack.enter_context(as_file(sample))
        odd = _odd_addresses(stack)
        async with MisbehavingServer(web, certificates.for_server()) as server, archive:
            odd[oddities.NO_COMMON_TLS, 443] = Address(LOOPBACK, server.http_port)
            odd[ARCHIVE_HOST, 80] = _address_of(archive.base)
            archive.base = f"http://{ARCHIVE_HOST}"
            yield StagedWeb(
                resolver=_names(server, odd),
                ssl_context=certificates.for_client(),
                addresses=frozenset({LOOPBACK, sockets.UNREACHABLE.ip}),
                archive_base=archive.base,
                document_path=document,
                patience=PATIENCE,
                log=server.log,
            )


def _odd_addresses(stack: ExitStack) -> dict[Target, Address]:
    """Targets that lead elsewhere than to the server; their sockets close with `stack`."""
    refusing = stack.enter_context(sockets.refused())
    silent = stack.enter_context(sockets.unanswering())
    odd: dict[Target, Address] = {(oddities.CONNECTS_NEVER, 443): silent}
    for host, ip in oddities.PRIVATE.items():
        odd[host, 80] = Address(ip, 80)
    for port in (80, 443):
        odd[oddities.NO_WAY_TO, port] = sockets.UNREACHABLE
        odd.update({(host, port): refusing for host in oddities.REFUSES})
    odd.update({(host, 80): refusing for host in oddities.REFUSES_HTTP})
    return odd


def _names(server: MisbehavingServer, odd: Mapping[Target, Address]) -> StagedNames:
    ports = {80: Address(LOOPBACK, server.http_port), 443: Address(LOOPBACK, server.https_port)}
    return StagedNames(server.hosts, ports, odd, oddities.LOOK_UP_FAILURES)


def _address_of(base: str) -> Address:
    ip, _, port = base.removeprefix("http://").partition(":")
    return Address(ip, int(port))
