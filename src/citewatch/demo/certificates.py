"""Certificates for the staged https: good ones, and each way in which one can be bad."""

import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum, auto

import trustme


class Certificate(Enum):
    """What a host shows to those who want a secure connection."""

    GOOD = auto()
    EXPIRED = auto()
    FOR_ANOTHER_NAME = auto()
    FROM_A_STRANGER = auto()
    NONE_AT_ALL = auto()


_LONG_AGO = datetime(2019, 6, 30, tzinfo=UTC)


class Certificates:
    """An authority made for one run, and the certificates of `hosts`; others have a good one."""

    def __init__(self, names: frozenset[str], hosts: Mapping[str, Certificate]) -> None:
        self._authority = trustme.CA()
        self._hosts = hosts
        good = self._authority.issue_cert(*sorted(names))
        self._contexts = {Certificate.GOOD: _server_context(good)}
        for host, kind in hosts.items():
            if kind is Certificate.EXPIRED:
                bad = self._authority.issue_cert(host, not_after=_LONG_AGO)
            elif kind is Certificate.FOR_ANOTHER_NAME:
                bad = self._authority.issue_cert("hosting.example")
            elif kind is Certificate.FROM_A_STRANGER:
                bad = trustme.CA().issue_cert(host)
            else:
                continue
            self._contexts[kind] = _server_context(bad)

    def for_server(self) -> ssl.SSLContext:
        """A context that shows each visitor the certificate of the host that is asked for."""
        context = self._contexts[Certificate.GOOD]
        context.sni_callback = self._choose
        return context

    def for_client(self) -> ssl.SSLContext:
        """A context that trusts the authority of this run and nobody else."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._authority.configure_trust(context)
        return context

    def _choose(
        self, connection: ssl.SSLSocket | ssl.SSLObject, host: str | None, _: ssl.SSLContext
    ) -> int | None:
        kind = self._hosts.get(host or "", Certificate.GOOD)
        if kind is Certificate.NONE_AT_ALL:
            return ssl.ALERT_DESCRIPTION_HANDSHAKE_FAILURE
        connection.context = self._contexts[kind]
        return None


def _server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
