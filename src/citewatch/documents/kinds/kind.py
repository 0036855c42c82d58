"""What a kind of document is: one value, made in the room of that kind."""

import re
from collections.abc import Callable, Sequence
from enum import Enum
from zipfile import ZipFile

from msgspec import Struct

from citewatch.core.repair.plan import Repair, Style
from citewatch.documents.editing.edits import Repaired
from citewatch.documents.reader import Reader

Editor = Callable[[bytes, Sequence[Repair]], Repaired]
"""Makes repairs in a document of its kind, given as it stands in the file."""


class Comments(Enum):
    """How comments are written, which no reader of the document sees."""

    HTML = "<!-- -->"
    PERCENT = "%"
    HASH = "#"
    SLASHES = "//"
    DOTS = ".."


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of document: its name, how it is recognised, who reads it, who repairs it.

    `name` is the word that `--kind` takes; `words` are what a person calls such a document.
    `suffixes` end the names of its files. `certain` is a pattern over the head of a file that
    decides whatever its name is; `likely` decides where the name says nothing. `packed` tells
    whether a zip file is such a document.

    `reader` and `editor` load them: some take half a second. Without an editor, documents of this
    kind are changed by hand. `style` is how a snapshot is cited unless the user says otherwise.

    `gathered` says whether a folder is asked for such files: data files are read where they are
    named. `native` says that its parser is native code, which a document may harm without ending.
    `comments` is how comments are written in it, where it has any that a text editor shows.
    """

    name: str
    words: str
    suffixes: tuple[str, ...]
    reader: Callable[[], Reader]
    editor: Callable[[], Editor] | None = None
    certain: bytes | None = None
    likely: bytes | None = None
    packed: Callable[[ZipFile], bool] | None = None
    style: Style = Style.APPEND
    gathered: bool = True
    native: bool = False
    comments: Comments | None = None

    def certainly(self, head: bytes) -> bool:
        """Whether a file that begins so is of this kind, whatever its name is."""
        return self.certain is not None and bool(re.search(self.certain, head))

    def probably(self, head: bytes) -> bool:
        """Whether a file that begins so is of this kind, where its name says nothing."""
        return self.likely is not None and bool(re.search(self.likely, head))
