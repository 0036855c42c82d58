"""Host names of the staged web: where they lead, and how looking them up can fail."""

from collections.abc import Collection, Mapping
from ipaddress import ip_address

from citewatch.core.evidence import Failure
from citewatch.wire.faults import WireFault
from citewatch.wire.names import Address

Target = tuple[str, int]
"""A host name and a port, as an address names them."""

_TEXTS = {
    Failure.NAME_NOT_PUBLIC: "The public name system does not hold the name {host}.",
    Failure.NO_SUCH_HOST: "There is no host named {host}.",
    Failure.NO_ADDRESS_RECORD: "The name {host} exists, but leads to no address.",
    Failure.DNS_UNANSWERED: "Looking up the name {host} got no answer.",
}


class StagedNames:
    """Looks names up as `wire.names.Resolver` does, and asks no one.

    `hosts` are those of the web server, whose `ports` stand for 80 and 443; `elsewhere` leads
    single targets to other addresses, `failures` are names that cannot be looked up. No other
    name exists.
    """

    def __init__(
        self,
        hosts: Collection[str],
        ports: Mapping[int, Address],
        elsewhere: Mapping[Target, Address],
        failures: Mapping[str, Failure],
    ) -> None:
        self._hosts = frozenset(hosts)
        self._ports = ports
        self._elsewhere = elsewhere
        self._failures = failures

    async def resolve(self, host: str, port: int) -> tuple[Address, ...]:
        """The address of `host`. Raises WireFault."""
        if found := self._elsewhere.get((host, port)) or _literal(host, port):
            return (found,)
        if host in self._hosts and port in self._ports:
            return (self._ports[port],)
        failure = self._failures.get(host, Failure.NO_SUCH_HOST)
        raise WireFault(failure, _TEXTS[failure].format(host=host))


def _literal(host: str, port: int) -> Address | None:
    try:
        return Address(str(ip_address(host.strip("[]"))), port)
    except ValueError:
        return None
