"""Options that commands share, and how their words are read."""

from pathlib import Path
from typing import Annotated

import typer

from citewatch.formats.registry import FORMATS
from citewatch.settings import COUNTABLE

NEVER = "never"
ALL_LINKS, NOTES = "all", "notes"


def _known_format(name: str) -> str:
    if name not in FORMATS:
        raise typer.BadParameter(f"{name} is none of {', '.join(FORMATS)}")
    return name


def _known_links(which: str) -> str:
    if which not in {ALL_LINKS, NOTES}:
        raise typer.BadParameter(f"{which} is none of {ALL_LINKS}, {NOTES}")
    return which


def verdict_words(words: str) -> frozenset[str]:
    """The verdicts named in a comma-separated list; `never` names none."""
    named = frozenset(word.strip().lower() for word in words.split(",") if word.strip())
    if named == {NEVER}:
        return frozenset()
    if unknown := sorted(named - set(COUNTABLE)):
        raise typer.BadParameter(f"{', '.join(unknown)}: none of {', '.join(COUNTABLE)} or {NEVER}")
    return named


Format = Annotated[
    str,
    typer.Option(
        "--format",
        help=f"What goes to standard output: {', '.join(FORMATS)}.",
        callback=_known_format,
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        metavar="[FORMAT=]FILE",
        help="Write it to this file instead, in the format of its suffix; may stand several times.",
    ),
]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        help="Verdicts that count as findings (exit code 1), or `never`.",
        metavar="WORDS",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no messages.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also visit private addresses (an intranet).")
]
NoRelocate = Annotated[
    bool, typer.Option("--no-relocate", help="Do not look for where lost sources live now.")
]
Browser = Annotated[
    bool,
    typer.Option(
        "--browser", help="Look once more with a real browser where a wall or script hides a page."
    ),
]
SignKey = Annotated[
    Path | None,
    typer.Option(
        "--sign-key",
        metavar="FILE",
        help="Sign requests to sites with this Ed25519 key (Web Bot Auth).",
        dir_okay=False,
    ),
]
SignAgent = Annotated[
    str | None,
    typer.Option(
        "--sign-agent",
        metavar="URL",
        help="Whose key that is: the site that lists its public half.",
    ),
]
Links = Annotated[
    str,
    typer.Option(
        "--links",
        metavar="all|notes",
        help="Also the links in running text, or only notes and reference lists.",
        callback=_known_links,
    ),
]
NoArchive = Annotated[bool, typer.Option("--no-archive", help="Ask no web archive.")]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Keep and use no earlier answers of archives.")
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", metavar="PATTERN", help="Leave out links like this (`*` stands for anything)."
    ),
]

History = Annotated[
    str,
    typer.Option(
        "--history", metavar="FILE", help="Where all audits are remembered; `none` keeps nothing."
    ),
]

DEFAULT_HISTORY = ".citewatch/history.sqlite3"
NO_HISTORY = "none"
WORDS_OF_FINDINGS = "dead,changed,invalid"


def history_file(named: str) -> Path | None:
    """The file that a user named; None for `none`."""
    return None if named == NO_HISTORY else Path(named)
