"""Ignores that stand in a document's own comments.

<!-- citewatch: ignore https://a.example/* until 2027-01-31: behind our login -->
"""

import re
from collections.abc import Iterator
from datetime import date

from citewatch.core.display import clean, show
from citewatch.core.ignoring import Ignore
from citewatch.documents.kinds.kind import Comments, Kind

_MOST = 1_000
"""Ignores that one document may have: more are nobody's writing."""

_SAID = re.compile(r"citewatch:\s*ignore\s+(?P<link>\S+)(?P<rest>.*)", re.DOTALL)
_UNTIL = re.compile(r"\s+until\s+(?P<until>[^\s:]+)")
_MARK = {
    Comments.HTML: rb"<!--\s*(?P<said>citewatch:(?:(?!-->)[\s\S]){0,2000}?)\s*-->",
    Comments.PERCENT: rb"(?m)^[ \t]*%+[ \t]*(?P<said>citewatch:.{0,2000}?)[ \t\r]*$",
    Comments.HASH: rb"(?m)^[ \t]*#+[ \t]*(?P<said>citewatch:.{0,2000}?)[ \t\r]*$",
    Comments.SLASHES: rb"(?m)^[ \t]*//+[ \t]*(?P<said>citewatch:.{0,2000}?)[ \t\r]*$",
    Comments.DOTS: rb"(?m)^[ \t]*\.\.[ \t]+(?P<said>citewatch:.{0,2000}?)[ \t\r]*$",
}


def ignores_in(content: bytes, kind: Kind, name: str) -> tuple[tuple[Ignore, ...], tuple[str, ...]]:
    """The ignores in a document's comments, and remarks on those that say too little to be heeded.

    Comments in encodings that are not based on ASCII are not looked at.
    """
    ignores: list[Ignore] = []
    remarks: list[str] = []
    for line, said in _comments(content, kind):
        read = _read(said, name, line)
        if isinstance(read, Ignore):
            ignores.append(read)
        else:
            remarks.append(f"Line {line}: an ignore is not heeded: {read}.")
        if len(ignores) + len(remarks) == _MOST:
            remarks.append(f"Ignores after line {line} are not heeded: there are too many.")
            break
    return tuple(ignores), tuple(remarks)


def _comments(content: bytes, kind: Kind) -> Iterator[tuple[int, str]]:
    """What comments say to citewatch, each with its line."""
    if kind.comments is None or b"citewatch:" not in content:
        return
    line, counted = 1, 0
    for found in re.finditer(_MARK[kind.comments], content):
        line += content.count(b"\n", counted, found.start())
        counted = found.start()
        yield line, clean(found["said"].decode("utf-8", "replace"))


def _read(said: str, name: str, line: int) -> Ignore | str:
    """The ignore that a comment says, or what is wrong with it."""
    found = _SAID.fullmatch(said)
    if found is None:
        return "write `citewatch: ignore ADDRESS until 2027-01-31: why`"
    link, rest = found["link"].removesuffix(":"), found["rest"]
    until = None
    if told := _UNTIL.match(rest):
        rest = rest[told.end() :]
        try:
            until = date.fromisoformat(told["until"])
        except ValueError:
            return f"{show(told['until'], 40)} is no day such as 2027-01-31"
    why = rest.strip().removeprefix(":").strip()
    if not why:
        return "it gives no reason behind a colon"
    return Ignore(why=why, until=until, link=link, document=name, written_in=f"{name}:{line}")
