"""Keys that requests are signed with, as organisations keep them."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

import citewatch
from citewatch.cli.app import app
from citewatch.errors import InputError
from citewatch.settings import Settings
from citewatch.wire.signatures import key_id
from citewatch.wiring.signing import key_directory, signer_of

AGENT = "https://library.example"
KEY = Ed25519PrivateKey.generate()


def pem(key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey, password: bytes = b"") -> bytes:
    locked = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, locked)


def jwk(**changed: object) -> bytes:
    secret = base64.urlsafe_b64encode(KEY.private_bytes_raw()).decode().rstrip("=")
    return json.dumps({"kty": "OKP", "crv": "Ed25519", "d": secret} | changed).encode()


@pytest.mark.parametrize("content", [pem(KEY), jwk()])
def test_a_key_is_read_as_pem_and_as_a_json_web_key(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)
    signer = signer_of(file, AGENT)
    assert signer is not None
    assert key_id(signer.key) == key_id(KEY)
    (served,) = json.loads(citewatch.key_directory(file))["keys"]
    assert served["kid"] == key_id(KEY)


def test_nobody_signs_without_a_key() -> None:
    assert signer_of(None, None) is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "cannot be read"),
        (b"", "holds no private key"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds no private key"),
        (pem(KEY, b"secret"), "is encrypted"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "a key of another kind"),
        (jwk(crv="X25519"), "a key of another kind"),
        (jwk(d=None), "only a public one"),
        (jwk(d="AAAA"), "holds no private key"),
        (b"{", "holds no private key"),
        (b"{" * 50_000, "holds no private key"),
    ],
)
def test_a_file_that_holds_no_such_key_is_named(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        key_directory(file)
    (problem,) = caught.value.problems
    assert problem.startswith(f"{file}: ")
    assert why in problem


@pytest.mark.parametrize(
    "settings",
    [
        {"sign_key": Path("key")},
        {"sign_agent": AGENT},
        {"sign_key": Path("key"), "sign_agent": "http://library.example"},
        {"sign_key": Path("key"), "sign_agent": 'https://library.example/"x'},
    ],
)
def test_a_key_and_its_owner_go_together(settings: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Settings(**settings)  # type: ignore[arg-type]


def test_the_command_tells_of_a_bad_key_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("key").write_text("secret stuff")
    Path("sources.yaml").write_text(
        'citations:\n  - {id: "1", text: A, links: ["http://a.invalid/"]}\n'
    )
    command = ["audit", "--sign-key", "key", "--sign-agent", AGENT, "--history", "none"]
    result = CliRunner().invoke(app, command)
    assert isinstance(result.exception, InputError)
    assert result.exception.problems == [
        "key: holds no private key, neither as PEM nor as a JSON Web Key"
    ]
