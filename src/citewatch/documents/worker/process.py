"""Starts the process that reads documents, hands it one after the other, and ends it in time."""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import BinaryIO, Self

from citewatch.confine import memory_limit
from citewatch.core.display import clean
from citewatch.documents.budget import clock_seconds, computing_seconds, in_mib
from citewatch.documents.stream import DocumentStream
from citewatch.documents.worker.messages import (
    Answer,
    Request,
    WrittenCitations,
    answer_in,
    line_of,
)
from citewatch.errors import InputError

# -P: a file in the current folder must not stand in for a library.
COMMAND = (sys.executable, "-P", "-m", "citewatch.documents.worker")

_SPENT = -getattr(signal, "SIGXCPU", 0)


class ReadingProcess:
    """Reads documents in a process of its own, which is started when the first one comes.

    A document that breaks it costs itself alone: the next one gets a new process.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read_content(self, content: bytes, name: str, kind: str | None) -> DocumentStream:
        """The same as `read` for a document that is in no file."""
        with tempfile.NamedTemporaryFile(prefix="citewatch-") as file:
            file.write(content)
            file.flush()
            return self.read(Path(file.name), name, kind)

    def read(self, document: Path, name: str, kind: str | None) -> DocumentStream:
        """The document in a file, to be read as `kind`, or as what it is.

        Raises InputError that names the document and the limit where it cannot be read, or not
        within budget.
        """
        size = document.stat().st_size
        handle, output = tempfile.mkstemp(prefix="citewatch-")
        file = os.fdopen(handle, "rb")
        try:
            request = Request(
                document=os.fsencode(document.absolute()),
                output=os.fsencode(output),
                name=name.encode("utf-8", "surrogatepass"),
                kind=kind,
                seconds=computing_seconds(size),
            )
            answer = self._ask(request, name, size)
        except BaseException:
            file.close()
            raise
        finally:
            Path(output).unlink()
        return _stream(name, answer, file)

    def _ask(self, request: Request, name: str, size: int) -> Answer:
        process = self._process = self._process or _started()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = _Alarm(clock_seconds(size), process)
        try:
            process.stdin.write(line_of(request))
            process.stdin.flush()
            said = process.stdout.readline()
        except BrokenPipeError:
            said = b""
        finally:
            timer.cancel()
        if not said.endswith(b"\n"):
            code = self._end()
            raise InputError([f"{clean(name)}: {_why(code, size, expired=timer.rang)}"])
        answer = answer_in(said)
        if answer.retires:
            self._end()
        if answer.problems:
            raise InputError(list(answer.problems))
        return answer

    def _end(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        assert process.stdin is not None
        assert process.stdout is not None
        process.kill()
        code = process.wait()
        process.stdout.close()
        with suppress(BrokenPipeError):
            process.stdin.close()
        return code


class _Alarm:
    """Kills a process once a time has passed; `rang` says whether it did."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        self.rang = False
        self._process = process
        self._timer = Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def _ring(self) -> None:
        self.rang = True
        self._process.kill()

    def cancel(self) -> None:
        self._timer.cancel()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - no shell, and nothing of a document in the command
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _why(code: int, size: int, *, expired: bool) -> str:
    if expired:
        return f"could not be read within {clock_seconds(size)} seconds"
    if code == _SPENT:
        return f"takes more than {computing_seconds(size)} seconds of computing to read"
    limit = in_mib(memory_limit())
    return f"cannot be read: it is damaged, or needs more than {limit} of memory"


def _stream(name: str, answer: Answer, file: BinaryIO) -> DocumentStream:
    return DocumentStream(
        source=name,
        kind=answer.kind,
        title=answer.title,
        remarks=answer.remarks,
        ignores=answer.ignores,
        sha256=answer.sha256,
        count=answer.count,
        links=answer.links,
        access_days=answer.access_days,
        citations=WrittenCitations(file),
    )
