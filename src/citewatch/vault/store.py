"""Keeps the evidence of one audit in a folder: a WARC file and its index, whole or not at all."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from msgspec import Struct

from citewatch.core.report import Report
from citewatch.errors import InputError
from citewatch.ports import Clock
from citewatch.vault.digests import ArchiveDigests
from citewatch.vault.exchange import Exchange
from citewatch.vault.index import Role, Row, Use, role_of, to_lines, uses_of
from citewatch.vault.items import Item, item_of, item_of_shown
from citewatch.vault.shown import Shown

if TYPE_CHECKING:
    from citewatch.vault.warc import Place

SIZE_AT_MOST = 1024**3
"""Bytes that the evidence of one audit may take on the disk: 1 GiB."""

UNFINISHED = ".open"
"""Ends the name of a WARC that is being written, as with the large crawlers."""

WAITING_AT_MOST = 256 * 1024 * 1024
"""Bytes of bodies that may wait to be written: some seconds of packing, at about 40 MB a second."""

_HEADS = 64 * 1024
"""Bytes set aside for the headers of one exchange."""


class Kept(Struct, frozen=True):
    """What was kept of an audit: the WARC file, and how many answers are in it or were left out."""

    path: Path
    answers: int
    left_out: int


class Vault:
    """The evidence of one audit in `folder`, at most `size_at_most` bytes of it.

    Use it as a context: leaving it finishes the files, whatever happened. A program that is
    killed leaves a WARC that is sound up to its last answer, named `….open`, without an index.
    """

    def __init__(self, folder: Path, clock: Clock, size_at_most: int = SIZE_AT_MOST) -> None:
        self._folder = folder
        self._clock = clock
        self._size_at_most = size_at_most
        self._pen = ThreadPoolExecutor(1, "citewatch-evidence")
        self._items: list[Item] = []
        self._digests = ArchiveDigests()
        self._received = self._written = 0
        self._failed: BaseException | None = None
        self._finished = False

    def __enter__(self) -> Self:
        """Make the files. Raises InputError where that is not possible."""
        from citewatch.vault.warc import WarcFile  # noqa: PLC0415 - slow to import

        started = self._clock()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._path, self._out = _new_file(self._folder, f"audit-{started:%Y%m%dT%H%M%SZ}")
            self._warc: WarcFile = WarcFile(self._out, self._path.name, started)
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._finished:
            with suppress(InputError):  # what brought us here comes first
                self.finish(None)

    def keep(self, exchange: Exchange) -> None:
        """Have an exchange written down. Never raises for the disk's troubles; `finish` does.

        Never waits either, since a visit's time runs on meanwhile: where too much is waiting to
        be written, the body is left out.
        """
        self._submit(exchange.body, partial(self._write, exchange), partial(item_of, exchange))

    def keep_shown(self, url: str, at: datetime, body: bytes, media_type: str) -> None:
        """Have what a browser showed of an address written down, on the same terms as `keep`."""
        shown = Shown(url, at, body, media_type)
        self._submit(body, partial(self._write_shown, shown), partial(item_of_shown, shown))

    def _submit(
        self, body: bytes, write: Callable[[], None], item: "Callable[[Place | None], Item]"
    ) -> None:
        if self._received - self._written + len(body) > WAITING_AT_MOST:
            self._pen.submit(self._items.append, item(None))
            return
        self._received += len(body)
        self._pen.submit(write).add_done_callback(self._note_fault)

    def finish(self, report: Report | None) -> Kept:
        """Write the index and give the files their names. Raises InputError where that fails.

        Without a report, the index does not say for which citation an answer was fetched.
        """
        self._finished = True
        self._pen.shutdown(wait=True)
        try:
            with self._out:
                if self._failed is not None:
                    raise self._failed
                _settle(self._out, self._path)
            with open_name(index_name(self._path)).open("wb") as out:
                out.writelines(to_lines(self._rows(report)))
                _settle(out, index_name(self._path))
        except OSError as error:
            raise self._unwritable(error) from error
        left_out = sum(item.place is None for item in self._items)
        return Kept(self._path, len(self._items) - left_out, left_out)

    def _write(self, exchange: Exchange) -> None:
        """In the pen's thread: add an exchange to the WARC, or note that there is no room."""
        self._written += len(exchange.body)
        if self._failed is not None:
            return
        self._digests.learn(exchange)
        place = self._warc.write(exchange) if self._has_room(exchange.body) else None
        self._items.append(item_of(exchange, place))

    def _write_shown(self, shown: Shown) -> None:
        """In the pen's thread: the same for what a browser showed."""
        self._written += len(shown.body)
        if self._failed is not None:
            return
        place = self._warc.write_shown(shown) if self._has_room(shown.body) else None
        self._items.append(item_of_shown(shown, place))

    def _has_room(self, body: bytes) -> bool:
        return self._warc.size + len(body) + _HEADS <= self._size_at_most

    def _note_fault(self, written: Future[None]) -> None:
        self._failed = self._failed or written.exception()

    def _rows(self, report: Report | None) -> Iterator[Row]:
        """What is evidence for a link, citation by citation; then what is for none."""
        by_url: dict[str, list[Item]] = defaultdict(list)
        for item in self._items:
            by_url[item.about].append(item)
        unused = set(by_url)
        for result in report.citations.read() if report else ():
            for url, use in uses_of(result):
                unused.discard(url)
                yield from (self._row(item, use) for item in by_url.get(url, ()))
        yield from (self._row(item, None) for item in self._items if item.about in unused)

    def _row(self, item: Item, use: Use | None) -> Row:
        role = role_of(use, is_capture=item.is_capture, is_shown=item.is_shown)
        capture = item.capture if role is Role.REPLAY else None
        return Row(
            citation=use.citation if use else None,
            link=use.link if use else None,
            url=item.url,
            role=role,
            verdict=use.verdict if use else None,
            status=item.status,
            at=item.at,
            digest=item.digest,
            archive_digest=self._digests.of(capture) if capture else None,
            truncated=item.truncated,
            filename=self._path.name,
            offset=item.place.offset if item.place else None,
            length=item.place.length if item.place else None,
        )

    def _unwritable(self, error: OSError) -> InputError:
        return InputError(
            [f"{self._folder}: the evidence cannot be written: {error.strerror or error}"]
        )


def index_name(warc: Path) -> Path:
    """Where the index of a WARC stands."""
    return warc.with_name(f"{warc.name.removesuffix('.warc.gz')}.jsonl")


def open_name(path: Path) -> Path:
    """The name of a file while it is being written."""
    return path.with_name(f"{path.name}{UNFINISHED}")


def _new_file(folder: Path, stem: str) -> tuple[Path, BinaryIO]:
    """A name that nothing has in this folder, and its file, open for writing."""
    for number in count(1):
        path = folder / (f"{stem}.warc.gz" if number == 1 else f"{stem}-{number}.warc.gz")
        if path.exists():
            continue
        with suppress(FileExistsError):
            return path, open_name(path).open("xb")
    raise AssertionError


def _settle(out: BinaryIO, path: Path) -> None:
    """Bring a file to the disk, then give it its name."""
    out.flush()
    os.fsync(out.fileno())
    open_name(path).replace(path)
