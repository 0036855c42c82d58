"""The notes of a web page that anchors tie to their marks."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bs4 import Tag
from bs4.element import PageElement
from msgspec import Struct, field

from citewatch.documents.kinds.html.flat import BLOCKS, is_text
from citewatch.documents.kinds.html.page import NOTE_NAME, Page, attribute, names

_MARK_TEXT = re.compile(
    r"(?i)[\[({]?\s*(?:(?:nb|note|n|fn|lower-alpha|upper-alpha|ref)\.?\s*)?"
    r"(?:\d{1,4}[a-z]?|[a-z]{1,2}|[ivxlc]+|[*†‡§¶#⁂]{1,4}|[¹²³⁰⁴-⁹]+)\s*[\])}.:]?[,;]?"
)
_MARK_NAME = re.compile(
    r"(?i)(?:foot|end|side)-?_?note|noteref|fn-?_?ref|footref|\breference\b|doc-biblioref|\bcite"
    r"|\bcitation|\bfn\b|easy-footnote|\bref\b"
)
_NOT_A_NOTE = re.compile(
    r"(?i)(?:^|[\s_.-])(?:eq(?:uation|n)?|fig(?:ure)?|tab(?:le)?|sec(?:tion)?|chapter|page|toc|thm"
    r"|lemma|theorem|alg(?:orithm)?|listing|comment|respond|tab)(?:$|[\s_.:-]|\d)"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CLIMBABLE = frozenset("li div dd aside p td tr section".split())
_BACK_WORDS = re.compile(
    r"(?i)(?:jump|go)?\s*(?:back|up|return|top)\b.{0,40}|zurück|retour|volver|a b c.*|\W*back\W*"
)
_MOST_BACKLINKS = 100
"""Links of a block among which one that leads back to the mark is looked for."""

_NUMBER = re.compile(r"\d")
_INLINE_TEXT = re.compile(r"\w{3}")
_SPELLED_OUT = re.compile(r"(?i)(?:foot|end)-?note:?\s+(\d{1,4})")
"""Marks that say what they are, mostly for screen readers alone: `Footnote 1`."""

_LONGEST_LABEL = 40
_KEY_PREFIX = re.compile(r"(?i)^(?:ref|bib|cite|csl|entry|fn|note)[-_.:]+|^CITEREF(?=\w)")
_LABEL_EDGES = "[](){}.:,; \u00a0"


class FoundNote(Struct):
    """A note: its label, what it is made of, the elements that are its marks or lead back."""

    label: str
    parts: list[PageElement]
    marks: list[Tag] = field(default_factory=list)
    skip: set[int] = field(default_factory=set)


class Anchored(Struct, frozen=True):
    """What the anchors of a page say: notes, and the marks that lead nowhere."""

    notes: list[FoundNote]
    lost_marks: list[str]


def anchored_notes(page: Page) -> Anchored:
    """The notes that marks link to, in the order of the page."""
    marks: dict[int, list[Tag]] = {}
    targets: dict[int, Tag] = {}
    lost: list[str] = []
    notable: dict[int, bool] = {}
    for link in page.soup.find_all("a", href=True):
        target = page.target(link)
        if target is None:
            if page.fragment(link) and _lost(link):
                lost.append(label_of(link))
        elif _is_mark(page, link, target, notable):
            marks.setdefault(id(target), []).append(link)
            targets[id(target)] = target
    ordered = sorted(targets.values(), key=page.place)
    return Anchored(list(_notes(page, ordered, marks)), list(dict.fromkeys(lost)))


def label_of(mark: Tag) -> str:
    """What a mark shows: its number or sign."""
    return " ".join(mark.get_text(" ", strip=True).strip(_LABEL_EDGES).split())


def _lost(link: Tag) -> bool:
    marked = NOTE_NAME.search(attribute(link, "href").rpartition("#")[2])
    return bool(marked and label_of(link).isdecimal() and link.find_parent("sup"))


def _is_mark(page: Page, link: Tag, target: Tag, notable: dict[int, bool]) -> bool:
    """Whether a link is the mark of a note; `notable` keeps which targets can be notes."""
    if page.place(target) <= page.place(link) or link.find_parent("nav") is not None:
        return False
    if id(target) not in notable:
        notable[id(target)] = _can_be_note(target)
    if not notable[id(target)]:
        return False
    name = page.fragment(link)
    if _NOT_A_NOTE.search(name) and not NOTE_NAME.search(name):
        return False
    shows_mark = _MARK_TEXT.fullmatch(label_of(link)) is not None
    if NOTE_NAME.search(f"{name} {names(target)} {_list_names(target)}"):
        return shows_mark or _named_mark(link)
    return shows_mark and _points_like_mark(page, link, target)


def _can_be_note(target: Tag) -> bool:
    if target.name in _HEADINGS or target.find(_HEADINGS):
        return False
    return target.find_parent("nav") is None


def _named_mark(link: Tag) -> bool:
    around = [link, *_ancestors(link, 2)]
    said = " ".join(names(tag) for tag in around if tag.name in {"a", "sup", "span", "cite"})
    return _MARK_NAME.search(said) is not None


def _points_like_mark(page: Page, link: Tag, target: Tag) -> bool:
    """Without any name that says so: a raised number, a note that leads back, `[1]` to an item."""
    if link.find_parent("sup") is not None or link.find("sup") is not None:
        return True
    return _leads_back(page, target, link) or (_in_brackets(link) and _begins_item(target))


def _in_brackets(link: Tag) -> bool:
    before = link.previous_sibling
    return link.get_text(strip=True).startswith("[") or str(before or "").rstrip().endswith("[")


def _begins_item(target: Tag) -> bool:
    item = target if target.name == "li" else target.find_parent("li")
    return item is not None and (item is target or next(item.children, None) is target)


def _list_names(target: Tag) -> str:
    return " ".join(names(tag) for tag in _ancestors(target, 3) if tag.name != "body")


def _ancestors(tag: Tag, number: int) -> list[Tag]:
    parents = islice(tag.parents, number)
    return [parent for parent in parents if parent.name != "[document]"]


def _leads_back(page: Page, target: Tag, mark: Tag) -> bool:
    near = {id(mark), *(id(tag) for tag in _ancestors(mark, 3))}
    near |= {id(tag) for tag in mark.find_all(True)}
    block = target if target.name in BLOCKS else _block(target)
    links = [target, *block.find_all("a", href=True, limit=_MOST_BACKLINKS)] if block else [target]
    return any(id(back) in near for link in links if (back := page.target(link)) is not None)


def _block(tag: Tag) -> Tag | None:
    return next((parent for parent in tag.parents if parent.name in BLOCKS), None)


def _notes(page: Page, targets: list[Tag], marks: dict[int, list[Tag]]) -> Iterator[FoundNote]:
    places = [page.place(target) for target in targets]
    all_marks = sorted(page.place(mark) for group in marks.values() for mark in group)
    taken: set[str] = set()
    for number, target in enumerate(targets):
        following = targets[number + 1] if number + 1 < len(targets) else None
        parts = _parts(page, target, following, places, all_marks)
        own = marks[id(target)]
        label = _label(page, own, number + 1, taken)
        taken.add(label)
        yield FoundNote(label, parts, own, _backlinks(parts, target))


def _label(page: Page, marks: list[Tag], number: int, taken: set[str]) -> str:
    shown = _shown(page, marks[0])
    shown = shown or str(number)
    label, again = shown, 1
    while label in taken:
        again += 1
        label = f"{shown} ({again})"
    return label


def _shown(page: Page, mark: Tag) -> str:
    """What a mark shows where that is a name: a number, `Anm. 1`, `[Knuth]`; else its target's."""
    shown = label_of(mark)
    if spelled_out := _SPELLED_OUT.fullmatch(shown):
        return spelled_out[1]
    named = len(shown) <= _LONGEST_LABEL and (_NUMBER.search(shown) or _in_brackets(mark))
    if named or _MARK_TEXT.fullmatch(shown):
        return shown
    return _KEY_PREFIX.sub("", page.fragment(mark))


def _parts(
    page: Page, target: Tag, following: Tag | None, places: Sequence[int], marks: Sequence[int]
) -> list[PageElement]:
    """What a note is made of: the block around its anchor, or the stretch up to the next note."""
    block = target if target.name in BLOCKS else _block(target)
    if block is None or block.name in {"body", "article", "main"}:
        return _stretch(target, following)
    if _holds_another(page, block, target, places):
        return _stretch(target, following)
    widest = _widest(page, block, target, places, marks)
    if _INLINE_TEXT.search(widest.get_text(" ", strip=True)):
        return [widest]
    return _stretch(widest, following)


def _holds_another(page: Page, block: Tag, target: Tag, places: Sequence[int]) -> bool:
    inside = page.inside(block, places)
    return len(inside) > (page.place(target) in inside)


def _widest(
    page: Page, block: Tag, target: Tag, places: Sequence[int], marks: Sequence[int]
) -> Tag:
    """`block`, or what it stands in, where that holds nothing but this note."""
    while True:
        parent = block.parent
        if parent is None or parent.name not in _CLIMBABLE or not _first(block):
            return block
        if page.inside(parent, marks) or _holds_another(page, parent, target, places):
            return block
        if (
            parent.name in {"div", "section"}
            and not _is_one_note(block, parent, target)
            and not _is_one_of_a_row(page, parent, places)
        ):
            return block
        block = parent


def _first(block: Tag) -> bool:
    return not any(
        is_text(node) or (isinstance(node, Tag) and node.get_text(strip=True))
        for node in block.previous_siblings
    )


def _is_one_note(block: Tag, parent: Tag, target: Tag) -> bool:
    """A division that holds one note: it is named so, or its anchor stands alone in its block."""
    alone = not _INLINE_TEXT.search(block.get_text(" ", strip=True))
    named = names(parent)
    return alone or bool(
        (block is not target or block.name == "p")
        and NOTE_NAME.search(named)
        and not re.search(r"(?i)notes\b|references|bibliography|footnotes", named)
    )


def _is_one_of_a_row(page: Page, division: Tag, places: Sequence[int]) -> bool:
    """A division that holds one note, among divisions that each hold one (Google Docs)."""
    beside = [division.find_previous_sibling(), division.find_next_sibling()]
    return any(
        other is not None
        and other.name == division.name
        and len(page.inside(other, places)) == 1
        and (inner := other.find(True)) is not None
        and page.place(inner) <= page.inside(other, places)[0] <= page.last[id(inner)]
        for other in beside
    )


def _stretch(target: Tag, following: Tag | None) -> list[PageElement]:
    """Where notes follow each other in one block: everything up to the next note's anchor."""
    start: PageElement = target
    block = _block(target)
    while start.parent is not None and start.parent is not block and block is not None:
        start = start.parent
    stop = {id(following), *(id(tag) for tag in following.parents)} if following else set()
    parts = [start]
    for node in start.next_siblings:
        if id(node) in stop:
            break
        parts.append(node)
    return parts


def _backlinks(parts: list[PageElement], target: Tag) -> set[int]:
    """The links inside a note that lead to places of the page: arrows, letters, its own number."""
    skip = set()
    for part in parts:
        if isinstance(part, Tag):
            links = [part, *part.find_all("a")] if part.name == "a" else part.find_all("a")
            skip |= {id(link) for link in links if _leads_nowhere_else(link, target)}
    return skip


def _leads_nowhere_else(link: Tag, target: Tag) -> bool:
    href, shown = attribute(link, "href"), label_of(link)
    if href and not href.startswith("#"):
        return False
    if link is target and not href and not _MARK_TEXT.fullmatch(shown):
        return False
    back = "back" in names(link) or _BACK_WORDS.fullmatch(shown)
    return bool(back or _MARK_TEXT.fullmatch(shown) or not re.search(r"\w", shown))
