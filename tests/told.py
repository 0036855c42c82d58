"""Findings whose sentence is given as it is, for tests of what is made of a finding."""

from citewatch.core.facts import SAID, Facts
from citewatch.core.finding import Finding
from citewatch.core.reasons import Reason


def told(reason: Reason, sentence: str, moved_to: str | None = None) -> Finding:
    return Finding(reason, Facts(**{SAID: sentence}), moved_to)
