"""The registry of reasons as text: one page each, a list, and the documentation's page."""

import textwrap

from citewatch.core.reasons import REASONS, Reason
from citewatch.core.verdict import Verdict

_WIDTH = 80


def reason_page(reason: Reason) -> str:
    """Everything there is to know about one reason, as plain text."""
    parts = [
        f"{reason.id}: {reason.title} (verdict: {reason.verdict})",
        f"What it means. {reason.why}",
        f"What it can get wrong. {reason.mistaken}",
        f"What to do. {reason.todo}",
    ]
    return "\n\n".join(textwrap.fill(part, _WIDTH) for part in parts) + "\n"


def reason_list() -> str:
    """All reasons by verdict, a line each."""
    width = max(map(len, REASONS))
    blocks = [
        "\n".join([f"{verdict}", *(f"  {r.id:<{width}}  {r.title}" for r in _of(verdict))])
        for verdict in Verdict
    ]
    return "\n\n".join(blocks) + "\n"


def reasons_document() -> str:
    """`docs/reasons.md`."""
    lines = [
        "# Reasons",
        "",
        "Every verdict has a reason: the rule that decided it. `citewatch explain ID` prints the",
        "same text. This page is made from the registry by `make reasons`.",
    ]
    for verdict in Verdict:
        lines += ["", f"## {verdict}"]
        for reason in _of(verdict):
            lines += [
                "",
                f"### {reason.id}",
                "",
                f"**{reason.title}.** {reason.why}",
                "",
                f"- What it can get wrong: {reason.mistaken}",
                f"- What to do: {reason.todo}",
            ]
    return "\n".join(lines) + "\n"


def _of(verdict: Verdict) -> list[Reason]:
    return [reason for reason in REASONS.values() if reason.verdict is verdict]
