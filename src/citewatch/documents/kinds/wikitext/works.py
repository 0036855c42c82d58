"""The works that a page cites outside its notes, and what short notes call them.

`{{sfn|Smith|2006|p=5}}` means the reference whose anchor is made of the same names and year: up to
four last names and the year (Module:Footnotes), unless its `ref` parameter says another.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from mwparserfromhell.nodes import Template

from citewatch.documents.kinds.wikitext.templates import PUBLISHED
from citewatch.documents.kinds.wikitext.text import value

_MADE_OF = frozenset({"sfnref", "harvid", "sfn ref", "refharv"})
"""Templates that `ref` may hold, which make an anchor of names and a year."""

_LAST_NAMES = "last surname nom apellidos apellido cognome último sobrenome achternaam nazwisko"
_NAMES = "author auteur autor autore autores автор auteurs"
_EDITORS = "editor-last editor éditeur"
_YEAR = re.compile(r"(?<!\d)(\d{4}[a-z]?)(?!\d)")
_UNDATED = "n.d."
_MOST_NAMES = 4


class WorkName(Struct, frozen=True):
    """What a work is called: for readers ("Smith & Doe 2006"), and by short notes."""

    shown: str
    anchor: str


def name_of(template: Template) -> WorkName | None:
    """What a reference is called; None where it names nobody, or no short note may mean it."""
    names = _authors(template)
    year = _year(template)
    shown = f"{_spoken(names)} {year}".strip() if names else ""
    anchor = _anchor(names, year) if names else ""
    for parameter in template.params:
        if str(parameter.name).strip().lower() == "ref":
            made = [one for one in parameter.value.filter_templates() if _is_made(one)]
            said = str(parameter.value).strip()
            if made:
                parts = _positional(made[0])
                anchor = "".join(parts)
                shown = _called(parts)
            elif said and said not in {"harv", "none"}:
                anchor = said.removeprefix("CITEREF")
    return WorkName(shown, _bare(anchor)) if shown or anchor else None


def meant_by(template: Template) -> Iterator[WorkName]:
    """The works that a short note means: `{{sfnm}}` names several."""
    if _named(template) == "sfnm":
        for number in range(1, 10):
            names = [value(template, f"{number}a{nth}") for nth in range(1, _MOST_NAMES + 1)]
            parts = [*filter(None, names), value(template, f"{number}y") or ""]
            if any(parts):
                yield WorkName(_called(parts), _bare("".join(parts)))
        return
    parts = _positional(template)
    if not parts or not _YEAR.search(parts[-1]):
        parts = [*filter(None, [*_authors(template), _year(template)])] or parts
    if parts:
        yield WorkName(_called(parts), _bare("".join(parts)))


def _called(parts: list[str]) -> str:
    """Names and a year as people say them."""
    if len(parts) > 1 and _YEAR.search(parts[-1]):
        return f"{_spoken(parts[:-1])} {parts[-1]}"
    return _spoken(parts)


def _spoken(names: list[str]) -> str:
    if len(names) > _MOST_NAMES - 1:
        return f"{names[0]} et al."
    return " & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _anchor(names: list[str], year: str) -> str:
    return "".join([*names[:_MOST_NAMES], year if year != _UNDATED else ""])


def _bare(anchor: str) -> str:
    return "".join(anchor.split())


def _positional(template: Template) -> list[str]:
    """The parameters without a name, up to the year: what follows is no part of the name."""
    parts: list[str] = []
    for parameter in template.params:
        if not parameter.showkey and (said := " ".join(str(parameter.value).split())):
            parts.append(said)
            if _YEAR.fullmatch(said):
                break
    return parts[: _MOST_NAMES + 1]


def _is_made(template: Template) -> bool:
    return _named(template) in _MADE_OF


def _named(template: Template) -> str:
    return " ".join(str(template.name).split()).lower()


def _authors(template: Template) -> list[str]:
    """The last names of the authors, or of the editors where there are no authors."""
    for several in (_LAST_NAMES, _NAMES, _EDITORS):
        names: list[str] = []
        for number in ("", *map(str, range(1, _MOST_NAMES + 1))):
            wanted = [f"{word}{number}" for word in several.split()]
            if (said := value(template, *wanted)) is not None and said not in names:
                names.append(said)
        if names:
            return names
    written = value(template, "vauthors")
    return [one.split()[0] for one in (written or "").split(",") if one.split()][:_MOST_NAMES]


def _year(template: Template) -> str:
    for name in PUBLISHED:
        if (said := value(template, name)) and (year := _YEAR.search(said)):
            return year[1]
    return ""
