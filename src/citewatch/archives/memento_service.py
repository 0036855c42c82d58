"""Archives that speak Memento (RFC 7089), each by the prefixes of its TimeGate and TimeMap."""

from msgspec import Struct

from citewatch.core import urls


class MementoService(Struct, frozen=True):
    """Where an archive answers: each prefix is followed by the address that is asked about."""

    name: str
    timegate: str
    timemap: str

    def owns(self, address: str) -> bool:
        """Whether an address belongs to the archive, so that its answer may be believed."""
        try:
            host = urls.parse(address).host
        except urls.MalformedUrl:
            return False
        return urls.owner(host) == urls.owner(urls.parse(self.timegate).host)


ARQUIVO = MementoService(
    "Arquivo.pt", "https://arquivo.pt/wayback/", "https://arquivo.pt/wayback/timemap/link/"
)
PERMA = MementoService("Perma.cc", "https://perma.cc/timegate/", "https://perma.cc/timemap/link/")
