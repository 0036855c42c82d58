"""The index of a WARC: one JSON line for each answer kept and each link that it is evidence for."""

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import asdict, fields

from citewatch.core.display import redact
from citewatch.core.evidence import Visit
from citewatch.core.report import CitationResult, LinkResult
from citewatch.core.snapshot import ArchiveAnswer
from citewatch.vault.exchange import shown_address


class Role(StrEnum):
    """What an answer is evidence of.

    LIVE: what the live web answered for a link: its address or one that it redirects to, a
    neighbouring name to compare it with, the handle system, a place where its source may live now.
    REPLAY: a capture as an archive played it back. ARCHIVE: what else an archive said, its index
    included. BROWSER: what a browser showed of a link, as drawn. OTHER: asked for no link alone,
    such as what a site lists of itself.
    """

    LIVE = "live"
    REPLAY = "replay"
    ARCHIVE = "archive"
    BROWSER = "browser"
    OTHER = "other"


class Row(Struct, frozen=True):
    """One line. Addresses hide passwords and tokens.

    `citation`, `link` (as the author wrote it) and `verdict` are None where the answer belongs to
    no link. What a browser showed is named by the address behind `urn:dom:` (its page as drawn) or
    `urn:view:` (a picture), and its `status` is 0. `digest` is the SHA-1 of the body as sent, in
    base32; `archive_digest` the one that the archive's index gives for the same capture, where it
    was asked. `offset` and `length` lead to the response in `filename`; both are None where the
    answer was left out for its size.
    """

    citation: str | None
    link: str | None
    url: str
    role: Role
    verdict: str | None
    status: int
    at: str
    digest: str
    archive_digest: str | None
    truncated: bool
    filename: str
    offset: int | None
    length: int | None


class Use(Struct, frozen=True):
    """For which link an answer was fetched, and whether an archive was asked."""

    citation: str
    link: str
    verdict: str
    of_archive: bool


def uses_of(result: CitationResult) -> Iterator[tuple[str, Use]]:
    """The addresses that were asked for a citation, as they may be shown; each use of one once."""
    told = set()
    for link in result.links:
        verdict = link.finding.verdict.value
        for url, of_archive in _asked_for(link):
            use = Use(result.citation.id, redact(link.url), verdict, of_archive)
            pair = shown_address(url), use
            if pair not in told:
                told.add(pair)
                yield pair


def _asked_for(link: LinkResult) -> Iterator[tuple[str, bool]]:
    """The addresses asked for a link; whether they are an archive's."""
    for probe in link.probes:
        if isinstance(probe.saw, Visit):
            yield from ((hop.url, False) for hop in probe.saw.hops)
        elif isinstance(probe.saw, ArchiveAnswer):
            yield from ((call.url, True) for call in probe.saw.calls)


def role_of(use: Use | None, *, is_capture: bool, is_shown: bool = False) -> Role:
    """The role of an answer; it is a capture exactly if it has Memento-Datetime (RFC 7089)."""
    if is_shown:
        return Role.BROWSER
    if use is None:
        return Role.REPLAY if is_capture else Role.OTHER
    if use.of_archive:
        return Role.REPLAY if is_capture else Role.ARCHIVE
    return Role.LIVE


def to_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """The index as it is written, line by line."""
    return (f"{json.dumps(asdict(row), ensure_ascii=True)}\n".encode("ascii") for row in rows)


_TYPES: dict[str, tuple[type, ...]] = {
    "url": (str,), "role": (str,), "status": (int,), "at": (str,), "digest": (str,),
    "filename": (str,), "truncated": (bool,), "offset": (int, type(None)),
    "length": (int, type(None)),
}  # fmt: skip


def read_lines(lines: Iterable[str]) -> list[Row]:
    """The rows of an index. Raises ValueError, with the number of the line, where it is none.

    Keys that are not known are passed over: later versions may add some.
    """
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(_read(line))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise ValueError(f"line {number} is no line of an index") from error
    return rows


def _read(line: str) -> Row:
    found = json.loads(line)
    row = {field.name: found[field.name] for field in fields(Row)}
    for name, value in row.items():
        if not isinstance(value, _TYPES.get(name, (str, type(None)))):
            raise TypeError(name)
    return Row(**{**row, "role": Role(row["role"])})
