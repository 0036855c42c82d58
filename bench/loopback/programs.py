"""The programs measured: how each is told to check the same links, and what it finds."""

import csv
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from loopback.pages import title


class Program(NamedTuple):
    """A program as it is started in a folder. `living` counts links that it found to be fine."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    living: Callable[[Path], int]


def write_sources(folder: Path, links: list[str]) -> None:
    """The same links as each program reads them."""
    with (folder / "sources.yaml").open("w") as sources:
        sources.write("title: Loopback\ncitations:\n")
        for number, link in enumerate(links):
            text = f"A. Reporter, {title(number)}. The Daily Loop, 5 March 2024."
            sources.write(f'  - id: "{number}"\n    text: "{text}"\n    links: ["{link}"]\n')
    (folder / "links.md").write_text("".join(f"- [{link}]({link})\n" for link in links))


def citewatch(name: str, source: Path | None = None) -> Program:
    """This project: as installed, or from the tree of sources at `source`."""
    options = "audit sources.yaml --allow-private --no-archive --no-relocate --quiet --format json"
    files = "--output report.json --report-dir reports --fail-on never"
    environment = {} if source is None else {"PYTHONPATH": str(source.resolve())}
    arguments = (sys.executable, "-m", "citewatch", *options.split(), *files.split())
    return Program(name, arguments, environment, _living_of_report)


def linkinator(executable: Path) -> Program:
    """linkinator with its own settings: 100 connections in all, HEAD requests."""
    arguments = (str(executable.resolve()), "links.md", "--markdown", "--format", "csv")
    return Program("linkinator", arguments, {}, _living_of_csv)


def lychee(executable: Path) -> Program:
    """lychee with its own settings, bar private addresses, which it checks of itself."""
    arguments = (str(executable.resolve()), "--no-progress", "--format", "json", "links.md")
    return Program("lychee", arguments, {}, _living_of_json)


def _living_of_report(folder: Path) -> int:
    summary = json.loads((folder / "report.json").read_text())["summary"]
    return int(summary["ok"])


def _living_of_csv(folder: Path) -> int:
    with (folder / "stdout").open() as lines:
        return sum(row["state"] == "OK" and "127." in row["url"] for row in csv.DictReader(lines))


def _living_of_json(folder: Path) -> int:
    return int(json.loads((folder / "stdout").read_text())["successful"])
