"""The composition root: the one place where adapters are built, and where the clock is read.

What most audits do without is imported where it is built.
"""

import asyncio
import os
import ssl
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from citewatch.archives.cache import CachedArchive
from citewatch.archives.kept_answers import KeptAnswers
from citewatch.archives.limits import OTHER_ARCHIVES
from citewatch.archives.limits import Limits as ArchiveLimits
from citewatch.archives.line import Line
from citewatch.archives.memento import MementoArchive
from citewatch.archives.memento_service import ARQUIVO, PERMA
from citewatch.archives.redirects import WaybackRedirects
from citewatch.archives.second_opinion import SecondOpinion
from citewatch.archives.wayback import WAYBACK_MACHINE, WaybackMachine
from citewatch.auditing.relocating import Trails
from citewatch.auditing.run import Audit
from citewatch.core.citation import Document
from citewatch.core.judge import judge_capture
from citewatch.core.snapshot import Wanted
from citewatch.errors import CitewatchError, InputError
from citewatch.ports import Archive, Progress
from citewatch.settings import Settings
from citewatch.version import __version__
from citewatch.web.lanes import Lanes
from citewatch.web.live import LiveWeb
from citewatch.web.manners import Manners
from citewatch.web.site_maps import WebSiteMaps
from citewatch.wire.get import Getter, Limits
from citewatch.wire.names import Resolver, SystemResolver
from citewatch.wire.proxies import proxied_routes
from citewatch.wire.transport import WireTransport

if TYPE_CHECKING:
    from citewatch.archives.keys import Keys
    from citewatch.archives.saving import Saving
    from citewatch.vault.store import Vault

CONTROLS = (f"{WAYBACK_MACHINE}/", "http://example.com/", "https://www.wikipedia.org/")
"""Sites that answer wherever there is an internet; asked only where nothing else answered."""

ARCHIVE_SILENCE = 60.0
"""Seconds: the archive's index was seen to take 15 to 52 s before it answers."""

ARCHIVE_ERROR_PAGE = 256 * 1024
"""Bytes: what the archive says of an address that it never kept stands at the end of 94 KB."""

_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True, slots=True)
class _Ways:
    """The ways out. `names` looks hosts up beforehand; behind a proxy nobody does."""

    to_web: Getter
    to_archive: Getter
    names: Resolver | None


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the clock is read here


def user_agent() -> str:
    """Who we say we are: the truth, with CITEWATCH_CONTACT (an address to complain to) if set."""
    contact = os.environ.get("CITEWATCH_CONTACT", "")
    about = "checks that cited sources still answer" + (f"; {contact}" if contact else "")
    return f"Mozilla/5.0 (compatible; citewatch/{__version__}; {about})"


def vault_in(folder: Path | None) -> "AbstractContextManager[Vault | None]":
    """Where the evidence of one audit is kept: in `folder`, or nowhere."""
    if folder is None:
        return nullcontext()
    from citewatch.vault.store import Vault

    return Vault(folder, now)


@asynccontextmanager
async def live_audit(
    settings: Settings, progress: Progress, vault: "Vault | None" = None
) -> AsyncIterator[Audit]:
    """An audit of the real web; what it fetches goes into `vault`, where there is one.

    Kept answers of archives never stand in for what a vault should hold.
    Raises CitewatchError where the environment names certificates that cannot be read.
    """
    async with _ways(allow_private=settings.allow_private, vault=vault) as ways:
        to_web = ways.to_web
        line, lanes = _line(ways.to_archive, ArchiveLimits()), Lanes(Manners(), time.monotonic)
        archive = _asked(settings, ways.to_archive, line, vault) if settings.archive else None
        trails = _trails(to_web, lanes, line if settings.archive else None)
        yield Audit(
            LiveWeb(to_web, lanes, Manners(), now, CONTROLS, ways.names),
            archive,
            progress,
            now,
            settings.exclude,
            trails if settings.relocate else None,
        )


async def fetched(addresses: Sequence[str]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The documents at some addresses by address, and why others could not be fetched."""
    from citewatch.web.download import LARGEST, download

    found: dict[str, bytes] = {}
    problems: list[str] = []
    large = Limits(raw_bytes=LARGEST, decoded_bytes=LARGEST)
    async with _ways(allow_private=False, limits=large) as ways:
        for address in addresses:
            try:
                found[address] = await download(ways.to_web, address)
            except InputError as error:
                problems += error.problems
    return found, tuple(problems)


def archive_keys() -> "Keys":
    """The keys of the user's account at the Internet Archive. Raises CitewatchError."""
    from citewatch.archives.keys import keys_from

    return keys_from(os.environ)


@asynccontextmanager
async def live_saving(keys: "Keys") -> "AsyncIterator[Saving]":
    """The Wayback Machine, for the account of `keys`."""
    from citewatch.archives.save_page_now import Pace, SavePageNow
    from citewatch.archives.saving import Saving

    async with _ways(allow_private=False) as ways:
        line = _line(ways.to_archive, ArchiveLimits())
        wayback = WaybackMachine(line, judge_capture, now)
        service = SavePageNow(line, ways.to_archive, keys, WAYBACK_MACHINE, Pace())
        yield Saving(lambda url: wayback.find(url, Wanted()), service, WAYBACK_MACHINE)


@asynccontextmanager
async def _ways(
    *, allow_private: bool, vault: "Vault | None" = None, limits: Limits | None = None
) -> AsyncIterator[_Ways]:
    """The ways to the web and to the archive. Proxies and SSL_CERT_FILE come from the environment.

    They differ in how long a server may be silent, and in how much of an error page is read.
    """
    resolver, tls = SystemResolver(), cache(_trusted_certificates)
    if "SSL_CERT_FILE" in os.environ or "SSL_CERT_DIR" in os.environ:
        tls()  # a wrong name is to be told before anything is asked
    proxied = proxied_routes(tls, allow_private=allow_private)
    routes = {place: way and _recorded(way, vault) for place, way in proxied.items()}
    live = WireTransport(resolver, tls, allow_private=allow_private)
    archive = WireTransport(
        resolver, tls, allow_private=allow_private, read_timeout=ARCHIVE_SILENCE
    )
    async with (
        _client(_recorded(live, vault), routes) as to_web,
        _client(_recorded(archive, vault), routes) as to_archive,
    ):
        yield _Ways(
            Getter(to_web, limits),
            Getter(to_archive, Limits(error_bytes=ARCHIVE_ERROR_PAGE)),
            None if routes else resolver,
        )


@asynccontextmanager
async def staged_audit(progress: Progress) -> AsyncIterator[tuple[Audit, Document]]:
    """The demo's audit and its document: the same parts, less patient, on a web on loopback."""
    from citewatch.demo.staging import staged_web
    from citewatch.documents.sources.sources_yaml import load_sources

    async with staged_web() as stage:
        transport = WireTransport(
            stage.resolver,
            lambda: stage.ssl_context,
            staged=stage.addresses,
            connect_timeout=stage.patience,
            read_timeout=stage.patience,
        )
        async with _client(transport, {}) as client:
            getter = Getter(client)
            patience = 2 * stage.patience
            manners = Manners(
                longest_pause=patience, pause=0.5, attempt=patience, chain=2 * patience
            )
            limits = ArchiveLimits(replays_per_minute=6000, index_calls_per_minute=1200)
            line, lanes = _line(getter, limits), Lanes(manners, time.monotonic)
            audit = Audit(
                LiveWeb(getter, lanes, manners, now, ()),
                _archive(line, stage.archive_base),
                progress,
                now,
                trails=_trails(getter, lanes, line, stage.archive_base),
            )
            document = load_sources(stage.document_path)
            yield audit, replace(document, source="citewatch demo")


def _trusted_certificates() -> ssl.SSLContext:
    try:
        return httpx.create_ssl_context()
    except (OSError, ssl.SSLError) as error:
        named = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")
        raise CitewatchError(
            f"{named}: the certificates to trust cannot be read: {error}"
        ) from error


def _recorded(
    transport: httpx.AsyncBaseTransport, vault: "Vault | None"
) -> httpx.AsyncBaseTransport:
    if vault is None:
        return transport
    from citewatch.vault.recorder import RecordingTransport

    return RecordingTransport(transport, vault.keep, now)


def _client(
    transport: httpx.AsyncBaseTransport, routes: dict[str, httpx.AsyncBaseTransport | None]
) -> httpx.AsyncClient:
    headers = {"User-Agent": user_agent(), "Accept": _ACCEPT, "Accept-Language": "en,*;q=0.5"}
    return httpx.AsyncClient(transport=transport, mounts=routes, headers=headers, trust_env=False)


def _trails(getter: Getter, lanes: Lanes, line: Line | None, base: str = WAYBACK_MACHINE) -> Trails:
    """Where lost sources are looked for; what is asked of the archive counts on the same line."""
    redirects = None if line is None else WaybackRedirects(line, base, now)
    return Trails(redirects, WebSiteMaps(getter, lanes))


def _asked(settings: Settings, getter: Getter, line: Line, vault: "Vault | None") -> Archive:
    """The archives that an audit asks, with their earlier answers where these may be used."""
    archive = _archives(getter, line, attested=vault is not None)
    if not settings.cache or vault is not None:
        return archive
    return CachedArchive(archive, KeptAnswers(_cache_folder(), __version__), now)


def _archives(getter: Getter, line: Line, *, attested: bool) -> Archive:
    """The Wayback Machine, with two others for a second opinion."""
    others = [
        MementoArchive(_line(getter, OTHER_ARCHIVES), service, judge_capture, now)
        for service in (ARQUIVO, PERMA)
    ]
    first = _archive(line, WAYBACK_MACHINE, attested=attested)
    return SecondOpinion(first, others)


def _cache_folder() -> Path:
    """CITEWATCH_CACHE_DIR, or where this platform keeps what can be fetched again."""
    from platformdirs import user_cache_path

    named = os.environ.get("CITEWATCH_CACHE_DIR")
    folder = Path(named) if named else user_cache_path("citewatch", appauthor=False)
    return folder / "archive-answers"


def _archive(line: Line, base: str, *, attested: bool = False) -> Archive:
    archive = WaybackMachine(line, judge_capture, now, base=base)
    if not attested:
        return archive
    from citewatch.archives.attested import AttestedArchive
    from citewatch.archives.index import Index

    return AttestedArchive(archive, Index(line, base), base)


def _line(getter: Getter, limits: ArchiveLimits) -> Line:
    return Line(getter, limits, now, time.monotonic, asyncio.sleep)
