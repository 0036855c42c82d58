"""Documents that are named by their addresses."""

from collections.abc import Sequence

from citewatch.errors import InputError
from citewatch.web.download import LARGEST, download
from citewatch.wire.get import Limits
from citewatch.wiring.ways import ways_out


async def fetched(addresses: Sequence[str]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The documents at some addresses by address, and why others could not be fetched."""
    found: dict[str, bytes] = {}
    problems: list[str] = []
    large = Limits(raw_bytes=LARGEST, decoded_bytes=LARGEST)
    async with ways_out(allow_private=False, limits=large) as ways:
        for address in addresses:
            try:
                found[address] = await download(ways.to_web, address)
            except InputError as error:
                problems += error.problems
    return found, tuple(problems)
