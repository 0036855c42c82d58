"""Whether a name is really not there, asked of the name servers themselves.

The C library says "no such name" (EAI_NONAME) also for circles of aliases, for names without an
address and for servers that answer nonsense. A site must not be called dead for those.
"""

import socket

SECONDS = 5.0


class Absent(Exception):
    """The name system itself says that there is no such name (NXDOMAIN, RFC 8020)."""


def confirm_absence(host: str) -> None:
    """Raises Absent where the name servers say NXDOMAIN, and gaierror where they say less."""
    # Slow to import, and needed only for names that the system does not find.
    import dns.exception  # noqa: PLC0415
    import dns.resolver  # noqa: PLC0415

    try:
        resolver = dns.resolver.Resolver()
        resolver.resolve(f"{host}.", "A", lifetime=SECONDS, raise_on_no_answer=False)
    except dns.resolver.NXDOMAIN as error:
        raise Absent(host) from error
    except (dns.exception.DNSException, OSError, ValueError) as error:
        raise socket.gaierror(socket.EAI_AGAIN, "the name servers gave no clear answer") from error
    raise socket.gaierror(getattr(socket, "EAI_NODATA", -5), "the name has no address")
