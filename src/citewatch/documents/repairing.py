"""Repairs a document, and reads it again: nothing but the replaced links may differ."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from citewatch.core.display import clean
from citewatch.core.repair.plan import Action, Repair
from citewatch.core.urls import as_visited, host_of
from citewatch.documents.editing.edits import Repaired
from citewatch.documents.kinds.kind import Kind
from citewatch.documents.worker.process import ReadingProcess
from citewatch.errors import InputError

_MOST_READINGS = 60
"""How often a document is read again to find which of its repairs hold."""


def repair(content: bytes, name: str, kind: Kind, repairs: Sequence[Repair]) -> Repaired:
    """The document `name` after its repairs.

    Its bytes are read again before anybody has them: each address that is exchanged stands where
    it should, and no other link differs from what was read before. Repairs that do not hold are
    among the `unplaced`. Raises InputError where no editor is for this kind, where the document
    cannot be read, and where the repairs do not hold together.
    """
    if kind.editor is None:
        raise InputError([f"{clean(name)}: documents of the kind {kind.name} are not written"])
    with ReadingProcess() as process:
        return _Repairing(content, name, kind, process).all_of(repairs)


class _Repairing:
    def __init__(self, content: bytes, name: str, kind: Kind, process: ReadingProcess) -> None:
        assert kind.editor is not None
        self._content, self._name, self._kind = content, name, kind
        self._editor, self._process = kind.editor(), process
        self._before = self._links(content)
        self._readings = 0

    def all_of(self, repairs: Sequence[Repair]) -> Repaired:
        sound = self._sound(repairs)
        repaired = self._editor(self._content, sound)
        if not sound or not self._holds(repaired, sound):
            what = "repaired, it would not be read as it is now but for the replaced links"
            raise InputError([f"{clean(self._name)}: {what}; nothing was changed"])
        unplaced = tuple(one for one in repairs if one not in sound or one in repaired.unplaced)
        return replace(repaired, unplaced=unplaced)

    def _sound(self, repairs: Sequence[Repair]) -> Sequence[Repair]:
        """Those that hold: all of them, or those of their halves."""
        if self._readings >= _MOST_READINGS:
            return ()
        if self._holds(self._editor(self._content, repairs), repairs):
            return repairs
        middle = len(repairs) // 2
        return (*self._sound(repairs[:middle]), *self._sound(repairs[middle:])) if middle else ()

    def _holds(self, repaired: Repaired, repairs: Sequence[Repair]) -> bool:
        """Whether the repaired document is read as before, but for what was replaced in it."""
        if repaired.content == self._content:
            return True
        placed = [one for one in repairs if one not in repaired.unplaced]
        self._readings += 1
        try:
            after = self._links(repaired.content)
        except InputError:
            return False
        come, gone = after - self._before, self._before - after
        exchanged = [one for one in placed if one.action is Action.EXCHANGE]
        sites = {site for one in exchanged for site in _sites(one.link)}
        return (
            {link for link in come if _site(link) not in sites} <= {one.url for one in placed}
            and gone.keys() <= {one.link for one in exchanged}
            and all(one.url in after for one in exchanged)
        )

    def _links(self, content: bytes) -> Counter[str]:
        stream = self._process.read_content(content, self._name, self._kind.name)
        return Counter(link for citation in stream.citations for link in citation.links)


def _site(link: str) -> str | None:
    """The site that a link names as a publisher is named, without scheme and path; None else."""
    name = link.lower().rstrip("/")
    return name.removeprefix("www.") if name.startswith("www.") and "/" not in name else None


def _sites(link: str) -> Iterator[str]:
    """The sites that an address is on: their names may count for themselves once it has moved."""
    labels = host_of(as_visited(link)).removeprefix("www.").split(".")
    return (".".join(labels[first:]) for first in range(len(labels) - 1))
