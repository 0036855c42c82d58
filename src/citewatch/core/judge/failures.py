"""Visits that ended without an answer: which reason each kind of failure is."""

from citewatch.core.evidence import NEVER_SECURED, Failure, Visit
from citewatch.core.facts import Facts
from citewatch.core.finding import Finding
from citewatch.core.reasons import Reason, gone, refused, unanswered, unchecked, wayward
from citewatch.core.special_names import special
from citewatch.core.urls import Url, host_of

_REASONS: dict[Failure, Reason] = {
    Failure.MALFORMED_ADDRESS: unchecked.MALFORMED_ADDRESS,
    Failure.OTHER_SCHEME: unchecked.OTHER_SCHEME,
    Failure.PRIVATE_ADDRESS: unchecked.PRIVATE_ADDRESS,
    Failure.NAME_NOT_PUBLIC: unchecked.NAME_NOT_PUBLIC,
    Failure.NO_SUCH_HOST: gone.DNS_NO_SUCH_HOST,
    Failure.NO_ADDRESS_RECORD: unanswered.DNS_NO_ADDRESS,
    Failure.DNS_UNANSWERED: unanswered.DNS_UNANSWERED,
    Failure.REFUSED: unanswered.CONNECTION_REFUSED,
    Failure.RESET: unanswered.CONNECTION_RESET,
    Failure.NETWORK_UNREACHABLE: unanswered.NETWORK_UNREACHABLE,
    Failure.CONNECT_TIMEOUT: unanswered.TIMEOUT_CONNECT,
    Failure.TLS_EXPIRED: unanswered.TLS_EXPIRED,
    Failure.TLS_WRONG_HOST: unanswered.TLS_WRONG_HOST,
    Failure.TLS_UNTRUSTED: unanswered.TLS_UNTRUSTED,
    Failure.TLS_HANDSHAKE: unanswered.TLS_HANDSHAKE,
    Failure.ANSWER_TIMEOUT: unanswered.TIMEOUT_ANSWER,
    Failure.DEADLINE: unanswered.TIMEOUT_PAGE,
    Failure.NOT_DRAWN: unanswered.TIMEOUT_PAGE,
    Failure.NOT_HTTP: wayward.NOT_HTTP,
    Failure.HEADERS_TOO_LARGE: wayward.HEADERS_TOO_LARGE,
    Failure.BODY_BOMB: wayward.BODY_BOMB,
    Failure.REDIRECT_LOOP: wayward.REDIRECT_LOOP,
    Failure.TOO_MANY_REDIRECTS: wayward.REDIRECT_TOO_MANY,
    Failure.REDIRECT_WITHOUT_TARGET: wayward.REDIRECT_WITHOUT_TARGET,
    Failure.REDIRECT_MALFORMED: wayward.REDIRECT_MALFORMED,
    Failure.REDIRECT_OTHER_SCHEME: wayward.REDIRECT_OTHER_SCHEME,
    Failure.REDIRECT_TO_PRIVATE: unchecked.REDIRECT_TO_PRIVATE,
    Failure.HOST_HUNG: unanswered.HOST_HUNG,
    Failure.HOST_ASKED_TO_WAIT: refused.HOST_ASKED_TO_WAIT,
}

_WORTH_A_CAUSE = frozenset({Failure.TLS_EXPIRED, Failure.TLS_UNTRUSTED, Failure.TLS_HANDSHAKE})
"""Failures of several kinds, which the text from the wire tells apart."""


def judge_failure(url: Url, visit: Visit, failure: Failure) -> Finding:
    """The finding on a visit that ended with `failure`."""
    end = visit.final_url or url.href
    host = (host_of(visit.final_url) or "the address") if visit.final_url else url.host
    if failure is Failure.NO_SUCH_HOST and "." not in host:
        # A name of one part is no site's: the address is wrong, and no site has died.
        failure = Failure.REDIRECT_MALFORMED if len(visit.hops) > 1 else Failure.MALFORMED_ADDRESS
    return Finding(
        _REASONS[failure],
        Facts(
            host=host,
            redirected_to=end if len(visit.hops) > 1 else None,
            cause=_cause(visit, failure, host),
        ),
    )


def _cause(visit: Visit, failure: Failure, host: str) -> str | None:
    """What is known of the cause, beyond the kind of failure."""
    if failure is Failure.ANSWER_TIMEOUT and visit.failure_text == NEVER_SECURED:
        return "it was asked to secure the connection, with TLS"
    if failure is Failure.NAME_NOT_PUBLIC:
        kind = special(host)
        return kind.why if kind else None
    return visit.failure_text.rstrip(".") if failure in _WORTH_A_CAUSE else None
