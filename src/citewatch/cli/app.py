"""The program: its commands, and what happens when one of them fails."""

import gc
import sys
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from citewatch.cli.exits import Exit
from citewatch.cli.interrupt import leave_on_signals
from citewatch.errors import CitewatchError
from citewatch.version import __version__

_COMMANDS = MappingProxyType(
    {
        "audit": "audit",
        "extract": "extract",
        "repair": "repair",
        "report": "report",
        "history": "history",
        "demo": "demo",
        "preserve": "preserve",
        "verify-evidence": "verify_evidence",
        "explain": "explain",
    }
)
"""Each command, and the name of its function and of the module in `cli` that holds it."""


class _Commands(TyperGroup):
    """Commands that are imported when they are asked for: a run needs one of them.

    The context has no type here: typer brings a click of its own, whose place is its own affair.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - all of them, always
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:  # noqa: ARG002
        where = _COMMANDS.get(cmd_name)
        if where is None:
            return None
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(cmd_name)(getattr(import_module(f"citewatch.cli.{where}"), where))
        command = typer.main.get_command(alone)
        assert isinstance(command, TyperCommand)
        gc.freeze()
        gc.enable()
        return command


app = typer.Typer(
    cls=_Commands,
    help="Keeps citations alive: checks every source, and finds what to cite instead.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


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
        from citewatch.cli.progress import say  # noqa: PLC0415 - only where something is to be said

        say(str(error))
        sys.exit(Exit.WRONG_USAGE)
    except Exception as fault:  # noqa: BLE001 - the last resort: no traceback reaches a user
        from citewatch.cli.fault import tell_fault  # noqa: PLC0415

        tell_fault(fault)
        sys.exit(Exit.OUR_FAULT)
