"""The kinds of documents that can be read: which kind one is, and the reader of each."""

from citewatch.documents.html import read_html
from citewatch.documents.markdown import read_markdown
from citewatch.documents.reader import Reader

READERS: dict[str, Reader] = {
    "html": read_html,
    "markdown": read_markdown,
}
"""The reader of each kind, by the word that `--kind` takes."""


def kind_of(content: bytes, name: str) -> str:
    return {"md": "markdown", "html": "html"}[name.rsplit(".", 1)[-1]]
