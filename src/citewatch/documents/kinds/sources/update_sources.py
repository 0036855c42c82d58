"""Brings a sources.yaml up to date with its document, and keeps what an editor wrote in it."""

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from citewatch.core.citation import Citation, Place
from citewatch.documents.kinds.sources.text_file import TextFile
from citewatch.documents.kinds.sources.write_sources import render_citation
from citewatch.documents.kinds.sources.yaml_tree import read_tree
from citewatch.errors import InputError

_WIDEST = 1_000_000
"""Columns: no line is to be broken that was not."""


class Update(Struct, frozen=True):
    """A sources.yaml brought up to date, and the ids of what was added, removed, changed, kept.

    `kept` are those that the document no longer has, but that hold an editor's words.
    """

    text: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    kept: tuple[str, ...]


def update_sources(file: TextFile, old: Iterable[Citation], new: Iterable[Citation]) -> Update:
    """`file`, whose citations are `old`, with the citations `new` as its document has them now.

    Comments, the order of keys, quotes, notes and what nobody changed stay as they are; a date,
    a date of publication and supported sentences stay where the document has none. A citation is
    known again by its id, text or links, so that an editor's words follow it to another number.
    """
    before = list(old)
    head, blocks = _split(file, len(before))
    by_old = dict(zip((citation.id for citation in before), blocks, strict=True))
    matches = _matches(before, list(new))
    entries: list[str] = []
    added, changed = [], []
    for citation, earlier in matches:
        if earlier is None:
            added.append(citation.id)
            entries.append(f"\n{render_citation(citation)}")
            continue
        merged = _merged(citation, earlier)
        if merged != earlier:
            changed.append(citation.id)
        block = by_old[earlier.id]
        entries.append(block if merged == earlier else _rewritten(block, earlier, merged))
    found = {earlier.id for _, earlier in matches if earlier is not None}
    gone = [citation for citation in before if citation.id not in found]
    used = {citation.id for citation, _ in matches}
    kept = [one for one in gone if (one.note or one.quote) and one.id not in used]
    entries += [by_old[citation.id] for citation in kept]
    removed = [citation.id for citation in gone if citation not in kept]
    return Update(
        head + "".join(entries).lstrip("\n"),
        tuple(added),
        tuple(removed),
        tuple(changed),
        tuple(citation.id for citation in kept),
    )


def _split(file: TextFile, number: int) -> tuple[str, list[str]]:
    """The text before the first citation, and that of each one with the comments above it."""
    tree = read_tree(file)
    places = [tree.root.find(["citations", index]).start for index in range(number)]
    starts = [file.text.rfind("\n", 0, place) + 1 for place in places]
    items = [file.text[start:place].strip() for start, place in zip(starts, places, strict=True)]
    if not number:
        head = file.text.rstrip().removesuffix("[]").rstrip()
        return f"{head}\n", []
    if len(set(starts)) < number or any(item != "-" for item in items):
        raise InputError(
            [f"{file.name}: its citations do not stand one below the other; cannot be updated"]
        )
    cuts = [starts[0], *(_above(file.text, start) for start in starts[1:]), len(file.text)]
    blocks = [file.text[first:last] for first, last in pairwise(cuts)]
    blocks[-1] = f"{blocks[-1].rstrip()}\n"
    return file.text[: starts[0]], blocks


def _above(text: str, start: int) -> int:
    """Where the blank lines and comments begin that stand right above the line at `start`."""
    while start:
        line = text.rfind("\n", 0, start - 1) + 1
        content = text[line:start].strip()
        if content and not content.startswith("#"):
            return start
        start = line
    return start


def _matches(old: list[Citation], new: list[Citation]) -> list[tuple[Citation, Citation | None]]:
    """Each new citation with the old one that it is: by id and content, content, or id alone."""
    left = {citation.id: citation for citation in old}
    found: dict[int, Citation] = {}
    for same in (_same_place, _same_text, _same_links, _same_id):
        for index, citation in enumerate(new):
            if index in found:
                continue
            earlier = next((one for one in left.values() if same(one, citation)), None)
            if earlier is not None:
                found[index] = left.pop(earlier.id)
    return [(citation, found.get(index)) for index, citation in enumerate(new)]


def _same_place(old: Citation, new: Citation) -> bool:
    return old.id == new.id and (old.text == new.text or old.links == new.links)


def _same_text(old: Citation, new: Citation) -> bool:
    return bool(old.text) and old.text == new.text


def _same_links(old: Citation, new: Citation) -> bool:
    return bool(old.links) and old.links == new.links


def _same_id(old: Citation, new: Citation) -> bool:
    return old.id == new.id


def _merged(new: Citation, old: Citation) -> Citation:
    """What the document says, and where it says nothing, what the file said."""
    return replace(
        new,
        accessed=new.accessed or old.accessed,
        published=new.published or old.published,
        supports=new.supports or old.supports,
        quote=old.quote,
        note=old.note,
    )


def _rewritten(block: str, old: Citation, new: Citation) -> str:
    """The text of one citation with the fields that differ written anew."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    above = block[: _above_length(block)]
    data = yaml.load(block[len(above) :])
    (entry,) = data
    for key, value in _changes(old, new):
        entry[key] = value
    written = StringIO()
    yaml.dump(data, written)
    return above + written.getvalue()


def _above_length(block: str) -> int:
    length = 0
    for line in block.splitlines(keepends=True):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        length += len(line)
    return length


def _changes(old: Citation, new: Citation) -> Iterator[tuple[str, object]]:
    if old.id != new.id:
        yield "id", DoubleQuotedScalarString(new.id)
    if old.text != new.text:
        yield "text", _scalar(new.text)
    if old.links != new.links:
        yield "links", [DoubleQuotedScalarString(link) for link in new.links]
    if old.accessed != new.accessed:
        yield "accessed", new.accessed
    if old.published != new.published:
        yield "published", _scalar(new.published or "")
    if old.supports != new.supports:
        yield "supports", [DoubleQuotedScalarString(sentence) for sentence in new.supports]
    if _shown(old.at) != _shown(new.at):
        yield "at", _scalar(_shown(new.at))


def _shown(at: Place | None) -> str:
    return "" if at is None else str(at)


def _scalar(text: str) -> object:
    return LiteralScalarString(text) if "\n" in text else DoubleQuotedScalarString(text)
