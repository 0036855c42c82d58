import asyncio
import errno
import socket

import pytest

from citewatch.core.evidence import Failure
from citewatch.demo import sockets
from citewatch.demo.names import StagedNames
from citewatch.wire.faults import WireFault
from citewatch.wire.names import Address

NAMES = StagedNames(
    hosts={"town.example"},
    ports={80: Address("127.0.0.1", 8001), 443: Address("127.0.0.1", 8002)},
    elsewhere={("inside.example", 80): Address("192.168.1.20", 80)},
    failures={
        "silent.example": Failure.DNS_UNANSWERED,
        "empty.example": Failure.NO_ADDRESS_RECORD,
    },
)


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("town.example", 80, Address("127.0.0.1", 8001)),
        ("town.example", 443, Address("127.0.0.1", 8002)),
        ("inside.example", 80, Address("192.168.1.20", 80)),
        ("192.168.1.20", 8080, Address("192.168.1.20", 8080)),
        ("[::1]", 80, Address("::1", 80)),
    ],
)
async def test_a_name_leads_to_its_staged_address(host: str, port: int, address: Address) -> None:
    assert await NAMES.resolve(host, port) == (address,)


@pytest.mark.parametrize(
    ("host", "failure"),
    [
        ("nobody.example", Failure.NO_SUCH_HOST),
        ("silent.example", Failure.DNS_UNANSWERED),
        ("empty.example", Failure.NO_ADDRESS_RECORD),
    ],
)
async def test_looking_a_name_up_fails_as_it_was_told(host: str, failure: Failure) -> None:
    with pytest.raises(WireFault) as caught:
        await NAMES.resolve(host, 80)

    assert caught.value.failure is failure
    assert host in caught.value.text


def test_a_refusing_port_refuses() -> None:
    with sockets.refused() as address, pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.ip, address.port), timeout=2)


async def test_an_unanswering_port_leaves_connections_pending() -> None:
    with sockets.unanswering() as address, pytest.raises(TimeoutError):
        async with asyncio.timeout(0.4):
            await asyncio.open_connection(address.ip, address.port)


def test_there_is_no_way_to_the_unreachable_address() -> None:
    ip, port = sockets.UNREACHABLE.ip, sockets.UNREACHABLE.port
    with pytest.raises(OSError) as caught:  # noqa: PT011 - the errno is what is looked at
        socket.create_connection((ip, port), timeout=2)

    assert caught.value.errno in {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EACCES}
