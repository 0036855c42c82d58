"""A cross-check against pywb, an independent replay server, run as a process of its own.

It is skipped where pywb's `wayback` is neither on the PATH nor in the folder that CITEWATCH_PYWB
names.
"""

import asyncio
import gzip
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from msgspec.structs import replace

from archives.archive_lab import FAST, NOW, page
from citewatch.archives.line import Line
from citewatch.archives.memento import MementoArchive
from citewatch.archives.memento_service import MementoService
from citewatch.archives.wayback import WaybackMachine
from citewatch.core.judge import judge_capture
from citewatch.core.snapshot import ArchiveAnswer, ArchiveState, Wanted
from citewatch.wire.get import Answer, Getter
from citewatch.wire.names import SystemResolver
from citewatch.wire.transport import WireTransport

_NAMED = os.environ.get("CITEWATCH_PYWB")
_FOLDER = str(Path(_NAMED).resolve()) if _NAMED else None
_PYWB = shutil.which("wayback", path=_FOLDER)
_MANAGER = shutil.which("wb-manager", path=_FOLDER)

pytestmark = pytest.mark.skipif(not (_PYWB and _MANAGER), reason="pywb is not installed")

STORY = "The council agreed on Tuesday that officers would walk the street in pairs. " * 12
GOOD = page("Foot patrols", STORY)
LOST = page("Page not found", "Sorry, the page was not found.")
HTML = "text/html; charset=utf-8"
REPORT = "http://source.example/report?id=1&x=%2526"

CAPTURES = (
    (REPORT, "2016-06-01T10:00:00Z", "200 OK", HTML, GOOD),
    (REPORT, "2017-01-10T10:00:00Z", "200 OK", HTML, LOST),
    (REPORT, "2017-01-20T10:00:00Z", "404 Not Found", HTML, LOST),
    (REPORT, "2017-03-01T10:00:00Z", "200 OK", HTML, GOOD),
    ("http://source.example/same", "2017-01-10T10:00:00Z", "200 OK", HTML, GOOD),
    ("http://source.example/same", "2017-01-15T11:00:00Z", "404 Not Found", HTML, LOST),
    ("http://source.example/same", "2017-01-25T10:00:00Z", "200 OK", HTML, GOOD),
    (
        "http://source.example/paper",
        "2017-01-10T10:00:00Z",
        "200 OK",
        "application/pdf",
        b"%PDF-1.4 a paper",
    ),
    ("http://source.example/gone", "2017-01-10T10:00:00Z", "404 Not Found", HTML, LOST),
)


@dataclass(frozen=True)
class Pywb:
    """The getter of an archive that only speaks pywb, on `base`: the index has other words."""

    getter: Getter
    base: str

    async def get(
        self, url: str, headers: Mapping[str, str] | None = None, deadline: float | None = None
    ) -> Answer:
        if url.startswith(f"{self.base}/cdx/search/cdx?"):
            return await self.getter.get(self._index(url), headers, deadline)
        answer = await self.getter.get(url, headers, deadline)
        if answer.status == 404 and "memento-datetime" not in answer.headers:
            return replace(answer, body=b"The Wayback Machine has not archived that URL.")
        return answer

    def _index(self, url: str) -> str:
        asked = httpx.URL(url).params
        said = {name: asked[name] for name in ("url", "sort", "closest", "limit")}
        fields = "urlkey,timestamp,url,mime,status,digest,length"
        more = {"output": "text", "allowFuzzy": "0", "fl": fields, "filter": "=status:200"}
        return str(httpx.URL(f"{self.base}/web/cdx", params={**said, **more}))


def _record(url: str, at: str, status: str, media: str, body: bytes) -> bytes:
    """A response as WARC 1.0 has it (ISO 28500), compressed by itself."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    block = head.encode() + body
    fields = {
        "WARC-Type": "response",
        "WARC-Target-URI": url,
        "WARC-Date": at,
        "WARC-Record-ID": f"<{uuid4().urn}>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return gzip.compress("\r\n".join(lines).encode() + block + b"\r\n\r\n")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """pywb on a free port of 127.0.0.1, with the captures."""
    assert _PYWB is not None
    assert _MANAGER is not None
    folder = tmp_path_factory.mktemp("pywb")
    (folder / "captures.warc.gz").write_bytes(b"".join(_record(*capture) for capture in CAPTURES))
    (folder / "config.yaml").write_text("framed_replay: false\nredirect_to_exact: true\n")
    for words in (["init", "web"], ["add", "web", "captures.warc.gz"]):
        subprocess.run([_MANAGER, *words], cwd=folder, check=True, capture_output=True, timeout=60)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [_PYWB, "-b", "127.0.0.1", "-p", str(port), "-t", "2"]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait(10)


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(300):
        assert process.poll() is None, "pywb ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(port)


@asynccontextmanager
async def line_to(base: str) -> AsyncIterator[Line]:
    transport = WireTransport(SystemResolver(), ssl.create_default_context, allow_private=True)
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        getter = Pywb(Getter(client), base)
        yield Line(getter, FAST, lambda: NOW, time.monotonic, asyncio.sleep)


async def wayback(base: str, url: str, wanted: Wanted) -> ArchiveAnswer:
    async with line_to(base) as line:
        return await WaybackMachine(line, judge_capture, lambda: NOW, base).find(url, wanted)


async def memento(base: str, url: str, wanted: Wanted) -> ArchiveAnswer:
    service = MementoService("pywb", f"{base}/web/", f"{base}/web/timemap/link/")
    async with line_to(base) as line:
        return await MementoArchive(line, service, judge_capture, lambda: NOW).find(url, wanted)


def stamp_of(answer: ArchiveAnswer) -> str:
    assert answer.snapshot is not None, answer
    return f"{answer.snapshot.captured_at:%Y%m%d%H%M%S}"


WANTED = Wanted(date(2017, 1, 15))


@pytest.mark.parametrize("find", [wayback, memento])
@pytest.mark.parametrize(
    ("url", "stamp"),
    [
        (REPORT, "20160601100000"),
        ("http://source.example/same", "20170110100000"),
        ("http://source.example/paper", "20170110100000"),
    ],
)
async def test_the_right_capture_is_found(find: object, url: str, stamp: str, base: str) -> None:
    assert callable(find)
    found = await find(base, url, WANTED)
    assert stamp_of(found) == stamp


async def test_the_citable_address_shows_the_capture_to_people(base: str) -> None:
    for answer in (await wayback(base, REPORT, WANTED), await memento(base, REPORT, WANTED)):
        assert answer.snapshot is not None
        assert answer.snapshot.url == f"{base}/web/20160601100000/{REPORT}"
        async with httpx.AsyncClient(trust_env=False, follow_redirects=True) as reader:
            shown = await reader.get(answer.snapshot.url)
        assert "Foot patrols" in shown.text


@pytest.mark.parametrize("find", [wayback, memento])
async def test_an_address_that_was_never_archived_is_none(find: object, base: str) -> None:
    assert callable(find)
    answer = await find(base, "http://source.example/never", WANTED)
    assert answer.state is ArchiveState.NONE


async def test_an_address_with_errors_alone_is_none(base: str) -> None:
    answer = await wayback(base, "http://source.example/gone", WANTED)
    assert answer.state is ArchiveState.NONE


async def test_the_digests_of_its_index_tell_that_the_cited_state_is_known(base: str) -> None:
    answer = await wayback(base, "http://source.example/same", WANTED)
    assert "holds the same bytes" in answer.why
