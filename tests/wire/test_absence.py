"""Whether a name is really not there, against a name server on loopback."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from citewatch.wire import absence
from citewatch.wire.absence import Absent, confirm_absence

Answering = Callable[[dns.message.Message, dns.message.Message], None]


@contextmanager
def name_server(answer: Answering, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serves DNS over UDP; `answer` completes the response to a query."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))
    server.settimeout(0.05)
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            try:
                data, client = server.recvfrom(4096)
            except TimeoutError:
                continue
            query = dns.message.from_wire(data)
            response = dns.message.make_response(query)
            response.flags |= dns.flags.RA
            answer(query, response)
            server.sendto(response.to_wire(), client)

    def resolver() -> dns.resolver.Resolver:
        found = resolver_class(configure=False)
        found.nameservers = ["127.0.0.1"]
        found.port = server.getsockname()[1]
        return found

    resolver_class = dns.resolver.Resolver
    monkeypatch.setattr(dns.resolver, "Resolver", resolver)
    monkeypatch.setattr(absence, "SECONDS", 0.5)
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
        server.close()


def nxdomain(_query: dns.message.Message, response: dns.message.Message) -> None:
    response.set_rcode(dns.rcode.NXDOMAIN)


def refused(_query: dns.message.Message, response: dns.message.Message) -> None:
    response.set_rcode(dns.rcode.SERVFAIL)


def no_data(_query: dns.message.Message, _response: dns.message.Message) -> None:
    """Status and sections as they are: the name is there, and has nothing of this kind."""


def circle(query: dns.message.Message, response: dns.message.Message) -> None:
    name = query.question[0].name
    response.answer.append(dns.rrset.from_text(name, 60, "IN", "CNAME", str(name)))


def test_a_name_that_the_servers_deny_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    with name_server(nxdomain, monkeypatch), pytest.raises(Absent):
        confirm_absence("gone.example")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refused, socket.EAI_AGAIN),
        (no_data, socket.EAI_NODATA),
        (circle, socket.EAI_AGAIN),
    ],
)
def test_anything_less_than_a_denial_proves_nothing(
    answer: Answering, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with name_server(answer, monkeypatch), pytest.raises(socket.gaierror) as caught:
        confirm_absence("odd.example")
    assert caught.value.errno == code
