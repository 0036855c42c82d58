"""Whether a certificate is made out to a name, where OpenSSL refuses what every browser takes.

OpenSSL lets the star of `*.example.org` stand for letters, digits and hyphens only. Browsers let it
stand for an underscore too, and there are sites so named.
"""

import ssl
from collections.abc import Iterable
from functools import lru_cache

from publicsuffixlist import PublicSuffixList


def without_names(tls: ssl.SSLContext) -> ssl.SSLContext:
    """A context that trusts and verifies as `tls` does, and leaves the name to `is_made_out_to`.

    The certificates of a folder (SSL_CERT_DIR) are among those of `tls` once it has used them.
    """
    other = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    other.check_hostname = False
    other.verify_mode = ssl.CERT_REQUIRED
    other.verify_flags = tls.verify_flags
    other.options = tls.options
    other.minimum_version, other.maximum_version = tls.minimum_version, tls.maximum_version
    if trusted := tls.get_ca_certs(binary_form=True):
        other.load_verify_locations(cadata=b"".join(trusted))
    other.set_alpn_protocols(["http/1.1"])
    return other


def is_made_out_to(names: Iterable[str], host: str) -> bool:
    """Whether one of a certificate's DNS names is that of a host: RFC 9525, sections 6.3 and 7.1.

    A star is the whole leftmost label of a name and stands for one label. As in browsers, there is
    none over a registry's names (`*.org`, `*.co.uk`).
    """
    held = {name.lower() for name in names}
    host = host.lower()
    if host in held:
        return True
    first, _, above = host.partition(".")
    return bool(first) and f"*.{above}" in held and _is_somebodys(above)


def _is_somebodys(domain: str) -> bool:
    return _registries().privatesuffix(domain) is not None


@lru_cache(maxsize=1)
def _registries() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)
