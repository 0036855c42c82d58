"""Certificates for the staged https: good ones, and each way in which one can be bad."""

import ssl
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import trustme

_LONG_AGO = datetime(2019, 6, 30, tzinfo=UTC)


class Certificate(Enum):
    """What is wrong with what a host shows to those who want a secure connection."""

    EXPIRED = auto()
    FOR_ANOTHER_NAME = auto()
    FROM_A_STRANGER = auto()


class Certificates:
    """An authority made for one run, and its certificates for `hosts`, except for the `bad` ones.

    Making them takes about 20 ms, and loading the library that can about 150.
    """

    def __init__(self, hosts: Collection[str], bad: Mapping[str, Certificate]) -> None:
        import trustme  # noqa: PLC0415 - it loads a whole cryptography library, needed here alone

        self._authority = trustme.CA()
        self._good = _server_context(self._authority.issue_cert(*sorted(hosts)))
        self._contexts: dict[str, ssl.SSLContext] = {}
        for host, flaw in bad.items():
            match flaw:
                case Certificate.EXPIRED:
                    shown = self._authority.issue_cert(host, not_after=_LONG_AGO)
                case Certificate.FOR_ANOTHER_NAME:
                    shown = self._authority.issue_cert("hosting.example")
                case Certificate.FROM_A_STRANGER:
                    shown = trustme.CA().issue_cert(host)
            self._contexts[host] = _server_context(shown)

    def for_server(self) -> ssl.SSLContext:
        """A context that shows each visitor the certificate of the host that is asked for."""
        self._good.sni_callback = self._choose
        return self._good

    def for_client(self) -> ssl.SSLContext:
        """A context that trusts the authority of this run and nobody else."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._authority.configure_trust(context)
        return context

    def _choose(
        self, connection: ssl.SSLSocket | ssl.SSLObject, host: str | None, _: ssl.SSLContext
    ) -> None:
        connection.context = self._contexts.get(host or "", self._good)


def _server_context(certificate: "trustme.LeafCert") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
