import socket
from pathlib import Path

import httpx
import pytest
import trustme

from citewatch.core.evidence import Failure
from citewatch.errors import CitewatchError
from citewatch.wire.faults import WireFault
from citewatch.wiring.ways import ways_out


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize("held", [None, "", "not a certificate", "-----BEGIN CERTIFICATE-----\nx"])
async def test_certificates_that_cannot_be_read_are_told_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str | None
) -> None:
    bundle = tmp_path / "bundle.pem"
    if held is not None:
        bundle.write_text(held)
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    with pytest.raises(CitewatchError, match=r"bundle\.pem: the certificates to trust cannot be"):
        async with ways_out(allow_private=False):
            pass


async def test_a_bundle_of_which_a_later_certificate_is_broken_is_told_as_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "bundle.pem"
    broken = b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"
    bundle.write_bytes(trustme.CA().cert_pem.bytes() + broken)
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    with pytest.raises(CitewatchError, match=r"bundle\.pem: the certificates to trust cannot be"):
        async with ways_out(allow_private=False):
            pass


async def test_the_usual_certificates_are_left_until_they_are_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    monkeypatch.delattr(httpx, "create_ssl_context")
    async with ways_out(allow_private=False):
        pass


@pytest.mark.parametrize("host", ["abc.onion", "wiki.internal", "printer.local"])
async def test_names_that_are_never_public_are_not_looked_up(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.delattr(socket, "getaddrinfo")
    async with ways_out(allow_private=False) as ways:
        with pytest.raises(WireFault) as caught:
            await ways.to_web.get(f"http://{host}/")
    assert caught.value.failure is Failure.NAME_NOT_PUBLIC


async def test_nor_is_a_proxy_asked_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    async with ways_out(allow_private=False) as ways:
        with pytest.raises(WireFault) as caught:
            await ways.to_web.get("https://abc.onion/")
    assert caught.value.failure is Failure.NAME_NOT_PUBLIC
