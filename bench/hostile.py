"""A whole audit of a hostile web and of an archive with the real one's limits. See README.md.

`python bench/hostile.py run` prints when what happened and how far the wall is from the critical
path; `interrupt` ends runs early and prints how long their reports took.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

INDEX_A_MINUTE, REPLAYS_A_MINUTE = 24, 480
SILENCE = {"never-connects": 10.0, "never-answers": 20.0, "drips": 30.0, "slow-name": 10.0}
"""Seconds that one time-out of each kind of hung host costs."""

SPACING = 60 / INDEX_A_MINUTE
GAP = SPACING + 1.0
"""Seconds between two calls to the index from which the time in between counts as idle."""


@contextmanager
def hostile_web(folder: Path, index: float, replay: float) -> Iterator[None]:
    """The web and the archive, as a process that ends with the context."""
    arguments = [sys.executable, "-m", "hostile_web.server", str(folder), str(index), str(replay)]
    pipe = subprocess.PIPE
    with subprocess.Popen(arguments, cwd=FOLDER, stdin=pipe, stdout=pipe) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdout.readline()
        yield
        server.stdin.close()


def start(
    folder: Path, source: Path | None, options: Sequence[str] = ()
) -> subprocess.Popen[bytes]:
    """Start an audit of the web at `folder`, with its history in a file there."""
    environment = dict(os.environ)
    paths = [str(FOLDER), str((source or FOLDER.parent / "src").resolve())]
    environment["PYTHONPATH"] = os.pathsep.join(paths)
    usual = "audit sources.yaml --history history.sqlite3 --output report.json --format json"
    return subprocess.Popen(
        [sys.executable, "-m", "hostile_web.program", str(folder), *usual.split(), *options],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=(folder / "stderr").open("wb"),
    )


def run(
    index: float, replay: float, source: Path | None, keep: Path | None, options: Sequence[str]
) -> None:
    """One whole audit, and its timeline."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        folder.mkdir(exist_ok=True, parents=True)
        with hostile_web(folder, index, replay):
            began = time.monotonic()
            child = start(folder, source, options)
            _, status, used = os.wait4(child.pid, 0)
            wall = time.monotonic() - began
        code = os.waitstatus_to_exitcode(status)
        print(f"exit {code}, CPU {used.ru_utime + used.ru_stime:.1f} s, {used.ru_maxrss >> 10} MB")
        show(folder, began, wall)


def show(folder: Path, began: float, wall: float) -> None:
    """Print what is written down of an audit."""
    lines = [*_lines(folder / "asked.jsonl"), *_lines(folder / "dialled.jsonl")]
    events = sorted(({**line, "t": line["t"] - began} for line in lines), key=lambda e: e["t"])
    looks = [event for event in events if event["what"] == "look"]
    calls = {kind: [e for e in events if e["what"] == kind] for kind in ("index", "replay")}
    archive = calls["index"] + calls["replay"]
    seen: Counter[str] = Counter()
    second = []
    for look in looks:
        seen[look["url"]] += 1
        if seen[look["url"]] == 2:
            second.append(look["t"])
    hung = [e for e in events if e["what"] == "name" and _silence_of(e["host"])]
    moments = {
        "first look": looks[0]["t"],
        "first call to the archive": min(e["t"] for e in archive),
        "first call to the index": min((e["t"] for e in calls["index"]), default=0.0),
        "first second look": min(second),
        "last look at a hung host": max(e["t"] for e in hung),
        "last look": looks[-1]["t"],
        "last replay": max(e["t"] for e in calls["replay"]),
        "last call to the index": max((e["t"] for e in calls["index"]), default=0.0),
        "end": wall,
    }
    for name, moment in moments.items():
        print(f"{moment:8.1f} s  {name}")
    most = max(look["most"] for look in looks)
    print(f"{len(looks)} looks (at most {most} at once a host), ", end="")
    print(f"{len(calls['index'])} index calls, {len(calls['replay'])} replays, ", end="")
    print(f"{sum(e['what'] == 'turned-away' for e in events)} turned away, ", end="")
    print(f"at most {max(e['open'] for e in archive)} at once")
    for kind, made in calls.items():
        print(f"{kind} calls a minute at most: {_most_a_minute([e['t'] for e in made])}")
    for before, after in _gaps([e["t"] for e in calls["index"]]):
        print(f"the index was idle from {before:.1f} to {after:.1f} s")
    paths = {
        "two time-outs": 2 * max(SILENCE.values()),
        "index": len(calls["index"]) * SPACING,
        "replays": len(calls["replay"]) * 60 / REPLAYS_A_MINUTE,
    }
    longest = max(paths, key=lambda name: paths[name])
    told = ", ".join(f"{name} {seconds:.1f}" for name, seconds in paths.items())
    print(f"critical path {paths[longest]:.1f} s ({told}); wall {wall / paths[longest]:.2f} x")
    links = [one for cited in _report(folder)["citations"] for one in cited["links"]]
    print(dict(Counter(link["verdict"] for link in links)))
    print(dict(Counter((link["archive"] or {"state": "-"})["state"] for link in links)))


def _most_a_minute(times: list[float]) -> int:
    return max((sum(t <= other < t + 60 for other in times) for t in times), default=0)


def _gaps(times: list[float]) -> Iterator[tuple[float, float]]:
    for before, after in zip([0.0, *times], times, strict=False):
        if after - before > GAP:
            yield before, after


def _silence_of(host: str) -> float:
    return next((s for name, s in SILENCE.items() if host.startswith(f"www.{name}-")), 0.0)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _report(folder: Path) -> Any:
    return json.loads((folder / "report.json").read_text())


def interrupt(moments: list[float], number: signal.Signals, source: Path | None) -> None:
    """End a run at each of some moments (seconds), and print how long its report took."""
    for moment in moments:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            with hostile_web(folder, 4.0, 0.3):
                child = start(folder, source)
                time.sleep(moment)
                sent = time.monotonic()
                child.send_signal(number)
                code = child.wait()
                took = time.monotonic() - sent
            report = folder / "report.json"
            links = (
                [one for cited in _report(folder)["citations"] for one in cited["links"]]
                if (report.exists())
                else []
            )
            kept = len(list(folder.glob("reports/*.md")))
            print(
                f"{number.name} after {moment:g} s: exit {code} after {took:.2f} s, "
                f"{len(links)} links in the report, {kept} Markdown audit",
                flush=True,
            )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="A whole audit of a hostile web.")
    parser.add_argument("mode", choices=["run", "interrupt"])
    parser.add_argument(
        "--index", type=float, default=4.0, help="seconds a call to the index takes"
    )
    parser.add_argument("--replay", type=float, default=0.3, help="seconds a replay takes")
    parser.add_argument("--after", type=float, nargs="+", default=[2.0, 6.0, 15.0, 35.0, 60.0])
    parser.add_argument("--signal", choices=["SIGINT", "SIGTERM"], default="SIGINT")
    parser.add_argument("--source", type=Path, help="sources of citewatch to run")
    parser.add_argument("--keep", type=Path, help="folder for what is written down")
    parser.add_argument("--no-relocate", action="store_true", help="no search for lost sources")
    given = parser.parse_args()
    if given.mode == "run":
        run(
            given.index,
            given.replay,
            given.source,
            given.keep,
            ["--no-relocate"] * given.no_relocate,
        )
    else:
        interrupt(given.after, signal.Signals[given.signal], given.source)


if __name__ == "__main__":
    main()
