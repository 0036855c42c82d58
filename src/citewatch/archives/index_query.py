"""waybackpy's CDX query without its network: it builds the address and reads the rows.

Import this late: waybackpy pulls in requests, a quarter of a second.
"""

from collections.abc import Generator

from waybackpy import WaybackMachineCDXServerAPI
from waybackpy.cdx_utils import full_url

from citewatch.core.memento import Capture, is_timestamp, read_timestamp

_FIELDS = 7
_SHORTEST = 46
"""Characters below which waybackpy takes a row for no row."""

_WHOLE_PAGE = frozenset({"200", "203", "-"})
"""Status codes that can be a source; `-` is a revisit, whose status stands at another row."""


class IndexQuery(WaybackMachineCDXServerAPI):
    """The captures of exactly one address that held a page, those nearest to a time first.

    `statuscode:200` leaves out revisits: each repeats the bytes of a capture that is listed.
    """

    def __init__(self, endpoint: str, url: str, near: str, limit: int) -> None:
        super().__init__(
            url=url.replace("*", "%2A"),  # a star would ask for every address that begins so
            filters=["statuscode:200"],
            sort="closest",
            closest=near,
            limit=str(limit),
        )
        self.endpoint = endpoint
        self.rows = ""
        self.malformed = 0

    def request_url(self) -> str:
        """The address of the query."""
        payload: dict[str, str] = {}
        self.add_payload(payload)
        return full_url(self.endpoint, {**payload, "limit": self.limit})

    def feed(self, text: str) -> int:
        """Take in an answer; the number of its rows. Malformed ones are dropped and counted.

        waybackpy gives up at the first of them: months numbered 00, addresses with spaces.
        """
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        sound = [line for line in dict.fromkeys(lines) if _is_sound(line)]
        self.malformed = sum(not _is_sound(line) for line in lines)
        self.rows = "\n".join(sound)
        return len(lines)

    def captures(self) -> list[Capture]:
        """The rows that were fed, read by waybackpy, without those of redirects and errors."""
        found: list[Capture] = []
        for row in self.snapshots():
            captured_at = read_timestamp(row.timestamp)
            if captured_at is not None and row.statuscode in _WHOLE_PAGE:
                found.append(Capture(captured_at, row.original, row.digest))
        return found

    def cdx_api_manager(
        self,
        payload: dict[str, str],  # noqa: ARG002 - waybackpy's signature
        headers: dict[str, str],  # noqa: ARG002
    ) -> Generator[str, None, None]:
        """Where waybackpy would go to the network: the rows that our own client fetched."""
        yield self.rows


def _is_sound(line: str) -> bool:
    fields = line.split(" ")
    return len(fields) == _FIELDS and len(line) >= _SHORTEST and is_timestamp(fields[1])
