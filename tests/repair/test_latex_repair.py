"""LaTeX: addresses in commands and in the text, in LaTeX's spelling; nothing else changes."""

import pytest

from repair.repair_lab import NEW, OLD, archived, edit, edited, moved, snapshot

COPY = snapshot(OLD)
HEAD = "\\documentclass{article}\r\n\\usepackage{hyperref}\r\n\\begin{document}\r\n"
END = "\r\n\\end{document}\r\n"


@pytest.mark.parametrize(
    "written",
    [
        "See \\url{%s}.",
        "See \\href{%s}{the data}.",
        "See \\href[pdfnewwindow]{%s}{%s}.",
        "So.\\footnote{Doe, \\url{%s}, 2017.} %% and not http://old.example/a here",
        "See %s. \\verb|http://old.example/a| stays",
        "\\begin{thebibliography}{9}\r\n\\bibitem{d} Doe. \\url{%s}\r\n\\end{thebibliography}",
    ],
)
def test_a_new_address_takes_the_place_of_the_old_one(written: str) -> None:
    count = written.count("%s")
    before = HEAD + written % ((OLD,) * count) + END
    assert edit("latex", before, moved()) == HEAD + written % ((NEW,) * count) + END


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("\\url{%s}", "\\url{https://new.example/a_b%20c#d}"),
        ("\\footnote{\\url{%s}}", "\\footnote{\\url{https://new.example/a_b\\%20c\\#d}}"),
        ("\\href{%s}{Doe}", "\\href{https://new.example/a_b\\%20c\\#d}{Doe}"),
        ("See %s there", "See https://new.example/a\\_b\\%20c\\#d there"),
    ],
)
def test_signs_are_written_as_latex_wants_them(written: str, expected: str) -> None:
    repair = moved(url="https://new.example/a_b%20c#d")
    assert edit("latex", HEAD + written % OLD + END, repair) == HEAD + expected + END


def test_an_address_is_found_in_whatever_way_it_is_written() -> None:
    link = "http://old.example/a_b%20c#d"
    before = "\\url{http://old.example/a\\_b\\%20c\\#d} and http://old.example/a\\_b\\%20c\\#d."
    repair = moved(link=link)
    assert edit("latex", before, repair) == f"\\url{{{NEW}}} and {NEW}."


def test_a_snapshot_follows_the_citation_or_its_link() -> None:
    note = f"Archived at \\url{{{COPY}}}, 12 January 2017."
    before = f"{HEAD}So.\\footnote{{Doe, \\url{{{OLD}}}, 2017.}} Rome{END}"
    assert edit("latex", before, archived(f"Doe, {OLD}, 2017.")) == before.replace(
        "2017.}", f"2017. {note}}}"
    )
    before = f"{HEAD}See \\href{{{OLD}}}{{Doe}}, who knows it.{END}"
    assert edit("latex", before, archived("Doe")) == before.replace(
        "{Doe}", f"{{Doe}} (archived at \\url{{{COPY}}}, 12 January 2017)"
    )


def test_without_the_command_an_address_stands_bare() -> None:
    assert edit("latex", f"\\section{{A}} See {OLD}", archived(f"See {OLD}")) == (
        f"\\section{{A}} See {OLD} Archived at {COPY}, 12 January 2017."
    )


def test_an_address_that_a_macro_makes_is_left_to_people() -> None:
    before = (
        "\\newcommand{\\bug}[1]{\\href{http://old.example/#1}{bug #1}}\n"
        "\\begin{document}\nSee \\bug{a}.\n\\end{document}\n"
    )
    repair = moved()
    assert edited("latex", before, repair).unplaced == (repair,)
