"""The report as workflow commands, which GitHub Actions shows beside the lines of a change.

How they are written: https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
Of what is ignored nothing is to be heard, so that is left out.
"""

from collections import Counter
from typing import TextIO

from citewatch.core.counting import Counting
from citewatch.core.report import Report
from citewatch.formats import overview
from citewatch.formats.entries import Entry, Level, about, entries
from citewatch.formats.places import column_of, is_on_the_web, line_of, path_of, place_of

MOST_OF_A_KIND = 10
"""GitHub shows so many errors, warnings and notices of one step, and drops the others."""

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def write_github(report: Report, counting: Counting, out: TextIO) -> None:
    """Write a command for each entry that GitHub will show, then a line that says what it was."""
    told: Counter[Level] = Counter()
    for said in about(report):
        told[Level.WARNING] += 1
        out.write(command(Level.WARNING, {"title": "citewatch"}, said))
    more = 0
    for entry in entries(report, counting):
        if entry.spared:
            continue
        if told[entry.level] == MOST_OF_A_KIND:
            more += 1
            continue
        told[entry.level] += 1
        out.write(command(entry.level, _properties(entry, report), entry.message))
    out.write(f"{overview.headline(report)} {overview.subline(report)}".rstrip() + "\n")
    if more:
        out.write(
            f"And {more:,} more: GitHub shows {MOST_OF_A_KIND} errors, warnings and notices of a "
            "step. The step's summary tells of the others, and the report in another format "
            "(--output FILE) of all.\n"
        )


def _properties(entry: Entry, report: Report) -> dict[str, str]:
    place = place_of(entry.result, report)
    file, line, column = path_of(place.file), line_of(place), column_of(place)
    found = {
        "file": "" if is_on_the_web(file) else file,
        "line": "" if line is None else str(line),
        "col": "" if column is None else str(column),
        "title": f"{entry.title} ({entry.rule})",
    }
    return {name: value for name, value in found.items() if value}


def command(level: Level, properties: dict[str, str], message: str) -> str:
    """One workflow command on a line of its own, whatever stands in the texts."""
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[level]} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
