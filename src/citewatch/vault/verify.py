"""Checks a folder of evidence without a network: digests, the index, the archives' own digests."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from citewatch.core.display import show_address
from citewatch.errors import InputError
from citewatch.vault.compare import Comparison, Outcome, with_archive
from citewatch.vault.index import Role, Row, read_lines
from citewatch.vault.store import UNFINISHED, index_name

if TYPE_CHECKING:
    from citewatch.vault.readback import Found

_WARC = ".warc.gz"


class Check(Struct, frozen=True):
    """The check of one answer. `citations` are those that it is evidence for, `url` is redacted."""

    comparison: Comparison
    role: Role | None
    url: str
    citations: tuple[str, ...] = ()


def verify(folder: Path) -> Iterator[Check]:
    """Check every answer kept in a folder. Raises InputError where it cannot be read."""
    warcs = sorted(
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.name.removesuffix(UNFINISHED).endswith(_WARC)
    )
    lone = [path for path in folder.glob("audit-*.jsonl") if not _warc_of(path).exists()]
    if not warcs and not lone:
        raise InputError([f"{folder}: there is no evidence here (no files named …{_WARC})"])
    for index in sorted(lone):
        yield Check(_no_match("The index has lost its WARC file."), None, index.name)
    for warc in warcs:
        yield from _verify_file(warc)


def _verify_file(warc: Path) -> Iterator[Check]:
    from citewatch.vault.readback import read_back  # noqa: PLC0415 - slow to import

    index = index_name(warc)
    expected: dict[int, list[Row]] = defaultdict(list)
    for row in _rows(index) if index.exists() else []:
        if row.offset is None:
            yield _check_left_out(row)
        else:
            expected[row.offset].append(row)
    try:
        for found in read_back(warc):
            rows = expected.pop(found.offset, [])
            yield _check(found, rows) if index.exists() else _check_alone(found)
    except (OSError, zlib.error, ValueError) as error:
        raise InputError([f"{warc}: this is no WARC file that can be read"]) from error
    for missing in expected.values():
        yield _about(missing, _no_match("The index names an answer that is not in the WARC file."))


def _rows(index: Path) -> list[Row]:
    try:
        with index.open(encoding="utf-8") as lines:
            return read_lines(lines)
    except (OSError, ValueError) as error:
        raise InputError([f"{index}: cannot be read: {error}"]) from error


def _check_alone(found: "Found") -> Check:
    """The check of an answer that no index speaks of: an audit was killed, or the index is lost."""
    if found.sound:
        why = "The answer is sound, but there is no index to hold it against."
    else:
        why = "The answer is not whole, as where an audit was killed, and there is no index."
    return Check(_unknown(why), None, show_address(found.url))


def _check(found: "Found", rows: Sequence[Row]) -> Check:
    if not found.sound:
        comparison = _no_match("The file was changed: the answer does not match its own digest.")
    elif not rows:
        comparison = _no_match("The answer is not in the index.")
    elif any((row.digest, row.url, row.status) != found.identity for row in rows):
        comparison = _no_match("The index speaks of another answer than the WARC file holds.")
    elif rows[0].role is Role.REPLAY:
        comparison = with_archive(found.payload, rows[0].archive_digest)
    else:
        comparison = Comparison(Outcome.MATCH, "It is as it was fetched.")
    if rows:
        return _about(rows, comparison)
    return Check(comparison, None, show_address(found.url))


def _check_left_out(row: Row) -> Check:
    return _about([row], _unknown("It was left out: the evidence had reached its size limit."))


def _about(rows: Sequence[Row], comparison: Comparison) -> Check:
    citations = dict.fromkeys(row.citation for row in rows if row.citation is not None)
    return Check(comparison, rows[0].role, show_address(rows[0].url), tuple(citations))


def _warc_of(index: Path) -> Path:
    return index.with_name(f"{index.name.removesuffix('.jsonl')}{_WARC}")


def _no_match(why: str) -> Comparison:
    return Comparison(Outcome.NO_MATCH, why)


def _unknown(why: str) -> Comparison:
    return Comparison(Outcome.UNKNOWN, why)
