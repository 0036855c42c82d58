"""Runs the worker on a PDF, within limits of time and size."""

import json
import subprocess
import sys
from math import ceil
from typing import cast

from citewatch.confine import memory_limit
from citewatch.core.display import clean
from citewatch.errors import InputError
from citewatch.pdfium.data import PdfData

WORKER = "citewatch.pdfium.worker"
LARGEST = 256 * 2**20
"""Most bytes of one PDF."""


def pdf_data(content: bytes, name: str, *, pages: int, seconds: float) -> PdfData:
    """What stands on the first `pages` pages of a PDF.

    Raises InputError where it cannot be read in `seconds`.
    """
    if len(content) > LARGEST:
        raise _unreadable(name, f"it is larger than {LARGEST // 2**20} MiB")
    # -P: a file in the current folder must not stand in for a library.
    command = [sys.executable, "-P", "-m", WORKER, str(pages), str(ceil(seconds))]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing of the document in the command
            command, input=content, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _unreadable(name, f"it took longer than {seconds:g} seconds") from error
    try:
        found = json.loads(done.stdout)
    except ValueError as error:
        raise _unreadable(
            name, f"it is damaged, or needs more than {memory_limit() // 2**20} MiB of memory"
        ) from error
    if "error" in found:
        raise _unreadable(name, found["error"])
    return cast("PdfData", found)


def _unreadable(name: str, why: str) -> InputError:
    return InputError([f"{clean(name)}: not a readable PDF: {clean(why)}"])
