"""OpenDocument texts: targets and shown addresses change; every other byte stays."""

from io import BytesIO
from zipfile import ZipFile

from citewatch.documents.kinds.odt.editor import repair_odt
from documents.odt_lab import a, note, odt, p
from repair.repair_lab import NEW, OLD, archived, moved, snapshot

COPY = snapshot(OLD)
KEPT = f"ZOTERO_ITEM CSL {{&quot;URL&quot;:&quot;{OLD}&quot;}} R1"
SECRET = f'<text:reference-mark-start text:name="{KEPT}"/>'
SECRET_END = SECRET.replace("mark-start", "mark-end")


def members(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def text_of(content: bytes) -> str:
    return members(content)["content.xml"].decode()


def test_a_link_leads_elsewhere_and_shows_it_and_nothing_else_changes() -> None:
    body = p("See ", a(OLD, OLD), " &amp; ", a(f"{OLD}b", "it"), note("1", p(a(OLD, "Doe &amp;"))))
    before = odt(body)
    found = repair_odt(before, [moved("See"), moved("Doe")])
    assert found.unplaced == ()
    assert text_of(found.content) == text_of(before).replace(f'"{OLD}"', f'"{NEW}"').replace(
        f">{OLD}<", f">{NEW}<"
    )
    was, now = members(before), members(found.content)
    assert list(was) == list(now)
    assert {name for name in was if was[name] != now[name]} == {"content.xml"}
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(found.content)) as new:
        assert new.comment == old.comment
        for one, other in zip(old.infolist(), new.infolist(), strict=True):
            assert (one.date_time, one.compress_type) == (other.date_time, other.compress_type)


def test_an_address_that_runs_over_formats_becomes_one() -> None:
    before = odt(p(f"See {OLD[:9]}<text:span>{OLD[9:14]}</text:span>{OLD[14:]} there."))
    found = repair_odt(before, [moved("See")])
    assert f"<text:p>See {NEW}<text:span></text:span> there.</text:p>" in text_of(found.content)


def test_a_snapshot_follows_the_citation() -> None:
    before = odt(p("Rents rose.", note("1", p("Doe, ", a(OLD, "Rents"), ", 2017."))))
    found = repair_odt(before, [archived("Doe, Rents, 2017.")])
    told = f", 2017. Archived at {COPY}, 12 January 2017.</text:p>"
    assert told in text_of(found.content)


def test_a_snapshot_in_a_sentence_stands_behind_its_link() -> None:
    before = odt(p("So says ", a(OLD, "Doe"), ", and not she alone."))
    found = repair_odt(before, [archived("Doe")])
    told = f"Doe</text:a> (archived at {COPY}, 12 January 2017), and not"
    assert told in text_of(found.content)


def test_a_snapshot_that_stands_there_is_not_added_again() -> None:
    before = odt(p("Doe, ", a(OLD, "Rents"), f". Archived at {COPY}."))
    assert repair_odt(before, [archived("Doe, Rents.")]).content == before


def test_what_a_reference_manager_hides_is_not_touched() -> None:
    before = odt(p("See ", SECRET, f"Doe, {OLD}", SECRET_END, "."))
    found = repair_odt(before, [moved("See")])
    assert text_of(found.content) == text_of(before).replace(f"Doe, {OLD}", f"Doe, {NEW}")


def test_what_does_not_stand_there_is_unplaced() -> None:
    repair = moved("See")
    assert repair_odt(odt(p("Nothing")), [repair]).unplaced == (repair,)
