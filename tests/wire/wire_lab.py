"""What the tests of wire share: a getter with short timeouts, and a resolver that is told."""

import contextlib
import ssl
from collections.abc import AsyncIterator, Mapping

import httpx
import pytest

from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Getter, Limits
from citewatch.wire.names import Address, Resolver, SystemResolver
from citewatch.wire.transport import WireTransport


class ToldResolver:
    """Knows the names it is told; `asked` lists the look-ups."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self.asked: list[str] = []
        self._names = names

    async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
        self.asked.append(host)
        if host not in self._names:
            raise WireFault(Failure.NO_SUCH_HOST, f"There is no host named {host}.")
        return tuple(Address(ip, port) for ip in self._names[host])


@contextlib.asynccontextmanager
async def getting(
    *,
    resolver: Resolver | None = None,
    tls: ssl.SSLContext | None = None,
    allow_private: bool = True,
    timeout: float = 2.0,  # noqa: ASYNC109 - it is a setting of what is made
    limits: Limits | None = None,
) -> AsyncIterator[Getter]:
    """A getter whose connect and read timeouts are `timeout`."""
    transport = WireTransport(
        resolver or SystemResolver(),
        lambda: tls or ssl.create_default_context(),
        allow_private=allow_private,
        connect_timeout=timeout,
        read_timeout=timeout,
    )
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        yield Getter(client, limits)


async def failure_of(
    getter: Getter, url: str, deadline: float | None = None
) -> tuple[Failure, str]:
    """The kind and the text of the fault that a GET must end with."""
    with pytest.raises(WireFault) as caught:
        await getter.get(url, deadline=deadline)
    return caught.value.failure, caught.value.text
