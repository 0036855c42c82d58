"""Excel workbooks: the cells that link to something, as Excel writes them."""

from citewatch.documents.kinds.known import kind_of
from citewatch.documents.kinds.sheets.reader import read_xlsx
from documents.docx_lab import zipped
from documents.test_slides_reader import OFFICE, relations

NAMES = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'
TEXTS = ["Source", "Address", "Rents in 2020", "Ministry", "http://b.example/y, p. 4"]


def workbook(rows: str, links: str = "") -> bytes:
    texts = "".join(f"<si><t>{text}</t></si>" for text in TEXTS)
    texts += (
        "<si><r><t>www.rich</t></r><r><t>.example/z</t></r><rPh><t>http://no.example</t></rPh></si>"
    )
    sheet = f"<worksheet {NAMES}><sheetData>{rows}</sheetData><hyperlinks>{links}</hyperlinks>"
    sheet += "</worksheet>"
    return zipped(
        {
            "_rels/.rels": relations(("a", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook {NAMES}><sheets><sheet name="My data" sheetId="1" '
            'r:id="s"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": relations(
                ("s", "worksheet", "worksheets/sheet1.xml"), ("t", "sharedStrings", "strings.xml")
            ),
            "xl/strings.xml": f"<sst {NAMES}>{texts}</sst>".encode(),
            "xl/worksheets/sheet1.xml": sheet.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("h", "hyperlink", "https://a.example/report.pdf")
            ),
        }
    )


def row(number: int, **cells: str) -> str:
    inside = "".join(
        f'<c r="{column}{number}" t="s"><v>{value}</v></c>' for column, value in cells.items()
    )
    return f'<row r="{number}">{inside}</row>'


def cited(content: bytes) -> list[tuple[str, str, tuple[str, ...], str]]:
    reading = read_xlsx(content, "a.xlsx")
    return [(one.id, one.text, one.links, str(one.at)) for one in reading.citations]


def test_a_cell_that_links_is_called_by_its_place_and_said_with_its_row() -> None:
    rows = row(1, A="0", B="1") + row(2, A="2", B="3", C="4")
    links = '<hyperlink ref="B2" r:id="h" location="p4"/><hyperlink ref="A1" location="Sheet2!A1"/>'
    text = "Rents in 2020 | Ministry | http://b.example/y, p. 4"
    assert cited(workbook(rows, links)) == [
        ("My data!B2", text, ("https://a.example/report.pdf#p4",), "a.xlsx:cell My data!B2"),
        ("My data!C2", text, ("http://b.example/y",), "a.xlsx:cell My data!C2"),
    ]


def test_formulas_and_texts_in_runs_are_read() -> None:
    rows = (
        '<row r="3"><c r="A3" t="str"><f>HYPERLINK("http://c.example/?q=1","Report")</f><v>Report</v></c>'
        '<c r="B3"><v>17</v></c><c r="C3" t="inlineStr"><is><t>http://d.example/</t></is></c></row>'
    ) + row(4, A="5")
    assert [one[2] for one in cited(workbook(rows))] == [
        ("http://c.example/?q=1",),
        ("http://d.example/",),
        ("www.rich.example/z",),
    ]


def test_strings_that_are_not_there_and_broken_places_are_no_fault() -> None:
    rows = row(1, A="99", B="x") + '<row><c r="??" t="s"><v>1</v></c></row>'
    assert cited(workbook(rows)) == []


def test_it_is_recognised_whatever_its_name_is() -> None:
    assert kind_of(workbook(""), "x.bin").name == "xlsx"
