"""citewatch from Python. Everything here is offered by the package itself: `import citewatch`."""

import asyncio
import logging
import os
import weakref
from collections.abc import Coroutine, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from citewatch.core.citation import Document
from citewatch.core.report import Report
from citewatch.documents.kinds.known import KINDS
from citewatch.documents.reading import Found
from citewatch.documents.worker.process import ReadingProcess
from citewatch.errors import InputError
from citewatch.formats.progress import SilentProgress
from citewatch.loop import run
from citewatch.settings import Settings
from citewatch.usecases.audit import audited
from citewatch.usecases.sources import Streams, documents_at

Name = str | os.PathLike[str]
"""What a document is called: a file, a folder, a pattern such as `docs/**/*.md`, an address."""

_T = TypeVar("_T")
_log = logging.getLogger("citewatch")


def audit(sources: Name | Iterable[Name], settings: Settings | None = None) -> Report:
    """Check every citation of some documents, and wait for the report.

    `sources` are files, folders, patterns or addresses, one or several; without `settings`, those
    of `Settings()` hold. The report says in its `ending` whether every link was looked at: where
    this machine is offline, nothing is judged.

    Works within a running event loop too, as in a notebook; it blocks the loop then, which
    `audit_async` does not. Nothing is printed. What a reader could not use of a document is logged
    as information, and a fault of citewatch itself as an error, both by the logger `citewatch`.

    Raises InputError where a document cannot be read, before anything is asked, and where the
    evidence that is wanted cannot be written; CitewatchError where the environment names
    certificates that cannot be read.
    """
    return _finished(audit_async(sources, settings))


async def audit_async(sources: Name | Iterable[Name], settings: Settings | None = None) -> Report:
    """The same as `audit`, to be awaited. Cancelling it ends the audit without a report."""
    names = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    found = await asyncio.to_thread(documents_at, [os.fspath(name) for name in names])
    _heed(found)
    never = asyncio.Event()
    done = await audited(found, settings or Settings(), SilentProgress(), never)
    if done.fault is not None:
        _log.error("the audit broke off", exc_info=done.fault)
    # The report is read from the history as long as anybody holds it.
    weakref.finalize(done.report.citations, done.memory.held.close)
    if done.unkept is not None:
        raise done.unkept
    done.told()
    return done.report


def extract(document: Name | bytes, kind: str | None = None) -> Document:
    """The citations of one document: of a file, an address, or of its content itself.

    `kind` is a word such as `markdown` or `docx`; without it, the kind is told by content and
    name. Content alone cannot be a sources.yaml.

    Raises InputError where it cannot be read, or is no single document.
    """
    if kind is not None and kind not in KINDS:
        raise InputError([f"{kind} is none of {', '.join(KINDS)}"])
    if isinstance(document, bytes):
        with ReadingProcess() as process:
            stream = process.read_content(document, "document", kind)
        found = Streams((stream,), stream.remarks).whole()
    else:
        found = _finished(_read(os.fspath(document), kind)).whole()
    _heed(found)
    if len(found.documents) != 1:
        many = f"{len(found.documents)} documents"
        raise InputError([f"{document!s}: is {many}; name one of them"])
    return found.documents[0]


async def _read(name: str, kind: str | None) -> Streams:
    return await asyncio.to_thread(documents_at, [name], kind)


def _heed(found: Found | Streams) -> None:
    if found.problems:
        raise InputError(list(found.problems))
    for remark in found.remarks:
        _log.info(remark)


def _finished(work: Coroutine[Any, Any, _T]) -> _T:
    """The result of some work, in an event loop of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return run(work)
    return _finished_apart(work)


def _finished_apart(work: Coroutine[Any, Any, _T]) -> _T:
    """The result of some work in a thread of its own: this one has an event loop that runs."""
    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[_T]]] = Future()

    async def told() -> _T:
        task = asyncio.ensure_future(work)
        begun.set_result((asyncio.get_running_loop(), task))
        return await task

    with ThreadPoolExecutor(1, "citewatch") as apart:
        result = apart.submit(asyncio.run, told())
        try:
            return result.result()
        except KeyboardInterrupt:
            loop, task = begun.result()
            loop.call_soon_threadsafe(task.cancel)
            raise
