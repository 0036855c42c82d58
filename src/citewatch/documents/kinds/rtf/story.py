"""RTF as text with its links and notes where they stand."""

from collections.abc import Callable

from msgspec import Struct, field

from citewatch.documents.addresses.targets import Target
from citewatch.documents.kinds.rtf.letters import Letters
from citewatch.documents.kinds.rtf.tokens import Token, tokens_of
from citewatch.documents.kinds.word.fields import hyperlink_target

DEEPEST = 2_000
"""Groups within each other that are followed: programs write some dozens."""


class Story(Struct):
    """A stretch of text whose paragraphs end in newlines, its links by index into the text."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    targets: list[Target] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)

    def write(self, text: str) -> None:
        """Put `text` at the end."""
        self.pieces.append(text)
        self.length += len(text)


class Note(Struct):
    """A note: its text, where its mark stands in the body, the mark's own sign if it has one."""

    kind: str
    at: int
    sign: str
    story: Story = field(default_factory=Story)


class Rtf(Struct):
    """What a document says: its body, its notes in order, title, and how notes are numbered."""

    body: Story = field(default_factory=Story)
    notes: list[Note] = field(default_factory=list)
    title: str | None = None
    numbering: dict[str, str] = field(default_factory=dict)


class _Group(Struct):
    """The state that a group inherits and gives up at its end."""

    sink: Story | None
    hidden: bool = False
    font: int | None = None
    skip: int = 1
    raised: bool = False
    starred: bool = False
    fresh: bool = True
    ends: list[Callable[[], None]] = field(default_factory=list)


_ELSEWHERE = frozenset(
    """fonttbl colortbl stylesheet info pict object objdata header headerl headerr headerf footer
    footerl footerr footerf themedata datastore listtable listoverridetable rsidtbl generator
    xmlnstbl annotation atnid atnauthor filetbl revtbl latentstyles colorschememapping ftnsep
    ftnsepc aftnsep aftnsepc aftncn ftncn nonshppict mmathPr pgptbl pntext pn bkmkstart bkmkend
    xe tc shppict""".split()
)
"""Destinations that are no text of the document."""

_SIGNS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "\t", "tab": "\t",
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "nestcell": "\t",
    "nestrow": "\n", "softline": " ", "zwj": "", "zwnj": "",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n"}
_NUMBERED = {
    "nar": "decimal", "nalc": "lowerLetter", "nauc": "upperLetter", "nrlc": "lowerRoman",
    "nruc": "upperRoman", "nchi": "chicago",
}  # fmt: skip
_FONT_ALIKE = frozenset({"loch", "hich", "dbch"})
"""Which of a font's alphabets follows: they stand between the bytes of one character."""

_LONGEST_SIGN = 4


def read_story(content: bytes) -> Rtf:
    """The text of an RTF document, without deleted and hidden text, headers and comments."""
    return _Reader().read(content)


class _Reader:
    def __init__(self) -> None:
        self._rtf = Rtf()
        self._groups = [_Group(self._rtf.body)]
        self._letters = Letters()
        self._pending = 0  # characters that stand for a Unicode one before them
        self._automatic = False
        self._raised = ""
        self._code = Story()  # of the field that is being read
        self._information = -1  # how deep the group of the document's properties is

    def read(self, content: bytes) -> Rtf:
        for token in tokens_of(content):
            self._take(token)
        while len(self._groups) > 1:
            self._close()
        self._flush()
        return self._rtf

    def _take(self, token: Token) -> None:
        match token.kind:
            case "text" | "hex":
                self._bytes(token.raw)
            case "brace" if token.raw == b"{":
                self._open()
            case "brace":
                self._close()
            case "symbol":
                self._symbol(token.raw)
            case _:
                self._word(token)

    @property
    def _group(self) -> _Group:
        return self._groups[-1]

    def _open(self) -> None:
        self._flush()
        self._pending = 0
        group = self._group
        opened = _Group(group.sink, group.hidden, group.font, group.skip, group.raised)
        if len(self._groups) > DEEPEST:
            raise RecursionError
        self._groups.append(opened)

    def _close(self) -> None:
        self._flush()
        self._pending = 0
        if len(self._groups) > 1:
            for end in self._groups.pop().ends:
                end()

    def _bytes(self, raw: bytes) -> None:
        if self._pending:
            skipped = min(self._pending, len(raw))
            self._pending -= skipped
            raw = raw[skipped:]
        if raw:
            self._group.fresh = False
            self._letters.add(raw, self._group.font)

    def _symbol(self, raw: bytes) -> None:
        if raw == b"*":
            self._group.starred = True
        elif raw in {b"\\", b"{", b"}"}:
            self._bytes(raw)
        else:
            self._write(_SYMBOLS.get(raw, ""))

    def _flush(self) -> None:
        self._write("")

    def _write(self, text: str) -> None:
        text = self._letters.taken() + text
        group = self._group
        if not text or group.sink is None or group.hidden:
            return
        group.fresh = False
        group.sink.write(text)
        if group.sink is self._rtf.body:
            self._raised = text.strip() if group.raised else ""

    def _word(self, token: Token) -> None:
        word, number = token.word, token.number
        if word == "u":
            self._unicode(number or 0)
            return
        if word not in _FONT_ALIKE:
            self._flush()
        group, first = self._group, self._group.fresh
        group.fresh = False
        if first and self._destination(word):
            return
        if word in _SIGNS:
            self._write(_SIGNS[word])
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        group = self._group
        match word:
            case "v" | "deleted":
                group.hidden = number != 0
            case "plain":
                group.hidden = group.raised = False
            case "super" | "up":
                group.raised = number != 0
            case "nosupersub":
                group.raised = False
            case "uc":
                group.skip = max(number or 0, 0)
            case "f":
                group.font = number
            case "chftn":
                self._automatic = True
            case _:
                self._setting(word, number)

    def _setting(self, word: str, number: int | None) -> None:
        if word == "ansicpg" and number:
            self._letters.codepage = number
        elif word == "fcharset":
            self._letters.declare(self._group.font, number or 0)
        elif word == "ftnalt" and self._rtf.notes:
            self._rtf.notes[-1].kind = "endnote"
        elif word.startswith("ftn") and word[3:] in _NUMBERED:
            self._rtf.numbering["footnote"] = _NUMBERED[word[3:]]
        elif word.startswith("aftn") and word[4:] in _NUMBERED:
            self._rtf.numbering["endnote"] = _NUMBERED[word[4:]]

    def _unicode(self, number: int) -> None:
        self._group.fresh = False
        self._letters.add_unicode(number % 0x10000)
        self._pending = self._group.skip

    def _destination(self, word: str) -> bool:
        """Whether the group that begins is another text than the one around it."""
        group = self._group
        match word:
            case "footnote":
                self._begin_note()
            case "field":
                self._begin_field()
            case "fldinst":
                group.sink, group.hidden = self._code, False
            case "title" if self._in_information():
                group.sink = story = Story()
                group.ends.append(lambda: self._entitle(story.text))
            case "info":
                group.sink = None
                self._information = len(self._groups)
            case _ if word in _ELSEWHERE or (group.starred and word not in {"shptxt", "shpinst"}):
                group.sink = None
            case _:
                return False
        return True

    def _in_information(self) -> bool:
        return self._information == len(self._groups) - 1

    def _entitle(self, text: str) -> None:
        self._rtf.title = " ".join(text.split()) or None

    def _begin_note(self) -> None:
        sign = "" if self._automatic else self._raised[-_LONGEST_SIGN:]
        self._automatic = False
        note = Note("footnote", self._rtf.body.length, sign)
        self._rtf.notes.append(note)
        self._group.sink = note.story
        self._group.raised = False
        self._group.ends.append(self._end_note)

    def _end_note(self) -> None:
        self._automatic = False  # the mark within the note itself

    def _begin_field(self) -> None:
        outer, self._code = self._code, Story()
        sink, code = self._group.sink, self._code
        start = 0 if sink is None else sink.length

        def end() -> None:
            self._code = outer
            target = hyperlink_target(code.text)
            if target and sink is not None:
                sink.targets.append(Target(target, start, sink.length))

        self._group.ends.append(end)
