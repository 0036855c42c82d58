"""One thing that a page's content shows about the cited source."""

from citewatch.core.verdict import Signal, Strength

__all__ = ["Signal", "Strength"]
