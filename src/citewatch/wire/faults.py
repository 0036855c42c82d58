"""The one error of this package: why no usable answer came, in a kind and in plain English."""

import ssl

import httpx

from citewatch.core.evidence import Failure
from citewatch.wire.tls import tls_finding


class WireFault(httpx.TransportError):
    """No usable answer. `failure` is the kind; `text` is one sentence for a person."""

    def __init__(self, failure: Failure, text: str) -> None:
        super().__init__(text)
        self.failure = failure
        self.text = text


def tls_fault(error: ssl.SSLError) -> WireFault:
    """The fault that a failed TLS handshake amounts to."""
    return WireFault(*tls_finding(error))


_STOCK: tuple[tuple[type[Exception], Failure, str], ...] = (
    (httpx.InvalidURL, Failure.MALFORMED_ADDRESS, "This is not an address that can be visited."),
    (httpx.UnsupportedProtocol, Failure.OTHER_SCHEME, "Only http and https can be visited."),
    (
        httpx.ConnectTimeout,
        Failure.CONNECT_TIMEOUT,
        "No connection came about through the proxy in the time allowed.",
    ),
    (
        httpx.TimeoutException,
        Failure.ANSWER_TIMEOUT,
        "The server stopped answering before it had sent its answer.",
    ),
    (
        httpx.ProxyError,
        Failure.NETWORK_UNREACHABLE,
        "The proxy of this machine did not pass the request on.",
    ),
    (
        httpx.ConnectError,
        Failure.NETWORK_UNREACHABLE,
        "The proxy of this machine could not be reached, or could not reach the server.",
    ),
    (httpx.NetworkError, Failure.RESET, "The connection broke off."),
    (httpx.ProtocolError, Failure.NOT_HTTP, "What the server sent is not a web answer."),
    (httpx.HTTPError, Failure.RESET, "The connection broke off."),
    (OSError, Failure.RESET, "The connection broke off."),
)
"""What the errors of httpx's own transport mean; it serves the requests that go through a proxy."""


def as_fault(error: Exception) -> WireFault:
    """The fault that any error of httpx or of the network stands for; itself if it is one."""
    if isinstance(error, WireFault):
        return error
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return tls_fault(cause)
        cause = cause.__cause__ or cause.__context__
    for kind, failure, text in _STOCK:
        if isinstance(error, kind):
            return WireFault(failure, text)
    raise error
