"""Markdown that cites works by key: the bibliographies that its front matter names are followed."""

import json
from pathlib import Path

import pytest

from citewatch.core.citation import Citation
from citewatch.documents.kinds.markdown.reader import read_markdown
from citewatch.documents.reader import Reading

BIB = "@misc{lee2019, title={Of Ice}, url={http://ice.example/a_b}, urldate={2020-01-02}}\n"
CSL = [{"id": "ray_2020", "type": "webpage", "title": "Of Rain", "URL": "http://rain.example/"}]
YAML = "references:\n- id: sun:21\n  type: webpage\n  title: Of Sun\n  URL: http://sun.example/\n"
RIS = "TY  - ELEC\nID  - wind2\nTI  - Of Wind\nUR  - http://wind.example/\nER  - \n"


def read(folder: Path, text: str) -> Reading:
    document = folder / "a.md"
    document.write_text(text)
    return read_markdown(document.read_bytes(), str(document))


def by_id(reading: Reading) -> dict[str, Citation]:
    return {citation.id: citation for citation in reading.citations}


def test_each_kind_of_bibliography_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIB)
    (tmp_path / "b.json").write_text(json.dumps(CSL))
    (tmp_path / "c.yaml").write_text(f"---\n{YAML}...\n")
    (tmp_path / "d.ris").write_text(RIS)
    front = "---\nbibliography: [a.bib, b.json, c.yaml, 'd.ris']\n---\n"
    text = "Ice melts [see @lee2019, p. 3; -@ray_2020]. By @sun:21 [p. 4], all. And [@wind2].\n"
    found = by_id(read(tmp_path, front + text))
    assert {key: one.links for key, one in found.items()} == {
        "lee2019": ("http://ice.example/a_b",),
        "ray_2020": ("http://rain.example/",),
        "sun:21": ("http://sun.example/",),
        "wind2": ("http://wind.example/",),
    }
    assert found["lee2019"].supports == ("Ice melts [see @lee2019, p. 3; -@ray_2020].",)
    assert str(found["lee2019"].accessed) == "2020-01-02"
    assert found["wind2"].supports == ("And [@wind2].",)


def test_works_described_in_the_front_matter_are_read(tmp_path: Path) -> None:
    dated = "  accessed: {year: 2021, month: 3, day: 4}\n"
    reading = read(tmp_path, f"---\n{YAML}{dated}---\nSaid [@sun:21]. See <http://a.example/>.\n")
    assert [one.id for one in reading.citations] == ["sun:21", "link-1"]
    assert str(reading.citations[0].accessed) == "2021-03-04"
    assert reading.remarks == ()


def test_what_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIB)
    front = "---\nbibliography:\n- a.bib\n- gone.bib\n---\n"
    reading = read(tmp_path, f"{front}A [@lee2019]. B [@lost2001; @lee2019].\n")
    assert len(by_id(reading)["lee2019"].supports) == 2
    assert reading.remarks == (
        "The bibliography gone.bib could not be read beside the document.",
        "1 work is cited by key and not found in the document's bibliographies: lost2001.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ask me@mail.example or <you@mail.example>.",
        "See @fig-one and `@code99`.",
        "By [@ann1999](http://a.example/).",
        "At http://a.example/@ann1999 it stands.",
    ],
)
def test_what_is_no_key_is_none(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, f"---\nbibliography: a.bib\n---\n{text}\n").remarks == ()


def test_people_are_no_keys_where_no_bibliography_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, "Thanks to @ann and @bob1999 [@carol].\n").remarks == ()


def test_keys_without_a_bibliography_are_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "As said [@lee2019, p. 3].\n")
    told = "1 work is cited by key, and the document names no bibliography: lee2019."
    assert reading.remarks == (told,)


def test_front_matter_of_a_stranger_costs_nothing(tmp_path: Path) -> None:
    front = "a: &a [x, x]\nb: &b [*a, *a]\nbibliography: [*b, " + "[" * 3_000 + "\n"
    assert read(tmp_path, f"---\n{front}---\n[@x99]\n").citations == ()
    deep = "references: " + "[" * 500 + "]" * 500 + "\n"
    assert read(tmp_path, f"---\n{deep}---\n[@x99]\n").citations == ()
