"""`citewatch report`: an audit of the history once more, without asking anybody."""

from typing import Annotated

import typer

from citewatch.cli.deliver import deliver, destinations
from citewatch.cli.options import (
    DEFAULT_HISTORY,
    WORDS_OF_FINDINGS,
    FailOn,
    Format,
    History,
    Outputs,
    history_file,
    verdict_words,
)
from citewatch.core.counting import Counting
from citewatch.usecases.memory import memory_to_read
from citewatch.usecases.past import past_report

Number = Annotated[
    int | None,
    typer.Option("--audit", metavar="N", help="Its number.", show_default="the newest"),
]


def report(
    audit: Number = None,
    form: Format = "terminal",
    output: Outputs = None,
    fail_on: FailOn = WORDS_OF_FINDINGS,
    history: History = DEFAULT_HISTORY,
) -> None:
    """Show an audit again, in any format, without asking anybody.

    `citewatch history` lists the audits. The exit code is 0, whatever the audit found.
    """
    wanted, counting = destinations(output or (), form), Counting(verdict_words(fail_on))
    with memory_to_read(history_file(history)) as memory:
        deliver(past_report(memory, audit), counting, form, wanted)
