"""Every rule that can decide a verdict, and every sign that is seen beside: one registry.

Code names an entry as the Python object that it is (`gone.HTTP_404`), never by its id.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from citewatch.core.reasons import (
    content,
    gone,
    living,
    refused,
    signs,
    unanswered,
    unchecked,
    walls,
    wayward,
)
from citewatch.core.reasons.rule import Note, Reason, Rule, Sign, Trait
from citewatch.core.verdict import Verdict

FAMILIES = (living, gone, content, refused, walls, unanswered, wayward, unchecked, signs)
"""The modules that hold the entries."""

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for family in FAMILIES
        for rule in vars(family).values()
        if isinstance(rule, Rule)
    }
)
"""Every entry by its id."""

REASONS: Mapping[str, Reason] = MappingProxyType(
    {rule.id: rule for rule in RULES.values() if isinstance(rule, Reason)}
)
"""The entries that decide a verdict."""

SIGNS: Mapping[str, Sign] = MappingProxyType(
    {rule.id: rule for rule in RULES.values() if isinstance(rule, Sign)}
)
"""The entries that only speak for one."""

NOTES: Mapping[str, Note] = MappingProxyType(
    {rule.id: rule for rule in RULES.values() if isinstance(rule, Note)}
)
"""The entries that tell how a finding came about."""


@lru_cache(maxsize=1024)
def reason_named(id_: str, verdict: Verdict) -> Reason:
    """The entry that has this id and verdict, or one that says nothing but them.

    Reports of other versions know reasons that this one does not know, or decided otherwise by
    them; what they found stays what it was.
    """
    known = REASONS.get(id_)
    if known is not None and known.verdict is verdict:
        return known
    return Reason(id_, (), verdict, title=id_, why="", mistaken="", todo="")


__all__ = [
    "FAMILIES",
    "NOTES",
    "REASONS",
    "RULES",
    "SIGNS",
    "Note",
    "Reason",
    "Rule",
    "Sign",
    "Trait",
    "reason_named",
]
