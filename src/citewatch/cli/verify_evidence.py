"""`citewatch verify-evidence`: check a folder of evidence, without a network."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from citewatch.cli.exits import Exit
from citewatch.core.display import show
from citewatch.usecases.verify import verified
from citewatch.vault.compare import Outcome
from citewatch.vault.verify import Check

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="What `citewatch audit --evidence` wrote.")
]


def verify_evidence(folder: Folder) -> None:
    """Check that kept evidence is as it was fetched, and as the archive's index has it.

    Exit code 1 says that something does not match; what is unknown does not count against it.
    """
    counted = verified(folder, _print)
    total = ", ".join(f"{counted[outcome]} {outcome.value}" for outcome in Outcome)
    sys.stdout.buffer.write(f"{counted.total()} answers: {total}.\n".encode())
    sys.stdout.flush()
    raise typer.Exit(Exit.FINDINGS if counted[Outcome.NO_MATCH] else Exit.NOTHING_FOUND)


def _print(check: Check) -> None:
    sys.stdout.buffer.write(f"{_line(check)}\n".encode())


def _line(check: Check) -> str:
    role = check.role.value if check.role else "-"
    cited = f" [{', '.join(show(name, 40) for name in check.citations)}]" if check.citations else ""
    comparison = check.comparison
    return f"{comparison.outcome.value:<8}  {role:<7}  {check.url}{cited}  {comparison.why}"
