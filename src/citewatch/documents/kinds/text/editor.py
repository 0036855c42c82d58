"""Repairs plain text."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Plan
from citewatch.documents.editing.passages import Syntax, plan
from citewatch.documents.editing.whole_links import Span, whole_links

_BROKEN = "(?:[\u00ad\u200b-\u200d\u2060]*(?:\r?\n[ \t]*)?)"
"""Where typesetters break an address; the author's own is known, so that nothing is guessed."""

_EMPTY = re.compile(r"\s*")
_ITEM = re.compile(r"\s*(?:\[\w{1,8}\]|\(\d{1,3}\)|\d{1,3}[.)]\s|[-*•]\s)")


def repair_plain_text(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of plain text, whose passages are paragraphs and numbered items."""
    syntax = Syntax(
        find=partial(whole_links, text, between=_BROKEN),
        passages=line_passages(text, _EMPTY.fullmatch, _ITEM.match),
        behind=lambda span: span.end,
        plain=str,
        exchanged=lambda _span, url: url,
        noted=str,
    )
    return plan(text, repairs, syntax)


def line_passages(
    text: str, divides: Callable[[str], object], begins: Callable[[str], object]
) -> list[Span]:
    """Stretches of lines: one that `divides` ends a passage, one that `begins` starts another."""
    starts, position, open_passage = [0], 0, True
    for line in text.splitlines(keepends=True):
        if divides(line.rstrip("\r\n")):
            open_passage = False
        elif not open_passage or begins(line):
            starts.append(position)
            open_passage = True
        position += len(line)
    starts = list(dict.fromkeys(starts))
    return [Span(*ends) for ends in zip(starts, [*starts[1:], len(text)], strict=True)]
