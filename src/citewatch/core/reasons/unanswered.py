"""Reasons for `unreachable`: no usable answer now, and it may come back."""

from citewatch.core.reasons.rule import Reason, Trait, failed
from citewatch.core.verdict import Verdict

_LATER = "Run the audit again in a few days; sites come back."
_OURS = "The trouble can also lie with the network this audit ran on."

DNS_UNANSWERED = Reason(
    "dns-unanswered",
    failed("the name {host} could not be looked up"),
    Verdict.UNREACHABLE,
    "The site's name could not be looked up",
    "The internet's directory (DNS) gave no answer about this name; that is not the same as "
    "saying that it does not exist.",
    _OURS,
    _LATER,
    frozenset({Trait.SILENT}),
)
DNS_NO_ADDRESS = Reason(
    "dns-no-address",
    failed("the name {host} exists, but leads nowhere"),
    Verdict.UNREACHABLE,
    "The site's name leads nowhere just now",
    "The name exists in the internet's directory, but has no address.",
    _OURS,
    _LATER,
    frozenset({Trait.SILENT}),
)
CONNECTION_REFUSED = Reason(
    "connection-refused",
    failed("the server of {host} refused the connection"),
    Verdict.UNREACHABLE,
    "The server refuses connections",
    "A machine answers at the site's address, but nothing serves web pages on it.",
    _OURS,
    _LATER,
    frozenset({Trait.SILENT}),
)
CONNECTION_RESET = Reason(
    "connection-reset",
    failed("the server of {host} closed the connection without an answer"),
    Verdict.UNREACHABLE,
    "The connection broke",
    "The server closed the connection without an answer.",
    _OURS,
    _LATER,
    frozenset({Trait.SILENT}),
)
NETWORK_UNREACHABLE = Reason(
    "network-unreachable",
    failed("the network has no way to {host}"),
    Verdict.UNREACHABLE,
    "No way to the server",
    "The network says that there is no way to the server's address.",
    _OURS,
    _LATER,
)
TIMEOUT_CONNECT = Reason(
    "timeout-connect",
    failed("the server of {host} could not be reached in time"),
    Verdict.UNREACHABLE,
    "The server cannot be reached",
    "No connection came about in the time allowed.",
    _OURS,
    _LATER,
    frozenset({Trait.SILENT}),
)
TIMEOUT_ANSWER = Reason(
    "timeout-answer",
    (
        "The server gave up waiting (status {status}).",
        *failed("the server of {host} took the connection, but never answered"),
    ),
    Verdict.UNREACHABLE,
    "The server is silent",
    "The connection stands, but no answer came in the time allowed.",
    _OURS,
    _LATER,
    frozenset({Trait.SILENT}),
)
TIMEOUT_PAGE = Reason(
    "timeout-page",
    failed("the server of {host} sent its page too slowly to wait for it"),
    Verdict.UNREACHABLE,
    "The page does not arrive",
    "The answer began, but was so slow that the page never came to its end.",
    _OURS,
    _LATER,
)
HOST_HUNG = Reason(
    "host-hung",
    failed("{host} had just left another address unanswered, so this one was not asked for"),
    Verdict.UNREACHABLE,
    "The server is silent",
    "The same server had just left another address of it without an answer, so this one was "
    "not waited for.",
    "This very address was not asked for; it may answer.",
    _LATER,
    frozenset({Trait.THIN, Trait.UNASKED}),
)
TLS_EXPIRED = Reason(
    "tls-expired",
    failed("the certificate of {host} is out of date"),
    Verdict.UNREACHABLE,
    "The site's certificate has expired",
    "The proof of identity that https needs is out of date, so browsers warn their readers.",
    "A clock set wrong on this machine has the same effect.",
    _LATER,
)
TLS_WRONG_HOST = Reason(
    "tls-wrong-host",
    failed("the certificate shown is not for {host}"),
    Verdict.UNREACHABLE,
    "The site's certificate is for another name",
    "The server shows a certificate that does not belong to this name.",
    _OURS,
    _LATER,
)
TLS_UNTRUSTED = Reason(
    "tls-untrusted",
    failed("the certificate of {host} is not trusted"),
    Verdict.UNREACHABLE,
    "The site's certificate is not trusted",
    "Nobody whom this machine trusts vouches for the server's certificate, or the server "
    "forgot to send the certificates between.",
    "Browsers can fill in missing certificates where this audit does not.",
    _LATER,
)
TLS_HANDSHAKE = Reason(
    "tls-handshake",
    failed("no secure connection to {host} came about"),
    Verdict.UNREACHABLE,
    "No secure connection comes about",
    "The server and this machine found no common way to speak securely.",
    _OURS,
    _LATER,
)
SERVER_ERROR = Reason(
    "server-error",
    ("The server reports a fault of its own (status {status}).",),
    Verdict.UNREACHABLE,
    "The server is in trouble",
    "The server answered that it has a fault (status 5xx), also when asked again at the end.",
    "Some sites show this to programs only.",
    _LATER,
    frozenset({Trait.SILENT}),
)
