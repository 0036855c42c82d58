"""citewatch keeps citations alive."""

from importlib.metadata import version

__version__ = version("citewatch")
