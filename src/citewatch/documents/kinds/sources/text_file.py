"""Reads a text file whole, and says where in it something stands."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from citewatch.core.display import clean
from citewatch.documents.budget import in_mib
from citewatch.documents.content.file import read_bytes
from citewatch.errors import InputError

LARGEST = 64 * 2**20
"""Most bytes of one file: far above any list of citations, far below a machine's memory."""

MOST_PROBLEMS = 100
"""Most problems told of one file."""

_NOT_TEXT = (
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Characters that YAML 1.1 (section 5.1) does not allow, stray byte order marks, and the three
that it alone takes for line ends (U+0085, U+2028, U+2029), where no editor shows any."""


class Problem(NamedTuple):
    """What is wrong, at which character of the text (from 0), and where the like stood before."""

    start: int
    message: str
    earlier: int | None = None


class TextFile(Struct, frozen=True):
    """A file's text, its line ends made one, and the name to tell people."""

    name: str
    text: str

    def line(self, index: int) -> int:
        """The line of a character, counted from 1 as editors do."""
        return self.text.count("\n", 0, index) + 1

    def column(self, index: int) -> int:
        """The place of a character in its line, counted from 1."""
        return index - self.text.rfind("\n", 0, index)

    def refuse(self, problems: Iterable[Problem]) -> InputError:
        """The error that tells the problems, each once, in the order of their places."""
        ordered = sorted(set(problems), key=lambda problem: (problem.start, problem.message))
        told = [self._tell(problem) for problem in ordered[:MOST_PROBLEMS]]
        if len(ordered) > MOST_PROBLEMS:
            told.append(f"{self.name}: and more; put these right first")
        return InputError(told)

    def _tell(self, problem: Problem) -> str:
        told = f"{self.name}:{self.line(problem.start)}: {problem.message}"
        if problem.earlier is None:
            return told
        return f"{told} (first at line {self.line(problem.earlier)})"


def read_text(path: Path) -> TextFile:
    """The text of a UTF-8 file, with or without a byte order mark.

    Raises InputError where the file cannot be read, is too large, or is not plain UTF-8 text.
    """
    return text_of(read_bytes(path), clean(str(path)))


def text_of(content: bytes, name: str) -> TextFile:
    """The text of a file with this content; raises InputError as `read_text` does."""
    if len(content) > LARGEST:
        raise InputError([f"{name}: is larger than {in_mib(LARGEST)}"])
    text = _decode(content, name).replace("\r\n", "\n").replace("\r", "\n")
    file = TextFile(name, text)
    # Most files are printable, and to compile the pattern takes longer than to see that.
    if not text.replace("\n", "").isprintable() and (stray := re.search(_NOT_TEXT, text)):
        code = f"U+{ord(stray[0]):04X}"
        message = f"the invisible character {code} cannot stand in this file; remove it"
        raise file.refuse([Problem(stray.start(), message)])
    return file


def _decode(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError([f"{name}:1: is UTF-16 text; save the file as UTF-8"])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A decoder that skips the mark counts from behind it, in its own copy.
        line = len(re.findall(rb"\r\n|\r|\n", error.object[: error.start])) + 1
        bad = error.object[error.start]
        message = f"is not UTF-8 text (byte 0x{bad:02X}); save the file as UTF-8"
        raise InputError([f"{name}:{line}: {message}"]) from None
