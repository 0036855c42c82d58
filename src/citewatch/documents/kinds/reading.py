"""Reads a document of a given kind."""

from citewatch.core.display import clean
from citewatch.documents.citations.cut_addresses import telling_cut_addresses
from citewatch.documents.citations.day_order import in_one_order
from citewatch.documents.kinds.kind import Kind
from citewatch.documents.reader import Flow, flow_of
from citewatch.errors import InputError


def read(kind: Kind, content: bytes, name: str) -> Flow:
    """The citations of a document of this kind.

    Raises InputError where it cannot be read, whatever went wrong in a reader or a library: what
    they did not foresee is in the document.
    """
    try:
        citations = flow_of(kind.reader()(content, name))
        return (yield from telling_cut_addresses(in_one_order(citations)))
    except (InputError, MemoryError):
        raise
    except RecursionError as error:
        raise InputError([f"{clean(name)}: is nested too deeply"]) from error
    except Exception as error:
        what = f"cannot be read as {kind.name}: it is damaged, or not made as others are"
        raise InputError([f"{clean(name)}: {what} ({type(error).__name__})"]) from error
