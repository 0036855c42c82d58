"""The one spelling of where a citation stands: `Citation.at`."""

from citewatch.core.display import clean


def at_character(name: str, text: str, index: int) -> str:
    """`report.md:12:5`: the line and column, both from 1, of the character at `index`."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return f"{clean(name)}:{line}:{column}"


def at_part(name: str, part: str, number: str | int) -> str:
    """`report.pdf:page 3`, `report.docx:note 4`: a numbered or named part of the document."""
    return f"{clean(name)}:{part} {clean(str(number))}"


def at_line(name: str, line: int) -> str:
    """`refs.bib:12:1`: the beginning of a line, from 1."""
    return f"{clean(name)}:{line}:1"
