"""`citewatch report`: an audit of the history once more, without asking anybody."""

from typing import Annotated

import typer

from citewatch.cli.deliver import deliver
from citewatch.cli.options import DEFAULT_HISTORY, Format, History, Output, history_file
from citewatch.usecases.memory import memory_to_read
from citewatch.usecases.past import past_report

Number = Annotated[
    int | None,
    typer.Option("--audit", metavar="N", help="Its number.", show_default="the newest"),
]


def report(
    audit: Number = None,
    form: Format = "terminal",
    output: Output = None,
    history: History = DEFAULT_HISTORY,
) -> None:
    """Show an audit again, in any format, without asking anybody.

    `citewatch history` lists the audits. The exit code is 0, whatever the audit found.
    """
    with memory_to_read(history_file(history)) as memory:
        deliver(past_report(memory, audit), form, output)
