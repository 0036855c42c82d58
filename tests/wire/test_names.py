import asyncio
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from citewatch.core.evidence import Failure
from citewatch.wire import names
from citewatch.wire.absence import Absent
from citewatch.wire.faults import WireFault
from citewatch.wire.names import Address, SystemResolver

Found = list[tuple[int, int, int, str, tuple[str, int]]]


def found(*ips: str) -> Found:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 0)) for ip in ips]


@pytest.fixture
def release() -> Iterator[threading.Event]:
    """Set at the end of a test, so that no look-up hangs on."""
    event = threading.Event()
    yield event
    event.set()


def answering(monkeypatch: pytest.MonkeyPatch, answer: Callable[[str], Found]) -> list[str]:
    asked: list[str] = []

    def getaddrinfo(host: str, *_: object, **__: object) -> Found:
        asked.append(host)
        return answer(host)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


async def failing(resolver: SystemResolver, host: str) -> Failure:
    with pytest.raises(WireFault) as caught:
        await resolver.resolve(host, 80)
    return caught.value.failure


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (socket.gaierror(socket.EAI_NODATA, "x"), Failure.NO_ADDRESS_RECORD),
        (socket.gaierror(socket.EAI_AGAIN, "x"), Failure.DNS_UNANSWERED),
        (socket.gaierror(socket.EAI_FAIL, "x"), Failure.DNS_UNANSWERED),
        (socket.gaierror(socket.EAI_SYSTEM, "x"), Failure.DNS_UNANSWERED),
        (OSError(24, "Too many open files"), Failure.DNS_UNANSWERED),
    ],
)
async def test_only_an_answer_of_the_name_system_makes_a_host_not_exist(
    monkeypatch: pytest.MonkeyPatch, error: OSError, failure: Failure
) -> None:
    def raising(_: str) -> Found:
        raise error

    answering(monkeypatch, raising)
    assert await failing(SystemResolver(), "name.example") is failure


@pytest.mark.parametrize(
    ("confirmed", "failure"),
    [
        (Absent("name.example"), Failure.NO_SUCH_HOST),
        (socket.gaierror(socket.EAI_AGAIN, "x"), Failure.DNS_UNANSWERED),
        (socket.gaierror(socket.EAI_NODATA, "x"), Failure.NO_ADDRESS_RECORD),
    ],
)
async def test_what_the_library_calls_no_name_is_confirmed_by_the_name_servers(
    monkeypatch: pytest.MonkeyPatch, confirmed: Exception, failure: Failure
) -> None:
    def no_name(_: str) -> Found:
        raise socket.gaierror(socket.EAI_NONAME, "x")

    def confirm(_: str) -> None:
        raise confirmed

    answering(monkeypatch, no_name)
    monkeypatch.setattr(names, "confirm_absence", confirm)
    assert await failing(SystemResolver(), "name.example") is failure


@pytest.mark.parametrize("host", ["a..example", "x" * 64 + ".example"])
async def test_a_name_that_cannot_be_one_is_malformed(host: str) -> None:
    assert await failing(SystemResolver(), host) is Failure.MALFORMED_ADDRESS


async def test_a_name_without_a_usable_address_has_no_address_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answering(monkeypatch, lambda _: [])
    assert await failing(SystemResolver(), "empty.example") is Failure.NO_ADDRESS_RECORD


async def test_a_look_up_that_hangs_ends_at_its_deadline_and_holds_up_no_other_name(
    monkeypatch: pytest.MonkeyPatch, release: threading.Event
) -> None:
    def answer(host: str) -> Found:
        if host.startswith("slow"):
            release.wait()
        return found("192.0.2.1")

    answering(monkeypatch, answer)
    resolver = SystemResolver(seconds=0.5)
    started = time.monotonic()
    slow = [asyncio.create_task(failing(resolver, f"slow{i}.example")) for i in range(50)]
    await asyncio.sleep(0)
    assert await resolver.resolve("quick.example", 80) == (Address("192.0.2.1", 80),)
    assert time.monotonic() - started < 0.4
    assert set(await asyncio.gather(*slow)) == {Failure.DNS_UNANSWERED}


async def test_names_given_up_make_room_for_those_that_wait(
    monkeypatch: pytest.MonkeyPatch, release: threading.Event
) -> None:
    def answer(host: str) -> Found:
        if host.startswith("slow"):
            release.wait()
        return found("192.0.2.1")

    answering(monkeypatch, answer)
    resolver = SystemResolver(seconds=0.2, at_once=2)
    slow = [asyncio.create_task(failing(resolver, f"slow{i}.example")) for i in range(2)]
    await asyncio.sleep(0)
    assert await resolver.resolve("quick.example", 443) == (Address("192.0.2.1", 443),)
    await asyncio.gather(*slow)


async def test_a_name_asked_for_many_times_is_looked_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = answering(monkeypatch, lambda _: found("192.0.2.1", "192.0.2.1", "192.0.2.2"))
    resolver = SystemResolver()
    await asyncio.gather(*(resolver.resolve("name.example", port) for port in range(80, 90)))
    assert await resolver.resolve("name.example", 80) == (
        Address("192.0.2.1", 80),
        Address("192.0.2.2", 80),
    )
    assert asked == ["name.example"]


async def test_a_failed_look_up_is_made_again_the_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers: list[Found | OSError] = [
        socket.gaierror(socket.EAI_AGAIN, "x"), found("192.0.2.1"),
    ]  # fmt: skip

    def answer(_: str) -> Found:
        given = answers.pop(0)
        if isinstance(given, OSError):
            raise given
        return given

    answering(monkeypatch, answer)
    resolver = SystemResolver()
    assert await failing(resolver, "name.example") is Failure.DNS_UNANSWERED
    assert await resolver.resolve("name.example", 80) == (Address("192.0.2.1", 80),)


async def test_one_who_stops_waiting_does_not_spoil_the_look_up_for_others(
    monkeypatch: pytest.MonkeyPatch, release: threading.Event
) -> None:
    def answer(_: str) -> Found:
        release.wait()
        return found("192.0.2.1")

    answering(monkeypatch, answer)
    resolver = SystemResolver()
    first = asyncio.create_task(resolver.resolve("name.example", 80))
    second = asyncio.create_task(resolver.resolve("name.example", 80))
    await asyncio.sleep(0.01)
    first.cancel()
    release.set()
    assert await second == (Address("192.0.2.1", 80),)


def test_a_look_up_that_hangs_does_not_hold_up_the_end_of_the_program() -> None:
    program = """
import asyncio, socket, time
from citewatch.wire.names import SystemResolver
socket.getaddrinfo = lambda *_, **__: time.sleep(60)
async def main():
    task = asyncio.create_task(SystemResolver().resolve("slow.example", 80))
    await asyncio.sleep(0.1)
asyncio.run(main())
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], timeout=20, check=True)


async def test_a_numeric_address_needs_no_look_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, lambda _: [])
    assert await SystemResolver().resolve("::1", 80) == (Address("::1", 80),)
    assert asked == []
