"""The program: its commands, and what happens when one of them fails."""

import sys
from typing import Annotated

import typer

from citewatch import __version__
from citewatch.cli.audit import audit
from citewatch.cli.demo import demo
from citewatch.cli.exits import Exit
from citewatch.cli.explain import explain
from citewatch.cli.extract import extract
from citewatch.cli.fault import tell_fault
from citewatch.cli.interrupt import leave_on_signals
from citewatch.cli.preserve import preserve
from citewatch.cli.progress import say
from citewatch.cli.repair import repair
from citewatch.cli.verify_evidence import verify_evidence
from citewatch.errors import CitewatchError

app = typer.Typer(
    help="Keeps citations alive: checks every source, and finds what to cite instead.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(audit)
app.command()(extract)
app.command()(repair)
app.command()(demo)
app.command()(preserve)
app.command("verify-evidence")(verify_evidence)
app.command()(explain)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"citewatch {__version__}\n")
        raise typer.Exit


@app.callback()
def program(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Keeps citations alive: checks every source, and finds what to cite instead."""


def main() -> None:
    """Run the program. Exit codes are those of `cli.exits`."""
    leave_on_signals()
    try:
        app()
    except CitewatchError as error:
        say(str(error))
        sys.exit(Exit.WRONG_USAGE)
    except Exception as fault:  # noqa: BLE001 - the last resort: no traceback reaches a user
        tell_fault(fault)
        sys.exit(Exit.OUR_FAULT)
