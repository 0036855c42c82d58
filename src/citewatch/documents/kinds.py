"""The kinds of documents that can be read: which kind one is, and the reader of each."""

from citewatch.documents.reader import Reader

READERS: dict[str, Reader] = {}
"""The reader of each kind, by the word that `--kind` takes."""
