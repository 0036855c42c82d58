"""Checks kept evidence, without a network."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from citewatch.vault.compare import Outcome
from citewatch.vault.verify import Check, verify


def verified(folder: Path, tell: Callable[[Check], None]) -> Counter[Outcome]:
    """Check every answer kept in `folder`, `tell` of each, and count what came of them.

    Raises InputError where the folder holds no evidence, or what it holds cannot be read.
    """
    counted: Counter[Outcome] = Counter()
    for check in verify(folder):
        counted[check.comparison.outcome] += 1
        tell(check)
    return counted
