"""The version of citewatch, kept in this one place: the package's metadata are made from it."""

__version__ = "0.1.0"
