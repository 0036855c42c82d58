"""The index of a WARC: one JSON line for each answer kept and each link that it is evidence for."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from citewatch.core.display import redact
from citewatch.core.report import LinkResult, Report
from citewatch.vault.exchange import shown_address


class Role(StrEnum):
    """What an answer is evidence of.

    LIVE: what the cited address, or one that it redirects to, answered. REPLAY: a capture as an
    archive played it back. ARCHIVE: what else an archive said, its index included. OTHER: asked
    for no link alone, such as a page to compare with.
    """

    LIVE = "live"
    REPLAY = "replay"
    ARCHIVE = "archive"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """One line. Addresses hide passwords and tokens.

    `citation`, `link` (as the author wrote it) and `verdict` are None where the answer belongs to
    no link. `digest` is the SHA-1 of the body as sent, in base32; `archive_digest` the one that
    the archive's index gives for the same capture, where it was asked. `offset` and `length` lead
    to the response in `filename`; both are None where the answer was left out for its size.
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


@dataclass(frozen=True, slots=True)
class Use:
    """For which link an answer was fetched, and whether an archive was asked."""

    citation: str
    link: str
    verdict: str
    of_archive: bool


def uses_of(report: Report) -> dict[str, list[Use]]:
    """The links of a report by the addresses that were asked for them."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for result in report.citations:
        for link in result.links:
            for url, of_archive in _asked_for(link):
                use = Use(
                    result.citation.id, redact(link.url), link.finding.verdict.value, of_archive
                )
                if use not in uses[shown_address(url)]:
                    uses[shown_address(url)].append(use)
    return uses


def _asked_for(link: LinkResult) -> Iterator[tuple[str, bool]]:
    """The addresses asked for a link; whether they are an archive's."""
    evidence = link.evidence
    if evidence is not None:
        looks = (*evidence.looks, *([evidence.https_look] if evidence.https_look else []))
        yield from ((hop.url, False) for look in looks for hop in look.hops)
    if link.archive is not None:
        yield from ((call.url, True) for call in link.archive.calls)


def role_of(use: Use | None, *, is_capture: bool) -> Role:
    """The role of an answer; it is a capture exactly if it has Memento-Datetime (RFC 7089)."""
    if use is None:
        return Role.REPLAY if is_capture else Role.OTHER
    if use.of_archive:
        return Role.REPLAY if is_capture else Role.ARCHIVE
    return Role.LIVE


def to_lines(rows: Iterable[Row]) -> str:
    """The index as it is written."""
    return "".join(f"{json.dumps(asdict(row), ensure_ascii=True)}\n" for row in rows)


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
