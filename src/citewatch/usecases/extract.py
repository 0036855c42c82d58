"""Pulls the citations out of documents, into a sources.yaml."""

from pathlib import Path

from msgspec import Struct

from citewatch.core.citation import Citation
from citewatch.documents.citations.unique_ids import distinct
from citewatch.documents.kinds.sources.reader import load_sources
from citewatch.documents.kinds.sources.text_file import read_text
from citewatch.documents.kinds.sources.update_sources import Update, update_sources
from citewatch.documents.kinds.sources.write_sources import render_sources
from citewatch.documents.reading import Found
from citewatch.errors import InputError
from citewatch.usecases.files import write_whole
from citewatch.usecases.sources import Streams


class Extracted(Struct, frozen=True):
    """The citations of some documents, each with an id of its own.

    `renamed` says, a sentence each, which had to be given another id than the document prints.
    """

    title: str | None
    citations: tuple[Citation, ...]
    renamed: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sources.yaml of them."""
        return render_sources(self.title, self.citations)


def extracted(found: Found) -> Extracted:
    """What the documents cite, one document after another."""
    citations, renamed = distinct(
        citation for document in found.documents for citation in document.citations
    )
    title = found.documents[0].title if len(found.documents) == 1 else None
    return Extracted(title, citations, tuple(renamed))


def brought_up_to_date(output: Path, found: Streams, news: Extracted) -> Update:
    """Update a sources.yaml that is there: notes, quotes and comments in it stay.

    Raises InputError where it cannot be read or written, and where a document of `found` could
    not be read: its citations would be taken for removed ones.
    """
    if found.problems:
        raise InputError([f"{output}: is left as it is, because a document could not be read"])
    update = update_sources(read_text(output), load_sources(output).citations, news.citations)
    write_whole(output, update.text)
    return update
