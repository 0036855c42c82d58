"""The registry of reasons and signs as text: one page each, a list, and the documentation."""

import re
import textwrap

from citewatch.core.reasons import NOTES, REASONS, RULES, SIGNS, Reason, Rule, Sign
from citewatch.core.verdict import Verdict

_WIDTH = 80
_FIELD = re.compile(r"\{(\w+)(?::\w+)?\}")


def rule_page(rule: Rule) -> str:
    """Everything there is to know about one entry, as plain text."""
    parts = _reason_parts(rule) if isinstance(rule, Reason) else [_heading(rule)]
    parts.append(f"What it says. {' Or: '.join(_templates(rule))}")
    return "\n\n".join(textwrap.fill(part, _WIDTH) for part in parts) + "\n"


def _reason_parts(reason: Reason) -> list[str]:
    return [
        f"{reason.id}: {reason.title} (verdict: {reason.verdict})",
        f"What it means. {reason.why}",
        f"What it can get wrong. {reason.mistaken}",
        f"What to do. {reason.todo}",
    ]


def _heading(rule: Rule) -> str:
    if isinstance(rule, Sign):
        return f"{rule.id}: a sign {_direction(rule)}"
    return f"{rule.id}: a note beside a finding"


def rule_list() -> str:
    """All reasons by verdict, then the signs and notes, a line each."""
    width = max(map(len, RULES))
    blocks = [
        "\n".join([f"{verdict}", *(f"  {r.id:<{width}}  {r.title}" for r in _of(verdict))])
        for verdict in Verdict
    ]
    signs = (f"  {sign.id:<{width}}  {_direction(sign)}" for sign in SIGNS.values())
    notes = (f"  {note.id:<{width}}  {_templates(note)[0]}" for note in NOTES.values())
    blocks += ["\n".join(["signs", *signs]), "\n".join(["notes", *notes])]
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
    lines += ["", "## Signs", "", "What is seen beside a verdict's reason, for it or against it."]
    for sign in SIGNS.values():
        lines += ["", f"### {sign.id}", "", f"A sign {_direction(sign)}.", "", *_listed(sign)]
    lines += ["", "## Notes", "", "What a finding says of how it came about."]
    for note in NOTES.values():
        lines += ["", f"### {note.id}", "", *_listed(note)]
    return "\n".join(lines) + "\n"


def _listed(rule: Rule) -> list[str]:
    return [f"- {template}" for template in _templates(rule)]


def _templates(rule: Rule) -> list[str]:
    """Its sentences, with an ellipsis where a fact stands."""
    return [_FIELD.sub("…", template) for template in rule.says]


def _direction(sign: Sign) -> str:
    return f"for `{sign.points_to}`" if sign.points_to else "for no verdict"


def _of(verdict: Verdict) -> list[Reason]:
    return [reason for reason in REASONS.values() if reason.verdict is verdict]
