"""The sentences of a text whose paragraphs end in newlines: none goes over a paragraph's end."""

from citewatch.documents.citations.sentences import Sentences


class Paragraphs:
    """Asked for the sentences at places in the order of the text, splits each paragraph once."""

    def __init__(self, text: str) -> None:
        self._text, self._start, self._end = text, 0, -1
        self._sentences = Sentences("")

    def at(self, index: int) -> str:
        """The sentence of its paragraph that stands in front of a place in the text."""
        if not self._start <= index <= self._end:
            end = self._text.find("\n", index)
            self._start = self._text.rfind("\n", 0, index) + 1
            self._end = end if end >= 0 else len(self._text)
            self._sentences = Sentences(self._text[self._start : self._end])
        return self._sentences.at(index - self._start)
