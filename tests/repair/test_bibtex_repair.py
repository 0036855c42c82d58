r"""BibTeX: the address exchanged as the file writes it, or a note of the snapshot beside it."""

import pytest

from citewatch.core.citation import Citation
from citewatch.core.repair.plan import Action
from repair.repair_lab import NEW, OLD, archived, edit, edited, moved, snapshot

COPY = snapshot(OLD)
NOTE = rf"Archived at \url{{{COPY}}}, 12 January 2017."


@pytest.mark.parametrize(
    "text",
    [
        "@misc{{a,\r\n  title = {{T}},\r\n\turl={{{url}}},\r\n}}\r\n",
        '@misc(a, URL = "{url}" , year=2020)',
        "@misc{{a, howpublished = {{\\url{{{url}}}, \\href{{{url}}}{{x}}}}}}",
        "@misc{{a, url={{http://b.example/ {url}; http://c.example/}}, note={{See {url}.}}}}",
        "@misc{{b, abstract={{{old}}}}}\n@misc{{a, note={{{url}}}}}",
    ],
)
def test_a_moved_source_gets_its_new_address_and_nothing_else_changes(text: str) -> None:
    before = text.format(url=OLD, old=OLD)
    assert edit("bibtex", before, moved()) == text.format(url=NEW, old=OLD)


def test_the_new_address_is_escaped_where_the_old_one_is() -> None:
    link, url = "http://a.example/b_c%20d~e", "https://new.example/x_y%20z"
    text = r"@misc{{a, url = {{{}}}, note = {{\url{{http://a.example/b_c%20d~e}}}}}}"
    before = text.format(r"http://a.example/b\_c\%20d\~{}e")
    after = text.replace(link, url).format(r"https://new.example/x\_y\%20z")
    assert edit("bibtex", before, moved(link=link, url=url)) == after


def test_a_link_that_only_begins_like_it_stays() -> None:
    text = f"@misc{{a, url={{{OLD}b}}, note={{{OLD}}}}}"
    assert edit("bibtex", text, moved()) == f"@misc{{a, url={{{OLD}b}}, note={{{NEW}}}}}"
    assert edited("bibtex", f"@misc{{a, url={{{OLD}b}}}}", moved()).unplaced


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "@misc{{a,\n  title  = {{T}},\n  url    = {{{url}}},\n  author = {{A}}\n}}",
            (
                "@misc{{a,\n  title  = {{T}},\n  url    = {{{url}}},\n  note   = {{{note}}},\n"
                "  author = {{A}}\n}}"
            ),
        ),
        ('@misc{{a,\r\nURL="{url}"}}', '@misc{{a,\r\nURL="{url}",\r\nNOTE="{note}"}}'),
        (
            "@misc{{a\n  , title={{T}}\n  , url={{{url}}}\n}}",
            "@misc{{a\n  , title={{T}}\n  , url={{{url}}}\n  , note={{{note}}}\n}}",
        ),
        ("@misc{{a, url={{{url}}} }}", "@misc{{a, url={{{url}}}, note={{{note}}} }}"),
        (
            "@misc{{a, url={{{url}}}, note={{Accessed 2016 }}}}",
            "@misc{{a, url={{{url}}}, note={{Accessed 2016. {note} }}}}",
        ),
        ("@misc{{a, note={{\\url{{{url}}}}}}}", "@misc{{a, note={{\\url{{{url}}} {note}}}}}"),
        ("@misc{{a, url={{{url}}}, note=n}}", "@misc{{a, url={{{url}}}, note=n # {{ {note}}}}}"),
    ],
)
def test_a_snapshot_is_noted_in_the_files_own_manner_once(before: str, after: str) -> None:
    text, wanted = before.format(url=OLD), after.format(url=OLD, note=NOTE)
    assert edit("bibtex", text, archived()) == wanted
    assert edit("bibtex", wanted, archived()) == wanted


def test_a_repair_is_made_in_its_own_entry() -> None:
    text = f"@misc{{a, url={{{OLD}}}}}\n@misc{{a, url={{{OLD}}}}}"
    second = moved(Citation("a (2)", "T", (OLD,)))
    assert edit("bibtex", text, second) == f"@misc{{a, url={{{OLD}}}}}\n@misc{{a, url={{{NEW}}}}}"


def test_an_address_of_several_parts_is_exchanged_as_a_whole() -> None:
    text = '@string{s="http://old.example"}\n@misc{a, url = s # "/a", year=1}'
    assert edit("bibtex", text, moved()) == text.replace('s # "/a"', f"{{{NEW}}}")


def test_a_doi_gives_way_to_a_doi_and_a_snapshot_of_it_stands_beside() -> None:
    text = "@misc{a, doi={10.1000/x}}"
    one = moved(link="10.1000/x", url="https://doi.org/10.1000/y")
    assert edit("bibtex", text, one) == "@misc{a, doi={10.1000/y}}"
    other = moved(link="10.1000/x", url=NEW)
    assert edit("bibtex", text, other) == f"@misc{{a, doi={{10.1000/x}}, url={{{NEW}}}}}"
    third = archived(link="10.1000/x")
    noted = f"note={{Archived at \\url{{{third.url}}}, 12 January 2017.}}"
    assert edit("bibtex", text, third) == f"@misc{{a, doi={{10.1000/x}}, {noted}}}"


def test_what_braces_would_break_is_left_to_people() -> None:
    one = moved(url="https://new.example/{x")
    text = f"@misc{{a, url={{{OLD}}}}}"
    assert edited("bibtex", text, one).unplaced
    assert edited("bibtex", text, one).content.decode() == text


def test_a_damaged_entry_is_repaired_where_it_is_read() -> None:
    text = f"@misc{{a, url={{{OLD}}}, title={{open\n\n@misc{{b, url={{{OLD}}}}}"
    assert edit("bibtex", text, archived(action=Action.EXCHANGE)) == text.replace(OLD, COPY)
