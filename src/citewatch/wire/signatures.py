"""Requests signed for whoever asks who we are: HTTP Message Signatures (RFC 9421) with Ed25519.

The parts are those of Web Bot Auth (draft-meunier-web-bot-auth-architecture): `@authority` and
`signature-agent`, the tag `web-bot-auth`, and as `keyid` the thumbprint of the key (RFC 7638), by
which a site finds it in the directory that the agent's site serves.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import httpx
from msgspec import Struct

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

VALID_FOR = timedelta(minutes=5)
"""How long a signature holds: long enough for clocks that differ, too short to be of use to those
who find it in a log. The draft recommends less than a day."""

_NONCE_BYTES = 64
"""As the draft recommends: enough that no two requests ever share one."""

_LABEL = "sig1"
_TAG = "web-bot-auth"


class Signer(Struct, frozen=True):
    """Signs with a private `key` in the name of `agent`, the address of its owner's site.

    `clock` gives UTC.
    """

    key: "Ed25519PrivateKey"
    agent: str
    clock: Callable[[], datetime]

    def headers(self, authority: str) -> dict[str, str]:
        """The headers to send to `authority`, a host with its port where that is no usual one."""
        agent = f'"{self.agent}"'
        created = self.clock()
        nonce = base64.b64encode(secrets.token_bytes(_NONCE_BYTES)).decode()
        params = (
            '("@authority" "signature-agent")'
            f";created={int(created.timestamp())};expires={int((created + VALID_FOR).timestamp())}"
            f';keyid="{key_id(self.key)}";alg="ed25519";nonce="{nonce}";tag="{_TAG}"'
        )
        base = signature_base((("@authority", authority), ("signature-agent", agent)), params)
        signed = base64.b64encode(self.key.sign(base)).decode()
        return {
            "Signature-Agent": agent,
            "Signature-Input": f"{_LABEL}={params}",
            "Signature": f"{_LABEL}=:{signed}:",
        }


def signature_base(components: Iterable[tuple[str, str]], params: str) -> bytes:
    """What is signed: each component with its value, then the parameters (RFC 9421 section 2.5)."""
    lines = [f'"{name}": {value}' for name, value in components]
    return "\n".join([*lines, f'"@signature-params": {params}']).encode("ascii")


def public_jwk(key: "Ed25519PrivateKey") -> dict[str, str]:
    """The public half of a key as a JSON Web Key (RFC 8037), without its name."""
    return {"crv": "Ed25519", "kty": "OKP", "x": _base64url(key.public_key().public_bytes_raw())}


def key_id(key: "Ed25519PrivateKey") -> str:
    """The thumbprint of a key's public half (RFC 7638): SHA-256 of its members in their order."""
    members = json.dumps(public_jwk(key), separators=(",", ":"), sort_keys=True)
    return _base64url(hashlib.sha256(members.encode()).digest())


def key_set(key: "Ed25519PrivateKey") -> str:
    """What the agent's site has to serve at `/.well-known/http-message-signatures-directory`: a
    set of the one public key, as JSON."""
    named = {**public_jwk(key), "kid": key_id(key), "alg": "EdDSA", "use": "sig"}
    return json.dumps({"keys": [named]}, indent=2, sort_keys=True)


class SigningTransport(httpx.AsyncBaseTransport):
    """Signs each request that goes through `inner`, every redirect anew, for its own host."""

    def __init__(self, inner: httpx.AsyncBaseTransport, signer: Signer) -> None:
        self._inner = inner
        self._signer = signer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to the request, signed."""
        authority = request.url.netloc.decode("ascii").lower()
        for name, value in self._signer.headers(authority).items():
            request.headers[name] = value
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what the requests go through."""
        await self._inner.aclose()


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
