import asyncio
import ssl

import httpx
import pytest

from citewatch.demo.answers import page
from citewatch.demo.certificates import Certificate, Certificates
from citewatch.demo.server import MisbehavingServer

BAD = {
    "expired.example": Certificate.EXPIRED,
    "hosted.example": Certificate.FOR_ANOTHER_NAME,
    "stranger.example": Certificate.FROM_A_STRANGER,
}
HOSTS = ("good.example", *BAD)
SITES = {host: {"*": page(host)} for host in HOSTS}


async def get(host: str, port_of: str = "https") -> httpx.Response:
    certificates = Certificates(HOSTS, BAD)
    async with MisbehavingServer(SITES, certificates.for_server()) as server:
        port = server.https_port if port_of == "https" else server.http_port
        async with httpx.AsyncClient(verify=certificates.for_client(), trust_env=False) as client:
            return await client.get(
                f"https://127.0.0.1:{port}/",
                headers={"Host": host},
                extensions={"sni_hostname": host},
            )


async def verify_code(host: str) -> int:
    certificates = Certificates(HOSTS, BAD)
    async with MisbehavingServer(SITES, certificates.for_server()) as server:
        with pytest.raises(ssl.SSLCertVerificationError) as caught:
            await asyncio.open_connection(
                "127.0.0.1", server.https_port, ssl=certificates.for_client(), server_hostname=host
            )
    return caught.value.verify_code


async def test_a_good_certificate_is_trusted() -> None:
    assert (await get("good.example")).text == "good.example"


@pytest.mark.parametrize(
    ("host", "code"), [("expired.example", 10), ("hosted.example", 62), ("stranger.example", 20)]
)
async def test_each_bad_certificate_fails_in_its_own_way(host: str, code: int) -> None:
    """The codes are OpenSSL's: expired, host name mismatch, issuer not found."""
    assert await verify_code(host) == code


async def test_the_http_port_answers_a_secure_hello_with_a_handshake_failure() -> None:
    with pytest.raises(httpx.ConnectError, match=r"(?i)handshake.failure"):
        await get("good.example", port_of="http")
