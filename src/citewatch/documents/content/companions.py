"""Files that stand beside a document and that it names: its bibliographies."""

from pathlib import Path, PurePosixPath

from citewatch.documents.budget import LARGEST_FILE

MOST_COMPANIONS = 20
"""Files that one document may name: far more than any has bibliographies."""


def companion(name: str, target: str, suffixes: tuple[str, ...]) -> bytes | None:
    """The content of the file `target`, as the document called `name` means it.

    It is looked for from the document's folder. None where there is no such file, where it is too
    large, where its name ends in none of `suffixes`, is absolute, or where the document itself is
    no file of this machine (it came through a pipe or from an address).
    """
    path = PurePosixPath(target)
    if path.is_absolute() or path.suffix.lower() not in suffixes:
        return None
    try:
        document = Path(name)
        file = document.parent / path
        if not document.is_file() or not file.is_file() or file.stat().st_size > LARGEST_FILE:
            return None
        return file.read_bytes()
    except (OSError, ValueError):
        return None
