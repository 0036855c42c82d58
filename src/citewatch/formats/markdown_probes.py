"""What was seen of a link, as a list below its finding in Markdown."""

from collections.abc import Iterator, Sequence

from citewatch.core.probe import Probe
from citewatch.formats.markdown_text import address, code
from citewatch.formats.seen import Address, Quoted, Seen, seen_lines


def probe_lines(probes: Sequence[Probe]) -> Iterator[str]:
    """A line for each thing that was seen; looks that agree share one."""
    yield from (f"  - {_line(seen)}." for seen in seen_lines(probes))


def _line(seen: Seen) -> str:
    return "".join(map(_part, seen))


def _part(part: str | Address | Quoted) -> str:
    if isinstance(part, Address):
        return address(part.url)
    return code(part.text) if isinstance(part, Quoted) else part
