"""Every rule that can decide a verdict, and every sign that is seen beside: one registry.

Code names an entry as the Python object that it is (`gone.HTTP_404`), never by its id.
"""

from collections.abc import Mapping
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

__all__ = ["FAMILIES", "REASONS", "RULES", "SIGNS", "Note", "Reason", "Rule", "Sign", "Trait"]
