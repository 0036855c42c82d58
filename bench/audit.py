"""A whole audit on loopback: its wall time, CPU, memory and manners. See README.md.

`python bench/audit.py compare` runs it beside other link checkers, `scale` with more and more
links, `start` with few, for what the program costs before its first request.
"""

import argparse
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from loopback.measure import Run, measure
from loopback.programs import Program, citewatch, linkinator, lychee, write_sources
from loopback.web import LoopbackWeb, loopback_web


def compare(
    programs: Sequence[Program], links: int, hosts: int, latency: tuple[float, float], rounds: int
) -> None:
    """Run each program on the same links, one after the other in each round; print medians."""
    found = _medians(programs, links, hosts, latency, rounds)
    print(f"{links:,} links on {hosts:,} hosts, median latency {latency[0]:g} s, {rounds} rounds")
    print(f"{'program':<12} {'wall s':>7} {'CPU s':>7} {'ms/link':>8} {'peak MB':>8}", end=" ")
    print(f"{'a host':>6} {'requests':>9} {'living':>7} {'wall x':>7} {'CPU x':>6}")
    first = found[programs[0].name]
    for program in programs:
        run = found[program.name]
        print(
            f"{program.name:<12} {run.wall:>7.2f} {run.cpu:>7.2f} {1000 * run.cpu / links:>8.3f} "
            f"{run.peak:>8.0f} {run.most:>6.0f} {run.requests:>9,.0f} {run.living:>7,.0f} "
            f"{run.wall / first.wall:>7.2f} {run.cpu / first.cpu:>6.2f}"
        )


def scale(
    program: Program, sizes: Sequence[int], a_host: int, latency: tuple[float, float]
) -> None:
    """Run citewatch on more and more links; the ratios are to the size before."""
    print(f"{a_host} links a host, median latency {latency[0]:g} s")
    print(f"{'links':>8} {'wall s':>7} {'CPU s':>7} {'ms/link':>8} {'peak MB':>8}", end=" ")
    print(f"{'a host':>6} {'living':>8} {'ms/link x':>9} {'peak x':>7}")
    before: tuple[float, float] | None = None
    with loopback_web(*latency) as web, tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _warm_up([program], folder, web)
        for links in sizes:
            write_sources(folder, web.links(links, max(1, links // a_host)))
            run = measure(program, folder, web)
            each = 1000 * run.cpu / links
            slopes = (each / before[0], run.peak / before[1]) if before else (1.0, 1.0)
            before = each, run.peak
            print(
                f"{links:>8,} {run.wall:>7.1f} {run.cpu:>7.1f} {each:>8.3f} {run.peak:>8.0f} "
                f"{run.most:>6.0f} {run.living:>8,.0f} {slopes[0]:>9.2f} {slopes[1]:>7.2f}",
                flush=True,
            )


def start(programs: Sequence[Program], links: int, rounds: int) -> None:
    """Run each program on few links that are answered at once; print when it asks for the first."""
    found = _medians(programs, links, links, (0.0, 0.0), rounds)
    print(f"{links:,} links, each on a host of its own, answered at once; {rounds} rounds")
    print(f"{'program':<12} {'first request s':>15} {'wall s':>7} {'CPU s':>7}", end=" ")
    print(f"{'first x':>8} {'wall x':>7} {'CPU x':>6}")
    one = found[programs[0].name]
    for program in programs:
        run = found[program.name]
        print(
            f"{program.name:<12} {run.first:>15.3f} {run.wall:>7.3f} {run.cpu:>7.3f} "
            f"{run.first / one.first:>8.2f} {run.wall / one.wall:>7.2f} {run.cpu / one.cpu:>6.2f}"
        )


def _medians(
    programs: Sequence[Program], links: int, hosts: int, latency: tuple[float, float], rounds: int
) -> dict[str, Run]:
    """Run the programs in turn, and the other way round in every second round."""
    runs: dict[str, list[Run]] = defaultdict(list)
    with loopback_web(*latency) as web, tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _warm_up(programs, folder, web)
        write_sources(folder, web.links(links, hosts))
        for turn in range(rounds):
            for program in programs[:: -1 if turn % 2 else 1]:
                runs[program.name].append(measure(program, folder, web))
    return {name: _median(measured) for name, measured in runs.items()}


def _warm_up(programs: Sequence[Program], folder: Path, web: LoopbackWeb) -> None:
    """Let each program compile what it has to, once."""
    write_sources(folder, web.links(1, 1))
    for program in programs:
        measure(program, folder, web)


def _median(runs: Sequence[Run]) -> Run:
    return Run(*map(statistics.median, zip(*runs, strict=True)))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="A whole audit on loopback.")
    parser.add_argument("mode", choices=["compare", "scale", "start"])
    parser.add_argument("--links", type=int, nargs="+", help="default: 1000; start 20, scale more")
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--a-host", type=int, default=5, help="links a host, for scale")
    parser.add_argument("--median", type=float, help="seconds; default 0.3, and for scale 0")
    parser.add_argument("--spread", type=float, default=0.6, help="sigma of the log-normal")
    parser.add_argument("--rounds", type=int, help="default: 3, and for start 15")
    parser.add_argument("--source", type=Path, help="sources of citewatch to run")
    parser.add_argument("--beside", type=Path, help="other sources of citewatch to compare with")
    parser.add_argument("--linkinator", type=Path)
    parser.add_argument("--lychee", type=Path)
    given = parser.parse_args()
    ours = citewatch("citewatch", given.source)
    if given.mode == "scale":
        sizes = given.links or [1_000, 10_000, 30_000, 100_000]
        scale(ours, sizes, given.a_host, (given.median or 0.0, given.spread))
        return
    others = [citewatch("beside", given.beside)] if given.beside else []
    if given.mode == "start":
        start([ours, *others], given.links[0] if given.links else 20, given.rounds or 15)
        return
    others += [linkinator(given.linkinator)] if given.linkinator else []
    others += [lychee(given.lychee)] if given.lychee else []
    links = given.links[0] if given.links else 1_000
    latency = (0.3 if given.median is None else given.median, given.spread)
    compare([ours, *others], links, given.hosts, latency, given.rounds or 3)


if __name__ == "__main__":
    main()
