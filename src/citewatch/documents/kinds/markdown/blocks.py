"""What the tokens of a Markdown document say: its notes, its marks, and its links in their text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markdown_it.token import Token
from msgspec import Struct, field

from citewatch.documents.addresses.links import Written, links_in
from citewatch.documents.addresses.targets import Target, is_web_address, uncovered
from citewatch.documents.citations.sentences import Sentences
from citewatch.documents.content.places import Lines
from citewatch.documents.kinds.markdown.keys import Key, keys_in
from citewatch.documents.kinds.markdown.raw_html import href_of, raw_text


class Block(Struct):
    """The text of one paragraph, heading or cell without its marks; where marks and links stand.

    `note` is the label of the note that the block belongs to; `cited` are keys of a bibliography.
    `line` counts from 1. `level` is that of a heading, from 1, else 0; `item` tells the items of
    lists apart, `number` is what an ordered list gives it.
    """

    line: int
    note: str | None
    text: str = ""
    marks: list[tuple[str, int]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    keys: dict[int, str] = field(default_factory=dict)
    cited: list[Key] = field(default_factory=list)
    level: int = 0
    item: int = 0
    number: str = ""
    _sentences: Sentences | None = None
    _lines: Lines | None = None

    def sentence(self, index: int) -> str:
        """The sentence that ends, or goes on, at a place in the text."""
        if self._sentences is None:
            self._sentences = Sentences(self.text)
        return self._sentences.at(index)

    def line_at(self, index: int) -> int:
        """The document's line, from 1, of a place in the text."""
        if self._lines is None:
            self._lines = Lines(self.text)
        return self.line + self._lines.number(max(index, 0)) - 1

    def links(self) -> list[Target]:
        """The links on the web, and the addresses that stand in the text without one."""
        linked = [target for target in self.targets if is_web_address(target.url)]
        bare = uncovered(links_in(self.text), self.targets)
        shown = [Target(*found[:3]) for found in bare if found.written is not Written.AS_DOI]
        return sorted([*linked, *shown], key=lambda target: target.start)


class Note(Struct, frozen=True):
    """A footnote's definition, its text as written. `line` and `column` count from 1."""

    label: str
    text: str
    line: int
    column: int


class Outline(Struct, frozen=True):
    """A document's blocks and notes in its order, and its front matter as written."""

    blocks: list[Block]
    notes: list[Note]
    front_matter: str


def outline(
    tokens: Sequence[Token], lines: Sequence[str], inline_notes: Mapping[int, Mapping[str, Any]]
) -> Outline:
    """What the tokens of one document, whose lines are given, hold.

    `inline_notes` are the notes that stand in the running text (`^[…]`), as the parser keeps them.
    """
    found = Outline([], [], tokens[0].content if _is_front_matter(tokens) else "")
    labels: list[str | None] = [None]
    defined = set[str]()
    items = [(0, "")]
    for index, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            # Of several notes with one label the first one counts; the others' links are text's.
            label = token.meta["label"]
            labels.append(None if label in defined else label)
            defined.add(label)
            found.notes.append(_note(token, lines))
        elif token.type == "footnote_reference_close":
            labels.pop()
        elif token.type == "list_item_open":
            items.append((index, token.info))
        elif token.type == "list_item_close":
            items.pop()
        elif token.type == "inline":
            before = tokens[index - 1]
            level = int(before.tag[1]) if before.type == "heading_open" else 0
            line, item = (token.map or [0])[0] + 1, items[-1]
            block = Block(line, labels[-1], level=level, item=item[0], number=item[1])
            found.blocks.append(block)
            _Flattened(block, found, inline_notes).read(token.children or [])
        elif token.type == "html_block":
            found.blocks.append(_html(token, labels[-1]))
    return found


def _is_front_matter(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].type == "front_matter"


def _note(token: Token, lines: Sequence[str]) -> Note:
    first, last = token.map or [0, 0]
    label = token.meta["label"]
    head = lines[first]
    column = head.find(f"[^{label}]") + 1
    body = [head.partition(f"[^{label}]:")[2], *lines[first + 1 : last]]
    return Note(label, joined_paragraphs(body), first + 1, max(column, 1))


def joined_paragraphs(lines: Iterable[str]) -> str:
    """The lines of a note as one line for each of its paragraphs."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines))
    return "\n".join(filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)))


class _Flattened:
    """Adds the tokens of a line of text to a block."""

    def __init__(
        self, block: Block, found: Outline, inline_notes: Mapping[int, Mapping[str, Any]]
    ) -> None:
        self._block = block
        self._found = found
        self._inline_notes = inline_notes
        self._opened: list[tuple[str, int, str | None]] = []
        self._kept: list[bool] = []
        self._pieces: list[str] = []
        self._length = self._breaks = 0
        self._run, self._in_address = "", False

    def read(self, tokens: Iterable[Token]) -> None:
        """Put what the tokens say into the block."""
        for token in tokens:
            self._add(token)
        self._block.text = "".join(self._pieces)

    def _write(self, text: str) -> None:
        """Add text; know of the characters since the last blank whether they hold an address."""
        self._pieces.append(text)
        self._length += len(text)
        self._breaks += text.count("\n")
        last = "" if text[-1:].isspace() else text.rsplit(None, 1)[-1] if text else ""
        if text and len(last) < len(text):
            self._run, self._in_address = "", False
        self._run += last
        self._in_address = self._in_address or "://" in self._run
        self._run = self._run[-2:]

    def _add(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                if not self._opened:
                    self._block.cited += keys_in(token.content, self._length)
                self._write(token.content)
            case "softbreak" | "hardbreak":
                self._write("\n")
            case "link_open":
                url, label = str(token.attrs.get("href", "")), token.meta.get("label")
                self._opened.append((url, self._length, label))
            case "link_close":
                self._close()
            case "footnote_ref":
                self._mark(token)
            case "html_inline":
                self._html(token.content)
            case "em_open" | "strong_open" | "s_open" | "em_close" | "strong_close" | "s_close":
                self._emphasis(token)
            case "code_inline":
                self._write(" " * len(token.content) if "://" in token.content else token.content)
            case _:
                pass

    def _close(self) -> None:
        url, start, label = self._opened.pop()
        if label:
            self._block.keys[start] = label
        self._block.targets.append(Target(url, start, self._length))

    def _mark(self, token: Token) -> None:
        label = token.meta.get("label")
        if label is None:
            label = self._inline_note(token.meta["id"])
        self._block.marks.append((label, self._length))

    def _inline_note(self, number: int) -> str:
        kept = self._inline_notes[number]
        label = str(number + 1)
        line = self._block.line + self._breaks
        self._found.notes.append(Note(label, " ".join(kept["content"].split()), line, 1))
        inside = Block(line, label)
        self._found.blocks.append(inside)
        _Flattened(inside, self._found, self._inline_notes).read(kept["tokens"])
        return label

    def _html(self, content: str) -> None:
        url = href_of(content)
        if url is not None:
            self._opened.append((url, self._length, None))
        elif content.lower().startswith("</a") and self._opened:
            self._close()
        elif content.lower().startswith("<br"):
            self._write("\n")

    def _emphasis(self, token: Token) -> None:
        """Emphasis that begins inside an address is none: its marks belong to the address."""
        if token.nesting > 0:
            self._kept.append(self._in_address)
        keep = self._kept[-1] if token.nesting > 0 else self._kept.pop()
        if keep:
            self._write(token.markup)


def _html(token: Token, note: str | None) -> Block:
    raw = raw_text(token.content)
    return Block((token.map or [0])[0] + 1, note, raw.text, targets=raw.targets)
