"""Visits that ended without an answer: which reason each kind of failure is."""

from citewatch.core.evidence import Failure, Visit
from citewatch.core.judge.finding import finding
from citewatch.core.urls import MalformedUrl, parse
from citewatch.core.verdict import Finding

_REASONS: dict[Failure, tuple[str, str]] = {
    Failure.MALFORMED_ADDRESS: ("malformed-address", "the name {host} is not one that can exist"),
    Failure.OTHER_SCHEME: ("other-scheme", "this is not a web address"),
    Failure.PRIVATE_ADDRESS: (
        "private-address",
        "the address is inside a private network ({host})",
    ),
    Failure.NO_SUCH_HOST: ("dns-no-such-host", "there is no site named {host} any more"),
    Failure.NO_ADDRESS_RECORD: ("dns-no-address", "the name {host} exists, but leads nowhere"),
    Failure.DNS_UNANSWERED: ("dns-unanswered", "the name {host} could not be looked up"),
    Failure.REFUSED: ("connection-refused", "the server of {host} refused the connection"),
    Failure.RESET: (
        "connection-reset",
        "the server of {host} closed the connection without an answer",
    ),
    Failure.NETWORK_UNREACHABLE: ("network-unreachable", "the network has no way to {host}"),
    Failure.CONNECT_TIMEOUT: (
        "timeout-connect",
        "the server of {host} could not be reached in time",
    ),
    Failure.TLS_EXPIRED: ("tls-expired", "the certificate of {host} is out of date"),
    Failure.TLS_WRONG_HOST: ("tls-wrong-host", "the certificate shown is not for {host}"),
    Failure.TLS_UNTRUSTED: ("tls-untrusted", "the certificate of {host} is not trusted"),
    Failure.TLS_HANDSHAKE: ("tls-handshake", "no secure connection to {host} came about"),
    Failure.ANSWER_TIMEOUT: (
        "timeout-answer",
        "the server of {host} took the connection, but never answered",
    ),
    Failure.DEADLINE: (
        "timeout-page",
        "the server of {host} sent its page too slowly to wait for it",
    ),
    Failure.NOT_HTTP: ("not-http", "what {host} sent is no web page"),
    Failure.HEADERS_TOO_LARGE: (
        "headers-too-large",
        "the server of {host} sent more header data than any browser takes",
    ),
    Failure.BODY_BOMB: ("body-bomb", "the page of {host} unpacks to an absurd size"),
    Failure.REDIRECT_LOOP: ("redirect-loop", "its redirects lead in a circle"),
    Failure.TOO_MANY_REDIRECTS: ("redirect-too-many", "its redirects do not come to an end"),
    Failure.REDIRECT_WITHOUT_TARGET: (
        "redirect-without-target",
        "the server of {host} redirects its readers without saying where to",
    ),
    Failure.REDIRECT_MALFORMED: (
        "redirect-malformed",
        "the server of {host} redirects its readers to something that is no address",
    ),
    Failure.REDIRECT_OTHER_SCHEME: (
        "redirect-other-scheme",
        "the server of {host} redirects its readers to something that is no web page",
    ),
    Failure.REDIRECT_TO_PRIVATE: (
        "redirect-to-private",
        "it is redirected into a private network ({host})",
    ),
    Failure.HOST_HUNG: (
        "host-hung",
        "{host} had just left another address unanswered, so this one was not asked for",
    ),
    Failure.HOST_ASKED_TO_WAIT: (
        "host-asked-to-wait",
        "the server of {host} asked us to stay away for now, so this address was not asked for",
    ),
}


_WORTH_A_CAUSE = frozenset({Failure.TLS_EXPIRED, Failure.TLS_UNTRUSTED, Failure.TLS_HANDSHAKE})
"""Failures of several kinds, which the text from the wire tells apart."""


def judge_failure(url: str, visit: Visit, failure: Failure) -> Finding:
    """The finding on a visit that ended with `failure`."""
    if failure is Failure.NO_SUCH_HOST and "." not in _host(visit.final_url or url):
        # A name of one part is no site's: the address is wrong, and no site has died.
        failure = Failure.REDIRECT_MALFORMED if len(visit.hops) > 1 else Failure.MALFORMED_ADDRESS
    reason, sentence = _REASONS[failure]
    sentence = sentence.format(host=_host(visit.final_url or url))
    if len(visit.hops) > 1:
        sentence = f"it is redirected to {visit.final_url}, and there {sentence}"
    cause = f" ({visit.failure_text.rstrip('.')})" if failure in _WORTH_A_CAUSE else ""
    return finding(reason, f"{sentence[0].upper()}{sentence[1:]}{cause}.")


def _host(url: str) -> str:
    try:
        return parse(url).host
    except MalformedUrl:
        return "the address"
