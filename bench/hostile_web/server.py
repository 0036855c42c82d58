"""Serves the hostile web and the archive, in a process of its own.

`python -m hostile_web.server FOLDER INDEX REPLAY`: seconds that the archive's index and its replays
take. It writes what clients need into FOLDER (`stage.json`, `ca.pem`), and what it was asked, as
lines of JSON, into `asked.jsonl`. It ends when its standard input closes.
"""

import asyncio
import json
import ssl
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import trustme

from citewatch.demo import answers
from citewatch.demo.archive import StagedArchive, _Answer
from citewatch.demo.exchange import Request
from citewatch.demo.log import RequestLog
from citewatch.demo.server import EVERYTHING_ELSE, MisbehavingServer
from citewatch.demo.sockets import refused, unanswering
from hostile_web.sites import Web, hostile_web

ARCHIVE = "web.archive.org"
OTHERS = ("arquivo.pt", "perma.cc")
ALLOWED_A_MINUTE = 25
"""Calls to the index in any minute: 24, and the one that both ends of the minute share."""


class Written:
    """What was asked, as lines of JSON with the time on the clock that all processes share."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, what: str, **more: object) -> None:
        """Write one line down."""
        self._file.write(json.dumps({"t": time.monotonic(), "what": what, **more}) + "\n")
        self._file.flush()


class WrittenLog(RequestLog):
    """A log that is written to a file as well."""

    def __init__(self, written: Written) -> None:
        super().__init__()
        self._written = written

    @contextmanager
    def answering(self, request: Request) -> Iterator[None]:
        """See RequestLog."""
        with super().answering(request):
            most = self.most_at_once(request.host)
            self._written.write("look", host=request.host, url=request.url, most=most)
            yield


class LimitedArchive(StagedArchive):
    """An archive that takes its time, and turns away who asks its index too often."""

    def __init__(self, web: Web, written: Written, index: float, replay: float) -> None:
        super().__init__(web.captures)
        self._written = written
        self._seconds = {"index": index, "replay": replay}
        self._calls: deque[float] = deque()
        self._open = 0

    async def _answer(self, target: str, wanted: datetime | None) -> Any:
        kind = "index" if target.startswith("/cdx/") else "replay"
        self._open += 1
        self._written.write(kind, url=target, open=self._open)
        try:
            if kind == "index" and self._is_too_much():
                self._written.write("turned-away")
                return answer_429()
            await asyncio.sleep(self._seconds[kind])
            return await super()._answer(target, wanted)
        finally:
            self._open -= 1

    def _is_too_much(self) -> bool:
        now = time.monotonic()
        while self._calls and self._calls[0] < now - 60:
            self._calls.popleft()
        self._calls.append(now)
        return len(self._calls) > ALLOWED_A_MINUTE


def answer_429() -> Any:
    """The archive's wish for a pause."""
    return _Answer(429, {"Retry-After": "60"})


async def serve(folder: Path, index: float, replay: float) -> None:
    """Write down where everything is, then answer until standard input closes."""
    web = hostile_web()
    sites = {**web.sites, **{host: {EVERYTHING_ELSE: answers.error(404)} for host in OTHERS}}
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    (folder / "sources.yaml").write_text(web.document())
    tls = _context(authority, [*sites])
    with (folder / "asked.jsonl").open("w") as file, ExitStack() as stack:
        written = Written(file)
        silent, refusing = stack.enter_context(unanswering()), stack.enter_context(refused())
        server = MisbehavingServer(sites, tls)
        server.log = WrittenLog(written)
        archive = LimitedArchive(web, written, index, replay)
        async with server, archive:
            port = int(archive.base.rpartition(":")[2])
            archive.base = f"http://{ARCHIVE}"
            stage = {
                "http": server.http_port,
                "https": server.https_port,
                "archive": port,
                "silent": [silent.ip, silent.port],
                "refusing": [refusing.ip, refusing.port],
                "sites": [*sites],
                "silent_hosts": [*web.silent],
                "refusing_hosts": [*web.refusing],
                "slow_names": [*web.slow_names],
            }
            (folder / "stage.json").write_text(json.dumps(stage))
            print("ready", flush=True)
            await asyncio.to_thread(sys.stdin.read)


def _context(authority: trustme.CA, hosts: list[str]) -> Any:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(context)
    return context


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), *map(float, sys.argv[2:4])))
