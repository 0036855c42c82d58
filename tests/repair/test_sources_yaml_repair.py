"""sources.yaml: values change, and nothing around them does by a byte."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from citewatch.core.citation import Citation
from citewatch.core.repair.plan import Action, Repair
from repair.repair_lab import NEW, OLD, archived, edit, edited, moved, snapshot

COPY = snapshot(OLD)
NOTE = f"Archived at {COPY}, 12 January 2017."

FILE = f"""\
# A comment that stays.
title:   "Odd   spacing"   # as it is

citations:
  - id: "1"   # {OLD} in a comment is no link
    text: "Smith, \\u201cTitle\\u201d. {OLD}b and {OLD}."
    links:
      - "{OLD}"   # the first
      - {OLD}b
    accessed: 2017-01-12

  - {{id: '2', text: Doe's {OLD}, links: ['{OLD}']}}
  -   note: {OLD}
      links: [{OLD}]
      text: >-
        Folded words
        and {OLD} here

      id: three
"""


def every(make: Callable[..., Repair], text: str = FILE, **given: str) -> list[Repair]:
    citations = yaml.load(text, Loader=yaml.BaseLoader)["citations"]
    known = [Citation(c["id"], c["text"], tuple(c["links"])) for c in citations]
    return [make(citation, **given) for citation in known]


def test_a_moved_link_is_exchanged_in_text_and_links_and_nowhere_else() -> None:
    after = edit("sources", FILE, *every(moved))
    expected = FILE.replace(OLD, NEW).replace(f"{NEW}b", f"{OLD}b")
    expected = expected.replace(f"# {NEW} in", f"# {OLD} in").replace(
        f"note: {NEW}", f"note: {OLD}"
    )
    assert after == expected


def test_a_snapshot_is_noted_behind_the_text_and_listed_behind_its_link() -> None:
    after = edit("sources", FILE, *every(archived))
    one, two, three = yaml.safe_load(after)["citations"]
    assert one["text"].endswith(f"{OLD}b and {OLD}. {NOTE}")
    assert one["links"] == [OLD, COPY, f"{OLD}b"]
    assert two == {"id": "2", "text": f"Doe's {OLD} {NOTE}", "links": [OLD, COPY]}
    assert three["text"] == f"Folded words and {OLD} here. {NOTE}"
    assert f'      - "{OLD}"   # the first\n      - "{COPY}"\n' in after
    kept = [line for line in after.splitlines() if line in FILE.splitlines()]
    assert len(kept) == len(FILE.splitlines()) - 4


def test_a_second_run_changes_nothing() -> None:
    once = edit("sources", FILE, *every(archived))
    assert edit("sources", once, *every(archived, once)) == once


@pytest.mark.parametrize("make", [moved, archived])
def test_line_ends_byte_order_mark_and_a_missing_last_line_end_survive(
    make: Callable[..., Repair],
) -> None:
    text = "\ufeff" + FILE.replace("\n", "\r\n").removesuffix("\r\n")
    after = edit("sources", text, *every(make, text.removeprefix("\ufeff")))
    plain = edit("sources", FILE, *every(make))
    assert after == "\ufeff" + plain.replace("\n", "\r\n").removesuffix("\r\n")


def test_a_link_on_the_last_line_gets_its_snapshot_behind_it() -> None:
    text = f"citations:\n- id: x\n  text: ''\n  links:\n  - {OLD}"
    after = edit("sources", text, *every(archived, text))
    assert after == (f"citations:\n- id: x\n  text: '{NOTE}'\n  links:\n  - {OLD}\n  - {COPY}")


def test_an_address_that_yaml_would_misread_is_quoted() -> None:
    odd = "https://new.example/a,b[1]"
    after = edit("sources", FILE, *every(moved, url=odd))
    links = [citation["links"] for citation in yaml.safe_load(after)["citations"]]
    assert links == [[odd, f"{OLD}b"], [odd], [odd]]
    assert f'links: ["{odd}"]' in after


def test_a_citation_that_cannot_be_changed_safely_is_left_alone() -> None:
    text = FILE + f'  - id: "4"\n    text: "{OLD[:12]}\\\n      {OLD[12:]}"\n    links: ["{OLD}"]\n'
    repaired = edited("sources", text, *every(moved, text))
    assert [repair.citation.id for repair in repaired.unplaced] == ["4"]
    assert repaired.content.decode() == edit("sources", text, *every(moved, text)[:3])


def test_only_the_meant_values_change_in_a_real_list() -> None:
    text = Path("sources.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.BaseLoader)
    for number, entry in enumerate(data["citations"]):
        for link in entry["links"]:
            citation = Citation(entry["id"], entry["text"], tuple(entry["links"]))
            repaired = edited("sources", text, archived(citation, link, Action.EXCHANGE))
            assert repaired.unplaced == ()
            after = yaml.load(repaired.content.decode(), Loader=yaml.BaseLoader)
            changed = after["citations"].pop(number)
            assert after["citations"] == [e for e in data["citations"] if e is not entry]
            expected = [snapshot(link) if each == link else each for each in entry["links"]]
            assert changed["links"] == expected
            assert {**changed, "links": 0, "text": 0} == {**entry, "links": 0, "text": 0}
            if link in entry["text"]:
                assert changed["text"] == entry["text"].replace(link, snapshot(link), 1)
