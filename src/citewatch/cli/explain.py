"""`citewatch explain`: what a reason means, and what it can get wrong."""

import sys
from typing import Annotated

import typer

from citewatch.core.display import show
from citewatch.core.reasons import RULES
from citewatch.formats.reasons import rule_list, rule_page

Reasons = Annotated[
    str | None, typer.Argument(metavar="REASON", help="A reason's id, such as http-404.")
]


def explain(reason: Reasons = None) -> None:
    """Explain a reason: how it is decided, what it can get wrong, what to do. Without one: all."""
    if reason is None:
        sys.stdout.write(rule_list())
        return
    found = RULES.get(reason)
    if found is None:
        raise typer.BadParameter(f"there is no reason {show(reason, 60)}; see `citewatch explain`")
    sys.stdout.write(rule_page(found))
