"""Writes results whole or not at all."""

import io
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from citewatch.errors import InputError

_READABLE_BY_ALL = 0o644

_BUFFER = 64 * 1024
"""Bytes written at once: a report is as large as a few hundred of the usual buffers."""


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` in UTF-8: readers see the old file or the new one, never a part.

    Makes the folder where it is missing. Raises InputError where it cannot be written.
    """
    write_stream(path, lambda out: out.write(text))


def write_stream(path: Path, write: Callable[[TextIO], object]) -> None:
    """Write what `write` writes to `path`, on the same terms, without ever holding it whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _draft(path, _READABLE_BY_ALL) as file:
            text = io.TextIOWrapper(file, "utf-8", newline="")
            write(text)
            text.flush()
            text.detach()
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
        with _draft(real, mode) as file:
            file.write(after)
    except OSError as error:
        raise _unwritable(path, error) from error


def changed_since(path: Path) -> InputError:
    """The error for a file that is not the one which was audited."""
    return InputError([f"{path}: changed since the audit, so it was not touched; audit it again"])


@contextmanager
def _draft(path: Path, mode: int) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when that has ended well."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb", _BUFFER) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError([f"{path}: cannot be written: {error.strerror or error}"])
