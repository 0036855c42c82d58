"""Audits as real processes over a small web on loopback that remembers who was asked when."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import citewatch

HASTY = Path(__file__).parent / "hasty.py"
SOURCES = str(Path(citewatch.__file__).parents[1])
"""The same program as these tests', wherever it is run."""

PAGE = "<html><head><title>{name}</title></head><body><h1>{name}</h1><p>{text}</p></body></html>"
TEXT = "Words that stand in it, and say what it is about. " * 40


@dataclass
class SmallWeb:
    """Hosts on 127.0.0.0/8. `/ok/…` is a page, `/gone/…` is not there, `/shy/…` is refused,
    `/broken/…` fails, `/moved/…` leads to a page, `/slow/…` is a page after `slow` seconds; names
    that nobody knows are not there. `answered` has the path and the time of every answer.
    """

    port: int
    answered: list[tuple[str, float]] = field(default_factory=list)
    met: threading.Event = field(default_factory=threading.Event)
    slow: float = 0.3

    def link(self, host: int, path: str) -> str:
        return f"http://127.0.0.{host}:{self.port}{path}"

    def counts(self, until: float | None = None, since: float = 0.0) -> Counter[str]:
        return Counter(
            path
            for path, at in list(self.answered)
            if at >= since and (until is None or at < until)
        )


@contextmanager
def small_web(slow: float = 0.3) -> Iterator[SmallWeb]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            web.met.set()
            kind = self.path.split("/")[1]
            if kind == "slow":
                time.sleep(web.slow)
            status = {"": 200, "ok": 200, "slow": 200, "shy": 403, "broken": 503, "moved": 301}.get(
                kind, 404
            )
            body = PAGE.format(name=f"Page {self.path}", text=TEXT).encode()
            try:
                self.send_response(status)
                if status == 301:
                    self.send_header("Location", self.path.replace("/moved/", "/ok/"))
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # who asked is gone
            web.answered.append((self.path, time.monotonic()))

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 200

        def handle_error(self, *_: object) -> None:
            """Whoever asked was killed."""

    server = Server(("0.0.0.0", 0), Handler)
    web = SmallWeb(server.server_address[1], slow=slow)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def write_sources(folder: Path, links: Sequence[str], name: str = "sources.yaml") -> None:
    lines = ["title: A report", "citations:"]
    for number, link in enumerate(links, 1):
        lines += [f'  - id: "{number}"', f"    text: Source {number}", f"    links: [{link!r}]"]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def usual_links(web: SmallWeb) -> list[str]:
    """Links that fare in all sorts of ways, on hosts of their own."""
    kinds = ["ok", "gone", "ok", "shy", "broken", "slow", "moved", "gone", "ok", "slow"]
    links = [web.link(host, f"/{kind}/{host}") for host, kind in enumerate(kinds, 11)]
    return [*links, "mailto:a@example.org"]


SEARCHING_AUDIT = ("audit", "--allow-private", "--no-archive", "--format", "json")
AUDIT = (*SEARCHING_AUDIT, "--no-relocate")


def start(
    folder: Path,
    *arguments: str,
    preexec_fn: Callable[[], object] | None = None,
    stdin: int | None = subprocess.DEVNULL,
    program: Path = HASTY,
    within: Sequence[str] = (),
    **more: str,
) -> "subprocess.Popen[str]":
    """The program as a process of its own, started by the command `within`, if there is one."""
    return subprocess.Popen(
        [*within, sys.executable, str(program), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": SOURCES, **more},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=preexec_fn,  # noqa: PLW1509 - it asks the system for one thing
    )


@dataclass(frozen=True)
class Done:
    """How a process ended."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def verdicts(self) -> list[tuple[str, str]]:
        """Every link of the report with its verdict, in order."""
        links = [link for citation in self.report["citations"] for link in citation["links"]]
        return [(link["url"], link["verdict"]) for link in links]


def end_of(process: "subprocess.Popen[str]", stdin: str | None = None) -> Done:
    out, err = process.communicate(stdin, timeout=60)
    assert "Traceback" not in err, err
    return Done(process.returncode, out, err)


def run(folder: Path, *arguments: str, **more: Any) -> Done:
    return end_of(start(folder, *arguments, **more))


def kill(process: "subprocess.Popen[str]") -> float:
    """Kill a process at once; when that was."""
    process.kill()
    at = time.monotonic()
    process.communicate(timeout=20)
    return at


def until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.005)
