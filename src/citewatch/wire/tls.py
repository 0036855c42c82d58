"""What a failed TLS handshake means."""

import ssl

from citewatch.core.evidence import Failure

_CERTIFICATE: dict[int, tuple[Failure, str]] = {
    9: (Failure.TLS_EXPIRED, "The site's certificate is not valid yet."),
    10: (Failure.TLS_EXPIRED, "The site's certificate has expired."),
    18: (
        Failure.TLS_UNTRUSTED,
        "The site's certificate is signed by itself, not by an authority that browsers trust.",
    ),
    19: (
        Failure.TLS_UNTRUSTED,
        "The site's certificate was issued by an authority that is not trusted here.",
    ),
    20: (
        Failure.TLS_UNTRUSTED,
        (
            "The site's certificate comes from an unknown authority, or the site leaves out a "
            "part of its chain of certificates that browsers fill in by themselves."
        ),
    ),
    62: (Failure.TLS_WRONG_HOST, "The site's certificate is made out to another name."),
    64: (Failure.TLS_WRONG_HOST, "The site's certificate is not made out to this address."),
}
_CERTIFICATE[21] = _CERTIFICATE[20]
_PLAIN_HTTP = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE")


def tls_finding(error: ssl.SSLError) -> tuple[Failure, str]:
    """The kind of a handshake's failure and a sentence about it.

    The certificate codes are OpenSSL's X509_V_ERR_* values (openssl-verification-options(1)).
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        unknown = (Failure.TLS_UNTRUSTED, "The site's certificate could not be verified.")
        return _CERTIFICATE.get(error.verify_code, unknown)
    if error.reason in _PLAIN_HTTP:
        return Failure.TLS_HANDSHAKE, "The server does not speak https on this port."
    return Failure.TLS_HANDSHAKE, "The server and this tool could not agree on a secure connection."
