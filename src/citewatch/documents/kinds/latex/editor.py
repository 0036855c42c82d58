"""Repairs LaTeX documents."""

from collections.abc import Sequence

from citewatch.core.repair.plan import Repair
from citewatch.documents.editing.edits import Plan
from citewatch.documents.kinds.latex.outline import outline_of, plain
from citewatch.documents.markup.flat import Spot
from citewatch.documents.markup.repair import Writing, repair_markup

_HAS_URL = ("\\url", "{hyperref}", "{url}", "{biblatex}")
_IN_TEXT = str.maketrans(
    {
        "_": r"\_",
        "%": r"\%",
        "#": r"\#",
        "&": r"\&",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "{": "%7B",
        "}": "%7D",
        "\\": "%5C",
    }
)
_IN_COMMAND = str.maketrans({"%": r"\%", "#": r"\#", "{": r"\%7B", "}": r"\%7D", "\\": r"\%5C"})


def repair_latex(text: str, repairs: Sequence[Repair]) -> Plan:
    """The edits of a LaTeX document."""
    has_url = any(sign in text for sign in _HAS_URL)
    writing = Writing(
        outline=outline_of,
        plain=plain,
        exchanged=_exchanged,
        noted=_in_command if has_url else _in_text,
    )
    return repair_markup(text, repairs, writing)


def _exchanged(spot: Spot, url: str) -> str:
    if spot.form == "bare":
        return _in_text(url)
    if spot.form == "outer url" and not set(url) & set("{}\\"):
        return url
    return url.translate(_IN_COMMAND)


def _in_text(url: str) -> str:
    return url.translate(_IN_TEXT)


def _in_command(url: str) -> str:
    """An address in a command of its own, which may stand within another's argument."""
    return f"\\url{{{url.translate(_IN_COMMAND)}}}"
