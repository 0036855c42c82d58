"""Writes results whole or not at all."""

import os
import stat
import tempfile
from pathlib import Path

from citewatch.errors import InputError

_READABLE_BY_ALL = 0o644


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` in UTF-8: readers see the old file or the new one, never a part.

    Makes the folder where it is missing. Raises InputError where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text.encode(), _READABLE_BY_ALL)
    except OSError as error:
        raise _unwritable(path, error) from error


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before`, whole or not at all; the file's mode stays.

    A symbolic link stays one. Raises InputError where the file holds anything but `before`, is
    read-only, or cannot be written.
    """
    try:
        real = path.resolve(strict=True)
        mode = stat.S_IMODE(real.stat().st_mode)
        if not mode & stat.S_IWUSR or not os.access(real, os.W_OK):
            raise InputError([f"{path}: is read-only, so it was not changed"])
        if real.read_bytes() != before:
            raise changed_since(path)
        _write(real, after, mode)
    except OSError as error:
        raise _unwritable(path, error) from error


def changed_since(path: Path) -> InputError:
    """The error for a file that is not the one which was audited."""
    return InputError([f"{path}: changed since the audit, so it was not touched; audit it again"])


def _write(path: Path, content: bytes, mode: int) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError([f"{path}: cannot be written: {error.strerror or error}"])
