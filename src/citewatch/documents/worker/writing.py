"""Writes the citations of a document as they are read, within its budget."""

from collections import Counter
from typing import TYPE_CHECKING, BinaryIO

from citewatch.core.citation import Citation
from citewatch.core.display import clean
from citewatch.documents.budget import LARGEST_OUTPUT, in_mib
from citewatch.documents.reader import Ending, Flow
from citewatch.documents.worker.messages import line_of
from citewatch.errors import InputError

if TYPE_CHECKING:
    from datetime import date


class Written:
    """Writes citations and counts what others need to know of all of them."""

    def __init__(self, output: BinaryIO, name: str, at_most: int = LARGEST_OUTPUT) -> None:
        self._output, self._name = output, name
        self._at_most = self._left = at_most
        self.count = self.links = 0
        self.access_days: Counter[date] = Counter()

    def all_of(self, citations: Flow) -> Ending:
        """Write them all; raises InputError where they are more than a document may have."""
        try:
            while True:
                self._add(next(citations))
        except StopIteration as end:
            ending: Ending = end.value
            return ending

    def _add(self, citation: Citation) -> None:
        line = line_of(citation)
        self._left -= len(line)
        if self._left < 0:
            limit = in_mib(self._at_most)
            raise InputError([f"{clean(self._name)}: holds citations of more than {limit}"])
        self._output.write(line)
        self.count += 1
        self.links += len(citation.links)
        if citation.accessed is not None:
            self.access_days[citation.accessed] += 1
