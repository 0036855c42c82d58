"""Keeps names that the public name system never holds from being looked up, or taken for gone."""

import httpx

from citewatch.core.evidence import Failure
from citewatch.core.special_names import LookUp, Special, special
from citewatch.wire.faults import WireFault
from citewatch.wire.names import Address, Resolver


class PublicNames:
    """A resolver that asks `inner` only for names that it may hold; see `core.special_names`.

    Where `private` networks are visited, theirs may hold some that the public system does not.
    """

    def __init__(self, inner: Resolver, *, private: bool) -> None:
        self._inner = inner
        self._private = private

    async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
        """See Resolver."""
        kind = special(host)
        if kind is not None and not _is_looked_up(kind, private=self._private):
            raise _fault(host, kind)
        try:
            return await self._inner.resolve(host, port)
        except WireFault as fault:
            if kind is not None and fault.failure is Failure.NO_SUCH_HOST:
                raise _fault(host, kind) from None
            raise


class PublicHosts(httpx.AsyncBaseTransport):
    """The same for requests through a proxy, which looks names up itself."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Make one request, unless its host's name is not looked up."""
        host = request.url.raw_host.decode("ascii")
        kind = special(host)
        if kind is not None and not _is_looked_up(kind, private=False):
            raise _fault(host, kind)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the transport below."""
        await self._inner.aclose()


def _is_looked_up(kind: Special, *, private: bool) -> bool:
    return kind.look_up is LookUp.ALWAYS or (private and kind.look_up is LookUp.IN_PRIVATE)


def _fault(host: str, kind: Special) -> WireFault:
    return WireFault(
        Failure.NAME_NOT_PUBLIC,
        f"The public name system does not hold the name {host}: {kind.why}.",
    )
