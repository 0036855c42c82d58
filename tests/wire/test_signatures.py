"""Signed requests, checked as a site would check them."""

import base64
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from citewatch.demo import answers
from citewatch.demo.exchange import Behaviour, Exchange
from citewatch.demo.names import StagedNames
from citewatch.demo.server import LOOPBACK, MisbehavingServer, Sites
from citewatch.wire.get import Getter
from citewatch.wire.names import Address
from citewatch.wire.signatures import (
    VALID_FOR,
    Signer,
    SigningTransport,
    key_id,
    key_set,
    signature_base,
)
from citewatch.wire.transport import WireTransport

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
AGENT = "https://library.example/agent"
RFC_KEY = b"""-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----
"""
"""The key test-key-ed25519 of RFC 9421, appendix B.1.4."""


def rfc_key() -> Ed25519PrivateKey:
    key = load_pem_private_key(RFC_KEY, None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def test_a_signature_is_that_of_the_standards_own_example() -> None:
    """RFC 9421, appendix B.2.6."""
    params = (
        '("date" "@method" "@path" "@authority" "content-type" "content-length")'
        ';created=1618884473;keyid="test-key-ed25519"'
    )
    components = (
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("@method", "POST"),
        ("@path", "/foo"),
        ("@authority", "example.com"),
        ("content-type", "application/json"),
        ("content-length", "18"),
    )
    signed = base64.b64encode(rfc_key().sign(signature_base(components, params))).decode()
    assert signed == (
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
    )


def test_a_key_is_named_by_its_thumbprint() -> None:
    """The thumbprint that Web Bot Auth's own examples give the same key."""
    assert key_id(rfc_key()) == "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U"
    (served,) = json.loads(key_set(rfc_key()))["keys"]
    assert served["kid"] == key_id(rfc_key())
    assert "d" not in served


def checked(headers: dict[str, str], authority: str, key: Ed25519PublicKey) -> dict[str, str]:
    """The parameters of a request's signature, which holds for `authority`."""
    params = headers["signature-input"].removeprefix("sig1=")
    agent = headers["signature-agent"]
    signature = re.fullmatch("sig1=:(.+):", headers["signature"])
    assert signature
    base = signature_base((("@authority", authority), ("signature-agent", agent)), params)
    key.verify(base64.b64decode(signature[1]), base)
    return dict(re.findall(r';(\w+)="?([^;"]+)"?', params))


def lower(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def test_a_signature_says_who_when_and_for_how_long_and_never_the_same_twice() -> None:
    key = rfc_key()
    signer = Signer(key, AGENT, lambda: NOW)
    one, other = (lower(signer.headers("a.example")) for _ in range(2))
    said = checked(one, "a.example", key.public_key())
    assert one["signature-agent"] == f'"{AGENT}"'
    assert said["tag"] == "web-bot-auth"
    assert said["keyid"] == key_id(key)
    assert int(said["expires"]) - int(said["created"]) == VALID_FOR.total_seconds()
    assert int(said["created"]) == NOW.timestamp()
    assert said["nonce"] != checked(other, "a.example", key.public_key())["nonce"]
    with pytest.raises(InvalidSignature):
        checked(one, "b.example", key.public_key())


@asynccontextmanager
async def signed_way(sites: Sites, signer: Signer) -> AsyncIterator[Getter]:
    async with MisbehavingServer(sites) as server:
        ports = {80: Address(LOOPBACK, server.http_port)}
        names = StagedNames(server.hosts, ports, {}, {})
        inner = WireTransport(names, httpx.create_ssl_context, staged=frozenset({LOOPBACK}))
        async with httpx.AsyncClient(
            transport=SigningTransport(inner, signer), trust_env=False
        ) as client:
            yield Getter(client)


async def test_each_request_is_signed_for_the_host_that_it_goes_to() -> None:
    met: dict[str, dict[str, str]] = {}

    def noted(host: str) -> Behaviour:
        async def answer(exchange: Exchange) -> None:
            met[host] = dict(exchange.request.headers)
            await answers.nothing()(exchange)

        return answer

    hosts = ("a.example", "b.example")
    key = Ed25519PrivateKey.generate()
    sites = {host: {"/": noted(host)} for host in hosts}
    async with signed_way(sites, Signer(key, AGENT, lambda: NOW)) as getter:
        for host in hosts:
            await getter.get(f"http://{host}/")
    for host in hosts:
        checked(met[host], host, key.public_key())
