"""Field codes of Word: where a HYPERLINK field leads (ECMA-376, part 1, 17.16.5.25)."""

import re

from msgspec import Struct

from citewatch.documents.editing.whole_links import Span

_TOKEN = re.compile(r'["“”]((?:\\.|[^"“”\\])*)["“”]|(\\[A-Za-z*#@!])(?=\s|["“]|$)|(\S+)')
_ESCAPED = re.compile(r'\\([\\"])')
_PLACE = "\\l"
_WITH_ARGUMENT = {_PLACE, "\\o", "\\t", "\\s"}

_MANAGERS = (
    (re.compile(r"(?i)\bADDIN\s+ZOTERO_"), "Zotero"),
    (re.compile(r"(?i)\bADDIN\s+(?:CSL_CITATION|Mendeley)"), "Mendeley"),
    (re.compile(r"(?i)\bADDIN\s+EN\."), "EndNote"),
    (re.compile(r"(?i)\bADDIN\s+CITAVI"), "Citavi"),
    (re.compile(r"(?i)\bADDIN\s+RW\."), "RefWorks"),
)
"""How the codes of reference managers begin; what they hold besides is their own."""

_LISTS = re.compile(
    r"(?i)^\s*(?:BIBLIOGRAPHY\b|ADDIN\s+(?:ZOTERO_BIBL|EN\.REFLIST|Mendeley\s+Bibliography"
    r"|CITAVI\.BIBLIOGRAPHY|RW\.BIB))"
)


class Hyperlink(Struct, frozen=True):
    """What a HYPERLINK field says: its address, and the `\\l` place inside the page.

    `address_at` and `place_at` are the characters of the code that say so; those of the place
    hold its switch too.
    """

    address: str
    address_at: Span
    place: str = ""
    place_at: Span | None = None

    @property
    def url(self) -> str:
        """The address with its place."""
        return with_place(self.address, self.place)


def hyperlink(code: str) -> Hyperlink | None:
    """The HYPERLINK field of this code; None for any other field, and for places inside."""
    tokens = list(_TOKEN.finditer(code))
    if not tokens or _word(tokens[0]).upper() != "HYPERLINK":
        return None
    address: re.Match[str] | None = None
    place, place_at = "", None
    position = 1
    while position < len(tokens):
        word = _word(tokens[position])
        if word in _WITH_ARGUMENT and tokens[position][2]:
            position += 1
            if word == _PLACE and position < len(tokens):
                place = _word(tokens[position])
                place_at = Span(tokens[position - 1].start(), tokens[position].end())
        elif address is None and word and not tokens[position][2]:
            address = tokens[position]
        position += 1
    if address is None:
        return None
    return Hyperlink(_word(address), Span(*address.span()), place, place_at)


def hyperlink_target(code: str) -> str | None:
    """The address of a HYPERLINK field with its `\\l` place, or None for any other field."""
    found = hyperlink(code)
    return None if found is None else found.url


def manager_of(code: str) -> str | None:
    """The reference manager whose field this is: it writes the field's text anew."""
    return next((name for begins, name in _MANAGERS if begins.search(code)), None)


def lists_references(code: str) -> bool:
    """Whether the field shows a list of references."""
    return _LISTS.match(code) is not None


def with_place(address: str, place: str | None) -> str:
    """`address` with a `place` inside the page, which Word stores apart from it."""
    return f"{address}#{place}" if place and "#" not in address else address


def _word(match: re.Match[str]) -> str:
    quoted, switch, bare = match.groups()
    if quoted is not None:
        return _ESCAPED.sub(r"\1", quoted)
    return switch.lower() if switch else bare
