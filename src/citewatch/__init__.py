"""citewatch keeps citations alive."""

from citewatch.version import __version__

__all__ = ["__version__"]
