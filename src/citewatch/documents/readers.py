"""The reader of each kind, imported when it is first wanted: some take half a second to load."""

from citewatch.core.display import clean
from citewatch.documents.reader import Flow, Reader, flow_of
from citewatch.errors import InputError


def read(kind: str, content: bytes, name: str) -> Flow:
    """The citations of a document of this kind.

    Raises InputError where it cannot be read, whatever went wrong in a reader or a library: what
    they did not foresee is in the document.
    """
    try:
        return (yield from flow_of(reader_of(kind)(content, name)))
    except (InputError, MemoryError):
        raise
    except RecursionError as error:
        raise InputError([f"{clean(name)}: is nested too deeply"]) from error
    except Exception as error:
        what = f"cannot be read as {kind}: it is damaged, or not made as others are"
        raise InputError([f"{clean(name)}: {what} ({type(error).__name__})"]) from error


def reader_of(kind: str) -> Reader:
    """The reader of a kind, by the word that `--kind` takes."""
    return _text_reader(kind) or _bibliography_reader(kind) or _packed_reader(kind)


def _text_reader(kind: str) -> Reader | None:
    match kind:
        case "html":
            from citewatch.documents.html.reader import read_html

            return read_html
        case "latex":
            from citewatch.documents.latex.reader import read_latex

            return read_latex
        case "markdown":
            from citewatch.documents.markdown.reader import read_markdown

            return read_markdown
        case "text":
            from citewatch.documents.text.plain_text import read_plain_text

            return read_plain_text
        case "wikitext":
            from citewatch.documents.wiki.reader import read_wikitext

            return read_wikitext
        case _:
            return None


def _bibliography_reader(kind: str) -> Reader | None:
    match kind:
        case "bibtex":
            from citewatch.documents.bibliographies.bibtex import read_bibtex

            return read_bibtex
        case "csl-json":
            from citewatch.documents.bibliographies.csl_json import read_csl_json

            return read_csl_json
        case "csv":
            from citewatch.documents.bibliographies.csv_table import flow_csv

            return flow_csv
        case "ris":
            from citewatch.documents.bibliographies.ris import read_ris

            return read_ris
        case "sources":
            from citewatch.documents.sources.sources_yaml import flow_sources

            return flow_sources
        case _:
            return None


def _packed_reader(kind: str) -> Reader:
    match kind:
        case "docx":
            from citewatch.documents.word.reader import read_docx

            return read_docx
        case "epub":
            from citewatch.documents.zipped.epub import read_epub

            return read_epub
        case "pdf":
            from citewatch.documents.pdf.reader import read_pdf

            return read_pdf
        case _:
            raise ValueError(kind)
