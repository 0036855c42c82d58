"""What a sources.yaml gives, and what is said of one that is wrong."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from time import process_time

import pytest
from jsonschema import Draft202012Validator

from citewatch.core.citation import Citation, Place
from citewatch.documents.kinds.sources.reader import load_sources, read_sources
from citewatch.documents.kinds.sources.text_file import LARGEST, MOST_PROBLEMS
from citewatch.errors import InputError

ONE = """\
citations:
  - id: "6"
    text: A reference.
    links: []
"""
"""A valid file; a line added to it is line 5, in the citation."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sources.yaml"


def problems(file: Path, content: str | bytes) -> list[str]:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        load_sources(file)
    return [problem.removeprefix(f"{file.parent}/") for problem in caught.value.problems]


def only_citation(file: Path, content: str) -> Citation:
    file.write_text(content, encoding="utf-8")
    (citation,) = load_sources(file).citations
    return citation


def test_every_key_of_a_citation_is_read(file: Path) -> None:
    content = """\
title: Police-Community Relations
citations:
  - id: "39"
    text: |-
      Hartney. “Created Equal.”
      Data Snapshot.
    links: [http://a.example/x?a=1&b=2#f, "https://b.example/ "]
    accessed: 2017-01-12
    published: "March 2009"
    supports: ["Black people are punished more harshly."]
    quote: more harshly
    note: two paragraphs
"""
    file.write_text(content, encoding="utf-8")
    document = load_sources(file)
    assert (document.source, document.title) == (str(file), "Police-Community Relations")
    assert document.citations == (
        Citation(
            id="39",
            text="Hartney. “Created Equal.”\nData Snapshot.",
            links=("http://a.example/x?a=1&b=2#f", "https://b.example/ "),
            accessed=date(2017, 1, 12),
            published="March 2009",
            supports=("Black people are punished more harshly.",),
            quote="more harshly",
            note="two paragraphs",
        ),
    )


@pytest.mark.parametrize(
    ("keys", "accessed", "published"),
    [
        ("", date(2017, 1, 12), "3 Oct. 2016"),
        ("    accessed: 2015-05-05\n", date(2015, 5, 5), "3 Oct. 2016"),
        ('    published: "2011"\n', date(2017, 1, 12), "2011"),
        ('    published: ""\n', date(2017, 1, 12), "3 Oct. 2016"),
    ],
)
def test_days_that_only_the_text_says_count(
    file: Path, keys: str, accessed: date, published: str
) -> None:
    text = "Courier, 3 Oct. 2016. Accessed 12 January 2017 at http://a.example/2014/x"
    found = only_citation(file, ONE.replace("A reference.", f'"{text}"') + keys)
    assert (found.accessed, found.published) == (accessed, published)


def test_a_text_without_a_day_gives_none(file: Path) -> None:
    found = only_citation(file, ONE)
    assert (found.accessed, found.published) == (None, None)


def test_the_order_of_the_file_is_kept(file: Path) -> None:
    ids = ["9", "10", "a", "1"]
    entries = "".join(f'  - {{id: "{name}", text: "", links: []}}\n' for name in ids)
    file.write_text("citations:\n" + entries, encoding="utf-8")
    assert [citation.id for citation in load_sources(file).citations] == ids


def test_a_document_without_title_and_citations_is_valid(file: Path) -> None:
    file.write_text("citations: []\n", encoding="utf-8")
    document = load_sources(file)
    assert (document.title, document.citations) == (None, ())


@pytest.mark.parametrize("written", ["2016-02-29", '"2016-02-29"', "'2016-02-29'"])
def test_a_date_is_read_with_and_without_quotes(file: Path, written: str) -> None:
    assert only_citation(file, f"{ONE}    accessed: {written}\n").accessed == date(2016, 2, 29)


def test_a_publication_date_that_yaml_would_convert_stays_as_written(file: Path) -> None:
    assert only_citation(file, f"{ONE}    published: 2016-10-20\n").published == "2016-10-20"


def test_a_link_is_kept_exactly_even_where_it_is_no_address(file: Path) -> None:
    links = '[" http://a.example", "http://b.example/\\nx", "not an address", " "]'
    citation = only_citation(file, ONE.replace("[]", links))
    assert citation.links == (" http://a.example", "http://b.example/\nx", "not an address", " ")


def test_a_byte_order_mark_and_windows_line_ends_are_fine(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + ONE.replace("\n", "\r\n").encode())
    assert load_sources(file).citations[0].text == "A reference."


NUMBER = "must be text, but is a number (write it in quotes)"
YES_NO = "must be text, but is a yes/no value (write it in quotes)"
NO_DAY = "is not a day in the calendar"
NO_DATE = "must be a date such as 2017-01-12, but is"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("published: 2015", f"citations[0].published: {NUMBER}"),
        ("published: 20.15", f"citations[0].published: {NUMBER}"),
        ("note: yes", f"citations[0].note: {YES_NO}"),
        (
            "note:",
            'citations[0].note: must be text, but is empty (write "" where there is none)',
        ),
        ("quote:", "citations[0].quote: must be text, but is empty"),
        ('quote: " "', "citations[0].quote: must not be empty"),
        ("note: [a]", "citations[0].note: must be text, but is a list"),
        ("note: {a: b}", "citations[0].note: must be text, but is keys with values"),
        (
            "supports: One sentence.",
            "citations[0].supports: must be a list, but is text (begin each item with -)",
        ),
        ("supports: [3]", f"citations[0].supports[0]: {NUMBER}"),
        (
            "accessed: 2017-02-30",
            f'citations[0].accessed: "2017-02-30" {NO_DAY}',
        ),
        (
            "accessed: 0000-01-01",
            f'citations[0].accessed: "0000-01-01" {NO_DAY}',
        ),
        ("accessed: 12 Jan. 2017", f'citations[0].accessed: {NO_DATE} "12 Jan. 2017"'),
        ("accessed: 20170112x", f'citations[0].accessed: {NO_DATE} "20170112x"'),
        ('accessed: "2017-01-12\\n"', f'citations[0].accessed: {NO_DATE} "2017-01-12"'),
        ("accessed: २०१७-०१-१२", f'citations[0].accessed: {NO_DATE} "२०१७-०१-१२"'),
        ("lnks: []", 'citation "6": unknown key "lnks" (did you mean "links"?)'),
        ("zebra: []", 'citation "6": unknown key "zebra"'),
        ('"\\e[31m": x', 'citation "6": unknown key "[31m"'),
        ("<<: {note: x}", 'citation "6": unknown key "<<"'),
        ("links: []", 'key "links" is used twice (first at line 4)'),
    ],
)
def test_a_wrong_value_is_named_with_its_line_and_key(file: Path, line: str, problem: str) -> None:
    assert problems(file, f"{ONE}    {line}\n") == [f"sources.yaml:5: {problem}"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "1: the whole file must be keys with values (key: value), but is empty"),
        ("# none yet\n", "1: the whole file must be keys with values (key: value), but is empty"),
        ("\n- a\n", "2: the whole file must be keys with values (key: value), but is a list"),
        ("text", "1: the whole file must be keys with values (key: value), but is text"),
        ("title: a\n", '1: the key "citations" is missing'),
        (
            "title: a\ncitations:\n",
            "2: citations: must be a list, but is empty (write [] where there is none)",
        ),
        (
            "title: a\ncitations: b\n",
            "2: citations: must be a list, but is text (begin each item with -)",
        ),
        (
            "citations:\n  - http://a.example\n",
            "2: citations[0]: must be keys with values (key: value), but is text",
        ),
        ("title: 1984\ncitations: []\n", f"1: title: {NUMBER}"),
        ("titel: a\ncitations: []\n", '1: unknown key "titel" (did you mean "title"?)'),
        ("citations: []\ncitations: []\n", '2: key "citations" is used twice (first at line 1)'),
    ],
)
def test_a_wrong_file_is_told_what_it_must_hold(file: Path, content: str, problem: str) -> None:
    assert problems(file, content) == [f"sources.yaml:{problem}"]


def test_a_link_that_is_no_text_is_named_by_its_number_in_the_list(file: Path) -> None:
    links = "\n      - http://a.example\n      - 7\n      - \n      - ''"
    assert problems(file, ONE.replace(" []", links)) == [
        f"sources.yaml:6: citations[0].links[1]: {NUMBER}",
        "sources.yaml:7: citations[0].links[2]: must be text, but is empty",
        "sources.yaml:8: citations[0].links[3]: must not be empty",
    ]


def test_a_missing_key_names_the_citation(file: Path) -> None:
    content = 'citations:\n  - id: "6"\n  - text: a\n    links: []\n'
    assert problems(file, content) == [
        'sources.yaml:2: citation "6": the key "links" is missing',
        'sources.yaml:2: citation "6": the key "text" is missing',
        'sources.yaml:3: citations[1]: the key "id" is missing',
    ]


def test_an_id_that_is_a_number_must_be_written_in_quotes(file: Path) -> None:
    assert problems(file, ONE.replace('"6"', "6")) == [f"sources.yaml:2: citations[0].id: {NUMBER}"]


def test_an_id_used_twice_names_both_lines(file: Path) -> None:
    twice = ONE + ONE.removeprefix("citations:\n") * 2
    assert problems(file, twice) == [
        'sources.yaml:5: citation id "6" is used twice (first at line 2)',
        'sources.yaml:8: citation id "6" is used twice (first at line 2)',
    ]


def test_all_problems_are_told_at_once_in_the_order_of_their_lines(file: Path) -> None:
    content = f"{ONE}    accessed: soon\n    note: 3\n    note: 4\n{ONE[11:]}    zzz: 1\ntitel: a\n"
    assert problems(file, content) == [
        f'sources.yaml:5: citations[0].accessed: {NO_DATE} "soon"',
        f"sources.yaml:6: citations[0].note: {NUMBER}",
        'sources.yaml:7: key "note" is used twice (first at line 6)',
        'sources.yaml:8: citation id "6" is used twice (first at line 2)',
        'sources.yaml:11: citation "6": unknown key "zzz"',
        'sources.yaml:12: unknown key "titel" (did you mean "title"?)',
    ]


def test_a_flood_of_problems_is_cut(file: Path) -> None:
    told = problems(file, "citations: [" + "a, " * 50_000 + "]")
    assert len(told) == MOST_PROBLEMS + 1
    assert told[-1] == "sources.yaml: and more; put these right first"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (f"{ONE}    note: see: here\n", "5:14: this colon cannot stand here"),
        (f"{ONE}\t- id: a\n", "5:1: no text can begin with this character"),
        (f"{ONE}    note: @home\n", "5:11: no text can begin with this character"),
        (f'{ONE}    note: "é" x\n', "5:15: a key was expected here"),
        (f'{ONE}    note: "open\n\n\n', "5:11: the quotation mark that opens here is never closed"),
        (f'{ONE}    note: "\\q"\n', "5:12: in double quotes a backslash"),
        (f"{ONE}    links: [a, b\ntitle: a\n", "6:6: a comma or ] was expected here"),
        ("citations: {a: b\n", "2:1: a comma or } was expected here"),
        (f"{ONE}  id: a\n", "5:3: another item of the list (-) was expected here"),
        ("citations: |x\n  a\n", "1:13: this is not valid YAML (did not find expected comment"),
    ],
)
def test_broken_yaml_is_explained_with_line_and_column(
    file: Path, content: str, problem: str
) -> None:
    (told,) = problems(file, content)
    assert told.startswith(f"sources.yaml:{problem}")


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(file: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{f'*l{n - 1}, ' * 9}]\n" for n in range(1, 10))
    (told,) = problems(file, f"l0: &l0 [x]\n{levels}citations: *l9\n")
    assert told.startswith("sources.yaml:1: an anchor (&l0) is not allowed")


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("*note", "an alias (*note)"),
        ("&a b", "an anchor (&a)"),
        ("!b c", "a tag (!b)"),
        ("!!python/object/apply:os.getcwd []", "a tag (!!python/object/apply:os.getcwd)"),
        ("!!binary aGk=", "a tag (!!binary)"),
    ],
)
def test_text_that_yaml_would_take_for_an_instruction_is_refused(
    file: Path, value: str, named: str
) -> None:
    (told,) = problems(file, f"{ONE}    note: {value}\n")
    assert told.startswith(f"sources.yaml:5: {named} is not allowed; put text that begins with ")


def test_a_second_document_is_refused(file: Path) -> None:
    (told,) = problems(file, f"{ONE}---\n{ONE}")
    assert told == "sources.yaml:5: a second document starts here (---); one file holds one"


def test_a_key_that_is_a_list_is_refused(file: Path) -> None:
    assert problems(file, f"{ONE}? [a]\n: b\n") == ["sources.yaml:5: a key must be text"]


@pytest.mark.parametrize("opening", ["[", "- ", "a: [", "{a: "])
def test_a_hundred_thousand_levels_are_refused_without_a_crash(file: Path, opening: str) -> None:
    (told,) = problems(file, opening * 100_000)
    assert told.startswith("sources.yaml:1:")


def test_nesting_is_refused_by_its_depth(file: Path) -> None:
    (told,) = problems(file, "citations:\n  " + "[" * 17 + "]" * 17)
    assert told == "sources.yaml:2: is nested more than 16 levels deep"


@pytest.mark.parametrize("number", ["9" * 200_000, "1" + ":59" * 200_000])
def test_an_enormous_number_is_refused_without_being_reckoned(file: Path, number: str) -> None:
    start = process_time()
    assert problems(file, f"{ONE}    note: {number}\n") == [
        f"sources.yaml:5: citations[0].note: {NUMBER}"
    ]
    assert process_time() - start < 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"a: b\n# \xe9t\xe9\n", "2: is not UTF-8 text (byte 0xE9); save the file as UTF-8"),
        (
            b"\xef\xbb\xbfa: b\r\n\r# \xc3(\n",
            "3: is not UTF-8 text (byte 0xC3); save the file as UTF-8",
        ),
        ("a: b".encode("utf-16"), "1: is UTF-16 text; save the file as UTF-8"),
        (b"a: b\nc: \x07\n", "2: the invisible character U+0007 cannot stand in this file"),
        (b"a: \x00", "1: the invisible character U+0000 cannot stand in this file"),
        ("a:\n  - \ufeffb", "2: the invisible character U+FEFF cannot stand in this file"),
        ("a: b\u2028c\n", "1: the invisible character U+2028 cannot stand in this file"),
    ],
)
def test_bytes_that_are_no_plain_text_are_named_with_their_line(
    file: Path, content: str | bytes, problem: str
) -> None:
    (told,) = problems(file, content)
    assert told.startswith(f"sources.yaml:{problem}")


def test_a_file_above_the_size_limit_is_refused(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(InputError, match=r"is larger than 64 MiB$"):
        load_sources(file)


def test_a_file_that_cannot_be_read_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        load_sources(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="cannot be read: "):
        load_sources(tmp_path)
    with pytest.raises(InputError, match="cannot be read: "):
        load_sources(Path("a\0b"))


def test_two_thousand_citations_load_within_seconds(file: Path) -> None:
    entries = "".join(
        f'  - id: "{n}"\n    text: A reference.\n    links: [http://{n}.example/]\n'
        f"    accessed: 2017-01-12\n    supports: [One sentence.]\n"
        for n in range(2_000)
    )
    file.write_text(f"citations:\n{entries}", encoding="utf-8")
    start = process_time()
    assert len(load_sources(file).citations) == 2_000
    assert process_time() - start < 4


def test_the_shipped_schema_is_itself_valid() -> None:
    schema = files("citewatch").joinpath("schemas", "sources.schema.json").read_text("utf-8")
    Draft202012Validator.check_schema(json.loads(schema))


def test_a_citation_of_an_audited_file_stands_at_its_line_unless_it_says_otherwise() -> None:
    content = """\
title: T
citations:
  # The first.
  - text: One.
    id: "1"
    links: []

  - {id: "2", text: Two., links: [], at: "paper.docx:note 4"}
  -
    id: "3"
    text: Three.
    links: []
"""
    found = [one.at for one in read_sources(content.encode(), "a/sources.yaml").citations]
    assert found == [
        Place("a/sources.yaml", 4),
        Place("paper.docx", part="note 4"),
        Place("a/sources.yaml", 10),
    ]


def test_what_is_read_to_be_brought_up_to_date_has_only_the_places_that_it_names(
    file: Path,
) -> None:
    assert only_citation(file, ONE).at is None
