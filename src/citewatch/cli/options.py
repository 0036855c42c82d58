"""Options that commands share, and how their words are read."""

from pathlib import Path
from typing import Annotated

import typer

from citewatch.core.verdict import UNLINKED, Verdict
from citewatch.formats.registry import FORMATS

_VERDICTS = (*(verdict.value for verdict in Verdict), UNLINKED)
NEVER = "never"


def _known_format(name: str) -> str:
    if name not in FORMATS:
        raise typer.BadParameter(f"{name} is none of {', '.join(FORMATS)}")
    return name


def verdict_words(words: str) -> frozenset[str]:
    """The verdicts named in a comma-separated list; `never` names none."""
    named = frozenset(word.strip().lower() for word in words.split(",") if word.strip())
    if named == {NEVER}:
        return frozenset()
    if unknown := sorted(named - set(_VERDICTS)):
        raise typer.BadParameter(f"{', '.join(unknown)}: none of {', '.join(_VERDICTS)} or {NEVER}")
    return named


Format = Annotated[
    str,
    typer.Option(
        "--format",
        help=f"What goes to standard output: {', '.join(FORMATS)}.",
        callback=_known_format,
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", help="Write it to this file instead.", dir_okay=False)
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

FINDINGS_BY_DEFAULT = "dead,changed,invalid"
