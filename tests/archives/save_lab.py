"""What the tests of Save Page Now share: the service on loopback, in its documented shapes."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx

from archives.archive_lab import FAST, NOW, FakeTime
from citewatch.archives.keys import Keys
from citewatch.archives.line import Line
from citewatch.archives.save_page_now import Pace, SavePageNow
from citewatch.wire.get import Getter
from citewatch.wire.names import SystemResolver
from citewatch.wire.transport import WireTransport

KEYS = Keys("open-sesame", "under-the-mat")
JOB = "spn2-dea4b01e0839fb6ccf689dc93f5b2f5a4a4f8335"
PENDING = {"status": "pending", "job_id": JOB, "resources": []}
ACCEPTED = {"url": "http://example.org/", "job_id": JOB}
HELD = {
    "url": "http://example.org/",
    "job_id": None,
    "message": "The same snapshot had been made 177 hours, 9 minutes ago.",
}


def saved(original: str = "http://example.org/") -> dict[str, Any]:
    return {
        "status": "success", "job_id": JOB, "timestamp": "20261101091000",
        "original_url": original, "duration_sec": 16.04, "http_status": 200, "counters": {},
    }  # fmt: skip


def refused(code: str, message: str = "It cannot be done.") -> dict[str, Any]:
    return {"status": "error", "status_ext": f"error:{code}", "message": message}


Said = dict[str, Any] | tuple[int, dict[str, str], str]
"""A JSON object sent with 200, or a status, headers and a body."""


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    form: dict[str, str]


@dataclass
class StagedService:
    """Answers submissions and questions with what is next in `submissions` and `statuses`."""

    submissions: list[Said] = field(default_factory=list)
    statuses: list[Said] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    base: str = ""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            request = await _read(reader)
            self.requests.append(request)
            writer.write(_wire(self._answer(request)))
            await writer.drain()
        writer.close()

    def paths(self) -> list[str]:
        return [f"{request.method} {request.path}" for request in self.requests]

    def _answer(self, request: Request) -> Said:
        if request.headers.get("authorization") != "LOW open-sesame:under-the-mat":
            return 401, {}, '{"message": "You need to be logged in to use Save Page Now."}'
        if (request.method, request.path) == ("POST", "/save"):
            return self.submissions.pop(0)
        assert request.path.startswith("/save/status/")
        return self.statuses.pop(0)


@dataclass
class Lab:
    service: StagedService
    time: FakeTime
    line: Line
    getter: Getter

    def save_page_now(self, keys: Keys = KEYS, pace: Pace | None = None) -> SavePageNow:
        return SavePageNow(self.line, self.getter, keys, self.service.base, pace or Pace())


@asynccontextmanager
async def staged_service(
    *submissions: Said, statuses: list[Said] | None = None
) -> AsyncIterator[Lab]:
    """The service, reached through the real wire; time passes only where somebody sleeps."""
    service = StagedService(list(submissions), statuses or [])
    server = await asyncio.start_server(service.talk, "127.0.0.1", 0)
    service.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    transport = WireTransport(SystemResolver(), ssl.create_default_context, allow_private=True)
    try:
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            time, getter = FakeTime(), Getter(client)
            line = Line(getter, FAST, lambda: NOW, time.monotonic, time.sleep)
            yield Lab(service, time, line, getter)
    finally:
        server.close()
        await asyncio.sleep(0)


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    body = await reader.readexactly(int(fields.get("content-length", "0")))
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    method, path, _ = first.split(" ")
    return Request(method, path, fields, form)


def _wire(said: Said) -> bytes:
    status, headers, text = (200, {}, json.dumps(said)) if isinstance(said, dict) else said
    lines = [f"HTTP/1.1 {status} Said", "Content-Type: application/json", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, f"Content-Length: {len(text)}", "", text]).encode()
