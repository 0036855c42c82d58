"""Which hosts have served a page in this run: one that has does not refuse every visit."""

from collections import OrderedDict

from citewatch.core.evidence import Hop, Visit
from citewatch.core.urls import parse, same_place

HOSTS = 4096
"""Hosts that are remembered, some hundred bytes each. The links of one host are visited together,
so it is asked about long before as many others were visited."""


class Served:
    """Remembers one address of each host that was served a page, or had a new place named."""

    def __init__(self, hosts: int = HOSTS) -> None:
        self._hosts = hosts
        self._addresses: OrderedDict[str, str] = OrderedDict()

    def note(self, visit: Visit) -> None:
        """Take in what a visit was answered on its way and at its end."""
        for hop in visit.hops:
            if _is_served(hop):
                self._addresses[parse(hop.url).host] = hop.url
        while len(self._addresses) > self._hosts:
            self._addresses.popitem(last=False)

    def at(self, host: str) -> str | None:
        """An address of the host that was served; None where none is remembered."""
        return self._addresses.get(host)


def _is_served(hop: Hop) -> bool:
    """A page, or a redirect for good to another place: a wall before a whole site gives neither."""
    if hop.status is None:
        return False
    if 200 <= hop.status < 300:
        return True
    return hop.permanent and hop.target is not None and not same_place(hop.url, hop.target)
