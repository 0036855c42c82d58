"""Which addresses are on the public internet, so that no citation can reach into a private network.

The networks are listed here, for Python's own `is_global` differs from version to version.
"""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared, behind a carrier's NAT
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local, cloud metadata
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # IETF protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays, withdrawn
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarking
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
_UNICAST_6 = IPv6Network("2000::/3")
"""The only part of IPv6 that is given out; ::1, fc00::/7, fe80::/10, ff00::/8 … lie outside."""

_NOT_PUBLIC_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # IETF protocol assignments
            "2001:db8::/32",  # documentation
            "3fff::/20",  # documentation
        ),
    )
)
_TEREDO = IPv6Network("2001::/32")
_SIX_TO_FOUR = IPv6Network("2002::/16")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(ip: str) -> bool:
    """Whether a numeric address is on the public internet; False for what is no address.

    IPv4 addresses carried inside IPv6 ones (mapped, 6to4, NAT64, Teredo) are judged themselves.
    Source: the IANA IPv4 and IPv6 Special-Purpose Address Registries, and IANA's IPv6 address
    space registry for 2000::/3.
    """
    try:
        address = ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return _is_public_4(address)
    return _is_public_6(address)


def is_local_name(host: str) -> bool:
    """Whether a host is named `localhost` or below it, which is this machine (RFC 6761)."""
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith(".localhost")


def is_private_name(host: str) -> bool:
    """Whether a host, as an address names it, is this machine or a literal private address.

    For requests through a proxy, which looks names up itself. All spellings of IPv4 count
    (`127.1`, `0x7f000001`, `2130706433`), as in the C library's inet_aton.
    """
    if is_local_name(host):
        return True
    name = host.strip("[]").rstrip(".").lower()
    if ":" in name:
        return not is_public(name)
    try:
        return not _is_public_4(IPv4Address(socket.inet_aton(name)))
    except (OSError, UnicodeError):
        return False


def _is_public_4(address: IPv4Address) -> bool:
    return not any(address in network for network in _NOT_PUBLIC_4)


def _is_public_6(address: IPv6Address) -> bool:
    carried = _carried(address)
    if carried:
        return all(map(_is_public_4, carried))
    return address in _UNICAST_6 and not any(address in network for network in _NOT_PUBLIC_6)


def _carried(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses inside an IPv6 one: RFC 4291 (mapped), 6052, 3056 and 4380."""
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (IPv4Address(address.packed[12:]),)
    if address in _SIX_TO_FOUR:
        return (IPv4Address(address.packed[2:6]),)
    if address in _TEREDO:
        server = IPv4Address(address.packed[4:8])
        client = IPv4Address(bytes(byte ^ 0xFF for byte in address.packed[12:]))
        return server, client
    return ()
