"""The key that an organisation signs its requests with, read from its file."""

import base64
import binascii
import json
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from citewatch.core.display import clean
from citewatch.errors import InputError
from citewatch.wire.signatures import Signer, key_set
from citewatch.wiring.clock import now

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_LARGEST = 64 * 1024
"""Bytes: a key has some hundred."""


def signer_of(file: Path | None, agent: str | None) -> Signer | None:
    """Who signs with the key in `file` in the name of `agent`; None where nobody does.

    Raises InputError, which names the file, where it holds no such key.
    """
    if file is None or agent is None:
        return None
    return Signer(_read_key(file), agent, now)


def key_directory(file: Path | str) -> str:
    """The JSON that an organisation's site has to serve, so that others can check its signatures.

    `file` holds the private key, of which nothing is told. Raises InputError as an audit does.
    """
    return key_set(_read_key(Path(file)))


def _read_key(file: Path) -> "Ed25519PrivateKey":
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST)
    except OSError as error:
        _refuse(file, f"cannot be read: {error.strerror or type(error).__name__}")
    if content.lstrip().startswith(b"{"):
        return _from_jwk(file, content)
    return _from_pem(file, content)


def _from_pem(file: Path, content: bytes) -> "Ed25519PrivateKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(content, password=None)
    except TypeError:
        _refuse(file, "is encrypted; give a key without a password")
    except (ValueError, UnsupportedAlgorithm):
        _refuse(file, "holds no private key, neither as PEM nor as a JSON Web Key")
    if not isinstance(key, Ed25519PrivateKey):
        _refuse(file, "holds a key of another kind; Ed25519 is needed")
    return key


def _from_jwk(file: Path, content: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        found = json.loads(content)
        if (found.get("kty"), found.get("crv")) != ("OKP", "Ed25519"):
            _refuse(file, "holds a key of another kind; Ed25519 is needed")
        secret = found.get("d")
        if not isinstance(secret, str):
            _refuse(file, "holds no private key, only a public one")
        data = base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))
        return Ed25519PrivateKey.from_private_bytes(data)
    except (ValueError, AttributeError, RecursionError, binascii.Error):
        _refuse(file, "holds no private key, neither as PEM nor as a JSON Web Key")


def _refuse(file: Path, why: str) -> NoReturn:
    raise InputError([f"{clean(str(file))}: {why}"]) from None
