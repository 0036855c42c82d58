"""The fingerprint of a file, by which a later step knows that it is still the same."""

import hashlib
from pathlib import Path


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal; "" where it cannot be read.

    To be taken before the file is read: should it change in between, the fingerprint then fits
    nothing that is read later, so that nothing is done to a file which nobody has looked at.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
