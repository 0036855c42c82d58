"""Reads the members of zipped documents (Word, EPUB) within limits, their XML without entities.

A zip may promise little and unpack to gigabytes, and XML may declare entities that open files or
grow without end; neither is followed here.
"""

from collections.abc import Mapping
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from citewatch.core.display import clean
from citewatch.documents.budget import in_mib
from citewatch.documents.content.xml import BadXml, parsed
from citewatch.errors import InputError

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 64 * 2**20
MAX_TOTAL_BYTES = 256 * 2**20
"""Far above the text of any book, and small enough to hold in memory."""

_ENCRYPTED = 0x1


class Package:
    """A zipped document. `what` is the kind's plain name for errors ("Word document").

    Raises InputError where the content is no zip file, has too many members, or a member that is
    read is encrypted, damaged or larger than the limits.
    """

    def __init__(self, content: bytes, name: str, what: str) -> None:
        self._name, self._what, self._left = name, what, MAX_TOTAL_BYTES
        try:
            self._zip = ZipFile(BytesIO(content))
        except MemoryError:
            raise
        except Exception as error:  # the same
            raise self.unreadable("it is damaged") from error
        self._infos = {info.filename: info for info in self._zip.infolist()}
        if len(self._infos) > MAX_MEMBERS:
            raise self.unreadable("it holds too many parts")

    def unreadable(self, why: str) -> InputError:
        """The error that says why this document cannot be read."""
        return InputError([f"{clean(self._name)}: not a readable {self._what}: {why}"])

    def __contains__(self, member: str) -> bool:
        return member in self._infos

    def size(self, member: str) -> int:
        """How many bytes `member`, which must be there, is said to have."""
        return self._infos[member].file_size

    def read(self, member: str) -> bytes:
        """The content of `member`, which must be there."""
        info = self._infos.get(member)
        if info is None:
            raise self.unreadable(f"the part {clean(member)} is missing")
        if info.flag_bits & _ENCRYPTED:
            raise self.unreadable("it is protected by a password")
        limit = min(MAX_MEMBER_BYTES, self._left)
        if info.file_size > limit:
            raise self._too_large(member)
        try:
            with self._zip.open(info) as stream:
                content = stream.read(limit + 1)
        except MemoryError:
            raise
        except Exception as error:  # zipfile raises whatever its parts do on a damaged package
            raise self.unreadable(f"the part {clean(member)} is damaged") from error
        if len(content) > limit:
            raise self._too_large(member)
        self._left -= len(content)
        return content

    def xml(self, member: str) -> ET.Element:
        """The XML tree of `member`; raises InputError for entities, extreme nesting or bad XML."""
        content = self.read(member)
        try:
            return parsed(content)
        except BadXml as error:
            raise self.unreadable(f"the part {clean(member)} {error}") from error

    def _too_large(self, member: str) -> InputError:
        return self.unreadable(
            f"the part {clean(member)} unpacks to more than {in_mib(MAX_MEMBER_BYTES)}"
        )


def with_members(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """A zipped document with other contents in some of its members.

    The others keep their bytes, and all keep their order, times, compression and remarks.
    """
    written = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(written, "w") as copy:
        copy.comment = package.comment
        for info in package.infolist():
            copy.writestr(info, changed.get(info.filename, package.read(info)))
    return written.getvalue()
