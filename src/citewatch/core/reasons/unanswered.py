"""Reasons for `unreachable`: no usable answer now, and it may come back."""

from citewatch.core.reasons.reason import Reason
from citewatch.core.verdict import Verdict

_LATER = "Run the audit again in a few days; sites come back."
_OURS = "The trouble can also lie with the network this audit ran on."


def _unreachable(
    id_: str, title: str, why: str, mistaken: str = _OURS, todo: str = _LATER
) -> Reason:
    return Reason(id_, Verdict.UNREACHABLE, title, why, mistaken, todo)


REASONS = (
    _unreachable(
        "dns-unanswered",
        "The site's name could not be looked up",
        "The internet's directory (DNS) gave no answer about this name; that is not the same as "
        "saying that it does not exist.",
    ),
    _unreachable(
        "dns-no-address",
        "The site's name leads nowhere just now",
        "The name exists in the internet's directory, but has no address.",
    ),
    _unreachable(
        "connection-refused",
        "The server refuses connections",
        "A machine answers at the site's address, but nothing serves web pages on it.",
    ),
    _unreachable(
        "connection-reset",
        "The connection broke",
        "The server closed the connection without an answer.",
    ),
    _unreachable(
        "network-unreachable",
        "No way to the server",
        "The network says that there is no way to the server's address.",
    ),
    _unreachable(
        "timeout-connect",
        "The server cannot be reached",
        "No connection came about in the time allowed.",
    ),
    _unreachable(
        "timeout-answer",
        "The server is silent",
        "The connection stands, but no answer came in the time allowed.",
    ),
    _unreachable(
        "timeout-page",
        "The page does not arrive",
        "The answer began, but was so slow that the page never came to its end.",
    ),
    _unreachable(
        "host-hung",
        "The server is silent",
        "The same server had just left another address of it without an answer, so this one was "
        "not waited for.",
        "This very address was not asked for; it may answer.",
    ),
    _unreachable(
        "tls-expired",
        "The site's certificate has expired",
        "The proof of identity that https needs is out of date, so browsers warn their readers.",
        "A clock set wrong on this machine has the same effect.",
    ),
    _unreachable(
        "tls-wrong-host",
        "The site's certificate is for another name",
        "The server shows a certificate that does not belong to this name.",
    ),
    _unreachable(
        "tls-untrusted",
        "The site's certificate is not trusted",
        "Nobody whom this machine trusts vouches for the server's certificate, or the server "
        "forgot to send the certificates between.",
        "Browsers can fill in missing certificates where this audit does not.",
    ),
    _unreachable(
        "tls-handshake",
        "No secure connection comes about",
        "The server and this machine found no common way to speak securely.",
    ),
    _unreachable(
        "server-error",
        "The server is in trouble",
        "The server answered that it has a fault (status 5xx), also when asked again at the end.",
        "Some sites show this to programs only.",
    ),
    _unreachable(
        "unconfirmed",
        "It looked gone, but was seen only once",
        "The one look that this audit had time for found the source gone; a second look has to "
        "confirm that before it is called dead.",
    ),
    _unreachable(
        "unexpected-status",
        "An answer that makes no sense here",
        "The server answered with a status that says nothing about the page.",
    ),
    _unreachable(
        "not-http",
        "The answer is no web page",
        "What the server sent is not the language of the web.",
    ),
    _unreachable(
        "headers-too-large",
        "An answer too large to accept",
        "The server sent more header data than any browser accepts.",
    ),
    _unreachable(
        "body-bomb",
        "A page that unpacks without end",
        "The page is packed so that it would unpack to an absurd size; it was not read further.",
    ),
    _unreachable(
        "redirect-loop",
        "Redirected in a circle",
        "The addresses lead to each other and never to a page.",
        "Some sites do this to visitors who refuse cookies.",
    ),
    _unreachable(
        "redirect-too-many",
        "Too many redirects",
        "The chain of redirects went on past what browsers follow.",
    ),
    _unreachable(
        "redirect-without-target",
        "Redirected to nowhere",
        "The server says that the page is elsewhere, but not where.",
    ),
    _unreachable(
        "redirect-malformed",
        "Redirected to no address",
        "The server sends readers to something that is not an address.",
    ),
    _unreachable(
        "redirect-other-scheme",
        "Redirected out of the web",
        "The server sends readers to something that is not a web page.",
    ),
)
