import datetime
import ssl
import threading
from typing import NamedTuple

import httpx
import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from citewatch.core.evidence import NEVER_SECURED, Failure
from citewatch.wire.faults import WireFault
from citewatch.wire.get import Getter
from citewatch.wire.transport import WireTransport
from wire.rawserver import Call, serving
from wire.wire_lab import ToldResolver, failure_of, getting

STARRED = (
    "my_site.host.example", "a.my_site.host.example", "my_site.co.uk", "my_site.example",
    "my-site.host.example",
)  # fmt: skip
NAMES = ToldResolver(
    {"site.example": ("127.0.0.1",), "site.example.": ("127.0.0.1",)}
    | dict.fromkeys(STARRED, ("127.0.0.1",))
)
LONG_AGO = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
FAR_AHEAD = datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC)


class Authority(NamedTuple):
    """A certificate authority, and a client's context that trusts it."""

    ca: trustme.CA
    client: ssl.SSLContext


@pytest.fixture(scope="module")
def trusted() -> Authority:
    ca = trustme.CA()
    client = ssl.create_default_context()
    ca.configure_trust(client)
    return Authority(ca, client)


def serving_with(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


async def greet(call: Call) -> None:
    while True:
        await call.request()
        await call.reply()


async def kind_of(certificate: trustme.LeafCert, client: ssl.SSLContext) -> tuple[Failure, str]:
    async with (
        serving(greet, serving_with(certificate)) as server,
        getting(resolver=NAMES, tls=client) as getter,
    ):
        return await failure_of(getter, f"https://site.example:{server.port}/")


@pytest.mark.parametrize("host", ["site.example", "site.example."])
async def test_a_secure_site_is_read_over_one_kept_connection(
    trusted: Authority, host: str
) -> None:
    context = serving_with(trusted.ca.issue_cert("site.example"))
    async with (
        serving(greet, context) as server,
        getting(resolver=NAMES, tls=trusted.client) as getter,
    ):
        for _ in range(3):
            answer = await getter.get(f"https://{host}:{server.port}/")
            assert (answer.status, answer.body, answer.address) == (200, b"hello", "127.0.0.1")
        assert server.accepted == 1


async def test_a_secure_body_that_ends_with_the_connection_is_whole(trusted: Authority) -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 300_000)

    context = serving_with(trusted.ca.issue_cert("site.example"))
    async with (
        serving(behave, context) as server,
        getting(resolver=NAMES, tls=trusted.client) as getter,
    ):
        answer = await getter.get(f"https://site.example:{server.port}/")
    assert (len(answer.body), answer.truncated) == (300_000, False)


async def test_an_endless_secure_body_is_cut_at_the_limit(trusted: Authority) -> None:
    async def behave(call: Call) -> None:
        await call.request()
        await call.send(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await call.send(b"x" * 100_000)

    context = serving_with(trusted.ca.issue_cert("site.example"))
    async with (
        serving(behave, context) as server,
        getting(resolver=NAMES, tls=trusted.client) as getter,
    ):
        answer = await getter.get(f"https://site.example:{server.port}/")
    assert (len(answer.body), answer.truncated) == (4 * 1024 * 1024, True)


async def test_a_certificate_past_its_date_is_expired(trusted: Authority) -> None:
    certificate = trusted.ca.issue_cert("site.example", not_after=LONG_AGO)
    kind, text = await kind_of(certificate, trusted.client)
    assert (kind, text) == (Failure.TLS_EXPIRED, "The site's certificate has expired.")


async def test_a_certificate_before_its_date_is_told_from_an_expired_one(
    trusted: Authority,
) -> None:
    certificate = trusted.ca.issue_cert("site.example", not_before=FAR_AHEAD)
    kind, text = await kind_of(certificate, trusted.client)
    assert (kind, text) == (Failure.TLS_EXPIRED, "The site's certificate is not valid yet.")


async def test_a_certificate_for_another_name_is_of_the_wrong_host(trusted: Authority) -> None:
    certificate = trusted.ca.issue_cert("other.example")
    assert (await kind_of(certificate, trusted.client))[0] is Failure.TLS_WRONG_HOST


async def test_a_certificate_without_the_address_asked_for_is_of_the_wrong_host(
    trusted: Authority,
) -> None:
    context = serving_with(trusted.ca.issue_cert("site.example"))
    async with serving(greet, context) as server, getting(tls=trusted.client) as getter:
        kind, _ = await failure_of(getter, f"https://127.0.0.1:{server.port}/")
    assert kind is Failure.TLS_WRONG_HOST


async def test_a_certificate_of_an_unknown_authority_is_untrusted(trusted: Authority) -> None:
    kind, text = await kind_of(trustme.CA().issue_cert("site.example"), trusted.client)
    assert kind is Failure.TLS_UNTRUSTED
    assert "unknown authority" in text


async def test_a_chain_without_its_middle_is_untrusted(trusted: Authority) -> None:
    certificate = trusted.ca.create_child_ca().issue_cert("site.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with (
        certificate.private_key_pem.tempfile() as key,
        certificate.cert_chain_pems[0].tempfile() as leaf,
    ):
        context.load_cert_chain(leaf, key)
    async with (
        serving(greet, context) as server,
        getting(resolver=NAMES, tls=trusted.client) as getter,
    ):
        kind, text = await failure_of(getter, f"https://site.example:{server.port}/")
    assert kind is Failure.TLS_UNTRUSTED
    assert "leaves out" in text


async def test_https_at_a_port_that_speaks_plain_http_is_a_failed_handshake() -> None:
    async def behave(call: Call) -> None:
        await call.send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        await call.hang()

    async with serving(behave) as server, getting() as getter:
        kind, text = await failure_of(getter, f"https://127.0.0.1:{server.port}/")
    assert (kind, text) == (
        Failure.TLS_HANDSHAKE,
        "The server does not speak https on this port.",
    )


async def test_a_server_without_a_common_version_is_a_failed_handshake() -> None:
    async def behave(call: Call) -> None:
        await call.send(bytes.fromhex("15 03 03 00 02 02 46"))  # the alert protocol_version
        await call.hang()

    async with serving(behave) as server, getting() as getter:
        kind, text = await failure_of(getter, f"https://127.0.0.1:{server.port}/")
    assert kind is Failure.TLS_HANDSHAKE
    assert "agree" in text


async def test_a_handshake_that_hangs_is_told_from_a_connection_that_never_came_about() -> None:
    async def behave(call: Call) -> None:
        await call.hang()

    async with serving(behave) as server, getting(timeout=0.3) as getter:
        kind, text = await failure_of(getter, f"https://127.0.0.1:{server.port}/")
    assert (kind, text) == (Failure.ANSWER_TIMEOUT, NEVER_SECURED)


async def test_a_handshake_that_breaks_off_is_a_reset() -> None:
    async def behave(call: Call) -> None:
        call.reset()

    async with serving(behave) as server, getting() as getter:
        kind, _ = await failure_of(getter, f"https://127.0.0.1:{server.port}/")
    assert kind is Failure.RESET


async def test_certificates_are_read_once_and_only_for_https(trusted: Authority) -> None:
    made: list[ssl.SSLContext] = []

    def factory() -> ssl.SSLContext:
        made.append(trusted.client)
        return trusted.client

    context = serving_with(trusted.ca.issue_cert("site.example"))
    transport = WireTransport(NAMES, factory, allow_private=True)
    async with (
        serving(greet) as plain,
        serving(greet, context) as secure,
        httpx.AsyncClient(transport=transport) as client,
    ):
        getter = Getter(client)
        await getter.get(f"http://site.example:{plain.port}/")
        assert made == []
        await getter.get(f"https://site.example:{secure.port}/")
        await getter.get(f"https://site.example.:{secure.port}/")
        assert len(made) == 1


async def test_one_who_gives_up_waiting_for_the_certificates_leaves_them_to_others(
    trusted: Authority,
) -> None:
    read = threading.Event()

    def factory() -> ssl.SSLContext:
        assert read.wait(10)
        return trusted.client

    context = serving_with(trusted.ca.issue_cert("site.example"))
    transport = WireTransport(NAMES, factory, allow_private=True)
    async with (
        serving(greet, context) as server,
        httpx.AsyncClient(transport=transport) as client,
    ):
        getter, url = Getter(client), f"https://site.example:{server.port}/"
        kind, _ = await failure_of(getter, url, deadline=0.1)
        assert kind is Failure.DEADLINE
        read.set()
        assert (await getter.get(url)).status == 200


async def visited(host: str, certificate: trustme.LeafCert, client: ssl.SSLContext) -> int:
    """The status of an answer from a host. Raises WireFault."""
    async with (
        serving(greet, serving_with(certificate)) as server,
        getting(resolver=NAMES, tls=client) as getter,
    ):
        for _ in range(2):  # the second over the kept connection
            status = (await getter.get(f"https://{host}:{server.port}/")).status
        return status


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("my_site.host.example", "*.host.example"),
        ("MY_SITE.host.example", "*.HOST.example"),
        ("my_site.host.example", "my_site.host.example"),
        ("a.my_site.host.example", "*.my_site.host.example"),
        ("my-site.host.example", "*.host.example"),
    ],
)
async def test_a_star_stands_for_an_underscore_as_in_browsers(
    trusted: Authority, host: str, name: str
) -> None:
    assert await visited(host, with_name(trusted, name), trusted.client) == 200


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("my_site.host.example", "*.other.example"),
        ("my_site.host.example", "host.example"),
        ("my_site.host.example", "*.example"),
        ("my_site.host.example", "my_*.host.example"),
        ("my_site.host.example", "*_site.host.example"),
        ("my_site.host.example", "my_site.*.example"),
        ("a.my_site.host.example", "*.host.example"),
        ("my_site.co.uk", "*.co.uk"),
        ("my_site.example", "*.example"),
        ("my_site.host.example", "*"),
    ],
)
async def test_a_star_stands_for_no_more_than_in_browsers(
    trusted: Authority, host: str, name: str
) -> None:
    with pytest.raises(WireFault) as caught:
        await visited(host, with_name(trusted, name), trusted.client)
    assert caught.value.failure is Failure.TLS_WRONG_HOST


async def test_a_common_name_is_no_name_of_the_certificate(trusted: Authority) -> None:
    certificate = trusted.ca.issue_cert("other.example", common_name="*.host.example")
    with pytest.raises(WireFault) as caught:
        await visited("my_site.host.example", certificate, trusted.client)
    assert caught.value.failure is Failure.TLS_WRONG_HOST


@pytest.mark.parametrize("host", ["my_site.host.example", "my-site.host.example"])
async def test_behind_a_star_the_chain_and_the_date_are_verified_as_ever(
    trusted: Authority, host: str
) -> None:
    expired = trusted.ca.issue_cert("*.host.example", not_after=LONG_AGO)
    stranger = trustme.CA().issue_cert("*.host.example")
    for certificate, failure in (
        (expired, Failure.TLS_EXPIRED),
        (stranger, Failure.TLS_UNTRUSTED),
    ):
        with pytest.raises(WireFault) as caught:
            await visited(host, certificate, trusted.client)
        assert caught.value.failure is failure


async def test_a_server_that_changes_its_certificate_for_the_second_look_gains_nothing(
    trusted: Authority,
) -> None:
    """The connection whose name is judged here is verified by itself."""
    outer = serving_with(trusted.ca.issue_cert("*.host.example"))
    shown = [outer, serving_with(trustme.CA().issue_cert("*.host.example"))]

    def choose(tls: ssl.SSLObject, _name: str | None, _context: ssl.SSLContext) -> None:
        tls.context = shown.pop(0)

    outer.sni_callback = choose
    async with (
        serving(greet, outer) as server,
        getting(resolver=NAMES, tls=trusted.client) as getter,
    ):
        kind, _ = await failure_of(getter, f"https://my_site.host.example:{server.port}/")
    assert (kind, shown) == (Failure.TLS_UNTRUSTED, [])


def with_name(trusted: Authority, name: str) -> trustme.LeafCert:
    """A certificate with one DNS name, which trustme itself would refuse to write."""
    key = ec.generate_private_key(ec.SECP256R1())
    signer = load_pem_private_key(trusted.ca.private_key_pem.bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    authority = x509.load_pem_x509_certificate(trusted.ca.cert_pem.bytes())
    identifier = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(LONG_AGO)
        .not_valid_after(FAR_AHEAD)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier),
            critical=False,
        )
        .sign(signer, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return trustme.LeafCert(secret, made.public_bytes(Encoding.PEM), [])
