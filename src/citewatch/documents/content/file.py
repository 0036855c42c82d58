"""The bytes of a file, within the budget of documents."""

from pathlib import Path

from citewatch.core.display import clean
from citewatch.documents.budget import LARGEST_FILE, in_mib
from citewatch.errors import InputError


def read_bytes(path: Path, name: str | None = None) -> bytes:
    """The content of a file. Raises InputError where it cannot be read or is too large.

    The error calls it `name`, or else by its path.
    """
    name = clean(str(path) if name is None else name)
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise InputError([f"{name}: there is no such file"]) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError([f"{name}: cannot be read: {reason}"]) from None
    if len(content) > LARGEST_FILE:
        raise InputError([f"{name}: is larger than {in_mib(LARGEST_FILE)}"])
    return content
