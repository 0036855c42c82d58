"""The kinds of documents that can be read: which kind one is, and the reader of each."""

from citewatch.documents.markdown import read_markdown
from citewatch.documents.reader import Reader

READERS: dict[str, Reader] = {
    "markdown": read_markdown,
}
"""The reader of each kind, by the word that `--kind` takes."""


def kind_of(content: bytes, name: str) -> str:
    return {"md": "markdown"}[name.rsplit(".", 1)[-1]]
