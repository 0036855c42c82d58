"""Word: relationships, fields and visible text change; every other member keeps its bytes."""

from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from citewatch.core.repair.plan import Action, Repair
from citewatch.documents.editing.edits import Repaired
from citewatch.documents.kinds.word.editor import repair_word
from repair.repair_lab import NEW, OLD, archived, moved, snapshot

COPY = snapshot(OLD)
NOTE = f"Archived at {COPY}, 12 January 2017."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = '<Relationship Id="{}" Type="http://x/hyperlink" Target="{}" TargetMode="External"/>'
FOOTNOTES = '<Relationship Id="rId1" Type="http://x/footnotes" Target="footnotes.xml"/>'
MEDIA = bytes(range(256)) * 9


def word(body: str, notes: str = "", relations: str = "") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.comment = b"kept"
        archive.writestr(ZipInfo("[Content_Types].xml", (2016, 1, 2, 3, 4, 6)), "<Types/>")
        archive.writestr("word/document.xml", _part("document", body), ZIP_DEFLATED)
        archive.writestr("word/footnotes.xml", _part("footnotes", notes), ZIP_DEFLATED)
        rels = f"{HEAD}<Relationships>{FOOTNOTES}{relations}</Relationships>"
        archive.writestr("word/_rels/document.xml.rels", rels, ZIP_DEFLATED)
        archive.writestr("word/media/image1.png", MEDIA, ZIP_STORED)
    return made.getvalue()


def _part(name: str, content: str) -> str:
    return f'{HEAD}<w:{name} xmlns:w="{W}"><!-- {OLD} -->{content}</w:{name}>'


def run(text: str) -> str:
    return f"<w:r><w:rPr><w:i/></w:rPr><w:t>{text}</w:t></w:r>"


def field(code: str, shown: str) -> str:
    def edge(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    said = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return edge("begin") + said + edge("separate") + run(shown) + edge("end")


def member(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def repaired(content: bytes, *repairs: Repair) -> Repaired:
    found = repair_word(content, repairs)
    assert found.unplaced == ()
    return found


LINKED = (
    f'<w:p>{run("See ")}<w:hyperlink r:id="rId7">{run("Smith")}</w:hyperlink>{run(", 2017.")}</w:p>'
)
RELATED = RELATION.format("rId7", OLD) + RELATION.format("rId8", f"{OLD}b")


def test_the_target_of_a_hyperlink_changes_and_other_members_keep_their_bytes() -> None:
    before = word(LINKED, relations=RELATED)
    after = repaired(before, moved()).content
    rels = "word/_rels/document.xml.rels"
    expected = member(before, rels).replace(f'"{OLD}"', f'"{NEW}"')
    assert member(after, rels) == expected
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        assert new.namelist() == old.namelist()
        assert new.comment == b"kept"
        for was, now in zip(old.infolist(), new.infolist(), strict=True):
            assert (now.date_time, now.compress_type) == (was.date_time, was.compress_type)
            assert now.filename == rels or new.read(now) == old.read(was)


def test_an_address_in_pieces_is_exchanged_as_one() -> None:
    notes = f"<w:p>{run('At http://old')}{run('.example/')}{run('a, 2017 &amp; on')}</w:p>"
    after = repaired(word("", notes), moved()).content
    expected = f"<w:p>{run(f'At {NEW}')}{run('')}{run(', 2017 &amp; on')}</w:p>"
    assert expected in member(after, "word/footnotes.xml")


def test_a_field_leads_to_the_new_address() -> None:
    code = f' HYPERLINK "{OLD}" '
    body = f"<w:p>{field(code, OLD)}</w:p>"
    after = repaired(word(body), moved()).content
    assert body.replace(OLD, NEW) in member(after, "word/document.xml")


@pytest.mark.parametrize("new", [NEW, f"{NEW}#p"])
def test_a_place_within_the_page_goes_with_its_address(new: str) -> None:
    code = f' HYPERLINK "{OLD}" \\l "part" \\o "Tip" '
    before = word(f"<w:p>{field(code, 'Doe')}</w:p>")
    after = repaired(before, moved(link=f"{OLD}#part", url=new)).content
    assert f'HYPERLINK "{new}"  \\o "Tip"' in member(after, "word/document.xml")


def test_links_that_share_a_relationship_part_where_one_of_them_moves() -> None:
    def to(place: str) -> str:
        return f'<w:p><w:hyperlink r:id="rId7" w:anchor="{place}">{run("A")}</w:hyperlink></w:p>'

    before = word(to("one") + to("two"), relations=RELATED)
    after = repaired(before, moved(link=f"{OLD}#one", url=f"{NEW}#first")).content
    text, rels = member(after, "word/document.xml"), member(after, "word/_rels/document.xml.rels")
    assert text == member(before, "word/document.xml").replace(
        'r:id="rId7" w:anchor="one"', 'r:id="rId9" w:anchor="first"'
    )
    added = RELATION.format("rId9", NEW)
    assert rels == member(before, "word/_rels/document.xml.rels").replace(
        RELATION.format("rId7", OLD), RELATION.format("rId7", OLD) + added
    )


def test_an_anchor_goes_where_the_new_address_has_none() -> None:
    linked = f'<w:p><w:hyperlink w:anchor="one" r:id="rId7">{run("A")}</w:hyperlink></w:p>'
    after = repaired(word(linked, relations=RELATED), moved(link=f"{OLD}#one")).content
    assert '<w:hyperlink r:id="rId7">' in member(after, "word/document.xml")
    assert f'Target="{NEW}"' in member(after, "word/_rels/document.xml.rels")


def test_the_hidden_data_of_reference_managers_stay_and_that_is_told() -> None:
    hidden = f'ADDIN ZOTERO_ITEM CSL_CITATION {{"URL":"{OLD}"}}'
    body = f"<w:p>{field(escape(hidden), f'Doe, {OLD}')}</w:p>"
    found = repaired(word(body), moved())
    text = member(found.content, "word/document.xml")
    assert text == member(word(body), "word/document.xml").replace(f"Doe, {OLD}", f"Doe, {NEW}")
    (told,) = found.remarks
    assert told.startswith(f"Zotero keeps 1 of the repaired addresses ({OLD})")


def test_what_older_programs_show_of_a_drawing_changes_too() -> None:
    def box(made: str) -> str:
        return f"<w:pict><w:txbxContent><w:p>{run(made)}</w:p></w:txbxContent></w:pict>"

    body = (
        f"<w:p>{run('A')}<w:r><mc:AlternateContent><mc:Choice>{box(OLD)}</mc:Choice>"
        f"<mc:Fallback>{box(f'Old: {OLD}')}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    after = repaired(word(body), moved()).content
    assert body.replace(OLD, NEW) in member(after, "word/document.xml")


def test_a_note_is_a_run_of_its_own_that_looks_like_the_citation() -> None:
    notes = f"<w:p>{run(f'Smith, {OLD}.')}</w:p><w:p>{run('Other')}</w:p>"
    once = repaired(word("", notes), archived(f"Smith, {OLD}.")).content
    added = f'<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> {NOTE}</w:t></w:r>'
    expected = notes.replace("</w:p>", f"{added}</w:p>", 1)
    assert expected in member(once, "word/footnotes.xml")
    assert repaired(once, archived(f"Smith, {OLD}.")).content == once


@pytest.mark.parametrize(("cited", "shown"), [("Smith, 2017.", NOTE), ("Smith", "(archived at")])
def test_a_note_stands_behind_the_citation_or_the_link(cited: str, shown: str) -> None:
    before = word(LINKED, relations=RELATED)
    after = repaired(before, archived(cited))
    text = member(after.content, "word/document.xml")
    assert shown in text
    assert text.index("</w:hyperlink>") < text.index(shown)
    assert (text.index(", 2017.") < text.index(shown)) is (shown == NOTE)
    assert repaired(after.content, archived(cited)).content == after.content


def test_a_snapshot_takes_the_links_place_where_that_is_wanted() -> None:
    after = repaired(word(LINKED, relations=RELATED), archived(action=Action.EXCHANGE))
    assert f'Target="{COPY}"' in member(after.content, "word/_rels/document.xml.rels")
    assert f"<{OLD}>" in after.before
    assert f"<{COPY}>" in after.after


def test_a_link_that_is_not_there_is_told_and_the_file_stays_as_it_is() -> None:
    before = word(f"<w:p>{run(f'{OLD}b')}</w:p>")
    found = repair_word(before, [moved()])
    assert found.unplaced == (moved(),)
    assert found.content == before


def test_a_link_of_a_note_is_led_by_the_relationships_of_the_notes() -> None:
    notes = f'<w:footnote w:id="2">{LINKED}</w:footnote>'
    rels = "word/_rels/footnotes.xml.rels"
    made = BytesIO(word("<w:p/>", notes, RELATED))
    with ZipFile(made, "a") as archive:
        archive.writestr(rels, f"{HEAD}<Relationships>{RELATED}</Relationships>", ZIP_DEFLATED)
    before = made.getvalue()
    after = repaired(before, moved()).content
    assert member(after, rels) == member(before, rels).replace(f'"{OLD}"', f'"{NEW}"')
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        assert new.namelist() == old.namelist()
        assert all(new.read(name) == old.read(name) for name in old.namelist() if name != rels)


def test_a_field_within_a_field_leads_to_the_new_address() -> None:
    inner = field(f' HYPERLINK "{OLD}" ', "Smith")
    outer = field(" QUOTE ", "")
    body = f"<w:p>{outer.replace(run(''), inner)}</w:p>"
    after = repaired(word(body), moved()).content
    assert body.replace(OLD, NEW) in member(after, "word/document.xml")


def test_a_link_that_was_put_in_while_changes_are_tracked_is_repaired() -> None:
    body = f'<w:p><w:ins w:id="1" w:author="A">{run(OLD)}</w:ins></w:p>'
    after = repaired(word(body), moved()).content
    assert body.replace(OLD, NEW) in member(after, "word/document.xml")
