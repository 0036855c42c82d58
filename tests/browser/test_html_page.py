"""The HTML report in a real Chromium: for everybody, on every screen, with or without scripts."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser

from browser.browser_lab import needs_chromium
from browser.page_lab import Opened, chromium, written
from citewatch.core.report import CitationResult, Report, Standing
from formats.sample_reports import LAST, START, changed, hostile, results_of, sample, with_results

pytestmark = needs_chromium

Open = Callable[..., Opened]

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def full() -> Report:
    """A report that has everything: two documents, remarks, changes, a course."""
    results = [
        replace(one, source=("a.md", "b.docx")[nth % 2])
        for nth, one in enumerate(results_of(sample()))
    ]
    report = with_results(changed(), *results)
    trend = (Standing(LAST, 9, 3), Standing(START, 9, 5))
    return replace(
        report,
        sources=("a.md", "b.docx"),
        remarks=("a.md: 3 links of its navigation were left out.",),
        trend=trend,
    )


def large(links: int) -> Report:
    """So many links, each of which is in trouble."""
    (one,) = [result for result in results_of(sample()) if result.citation.id == "2"]

    def numbered(number: int) -> CitationResult:
        return replace(one, citation=replace(one.citation, id=str(number)))

    return with_results(sample(), *map(numbered, range(links)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def opened(report: Report, fragment: str = "", **options: Any) -> Opened:
        context = browser.new_context(**options)
        contexts.append(context)
        return Opened(context.new_page(), written(report, tmp_path) + fragment)

    yield opened
    for context in contexts:
        context.close()


def complaints(at: Opened) -> list[str]:
    """What axe finds wrong; it is put in past the policy, which lets no script in."""
    at.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    run = "levels => axe.run({runOnly: levels}).then(found => found.violations)"
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in at.page.evaluate(run, LEVELS)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("make", [full, sample, hostile])
def test_everybody_can_read_it(opened: Open, make: Callable[[], Report], scheme: str) -> None:
    at = opened(make(), color_scheme=scheme)
    for folded in at.page.locator("details").all():
        folded.evaluate("it => it.open = true")
    assert complaints(at) == []
    assert at.heard == []


def test_everybody_can_read_it_on_a_telephone(opened: Open) -> None:
    at = opened(full(), viewport={"width": 375, "height": 700})
    assert complaints(at) == []


@pytest.mark.parametrize("make", [full, hostile])
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_nothing_is_wider_than_the_screen(
    opened: Open, make: Callable[[], Report], width: int
) -> None:
    at = opened(make(), viewport={"width": width, "height": 700})
    assert at.page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_everything_is_there_and_nothing_that_needs_them(opened: Open) -> None:
    at = opened(full(), java_script_enabled=False)
    assert at.shown(".card") == 5
    assert at.shown("#links tbody tr") == 10
    assert at.shown("button, input, fieldset, .tray") == 0
    evidence = at.page.locator(".card details").first
    assert not evidence.locator("ol").is_visible()
    evidence.locator("summary").click()
    assert evidence.locator("ol").is_visible()


def test_on_paper_everything_is_unfolded_and_no_control_is_left(opened: Open) -> None:
    at = opened(full())
    at.page.emulate_media(media="print")
    assert at.shown(".tools, .tray, .skip, input, fieldset, main > section > button") == 0
    assert at.page.locator(".card details ol").first.is_visible()
    assert at.shown(".card") == 5
    first = at.page.locator(".card .instead a.address").first
    assert first.text_content() == first.get_attribute("href")  # its address is to be read


@pytest.mark.parametrize("make", [full, hostile])
def test_nobody_is_asked_for_anything(opened: Open, make: Callable[[], Report]) -> None:
    at = opened(make())
    at.page.wait_for_timeout(200)
    assert [url for url in at.asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in at.asked if url.startswith("file:")]) == 1
    assert at.heard == []


def test_a_hostile_web_does_nothing(opened: Open) -> None:
    at = opened(hostile())
    at.page.keyboard.press("j")
    at.page.fill("#search", "<script>")
    assert at.page.locator("img, iframe, object").count() == 0
    hrefs = at.page.evaluate("[...document.links].map(link => link.protocol)")
    assert set(hrefs) <= {"file:", "http:", "https:"}
    assert at.heard == []


def test_what_is_shown_is_chosen_by_verdict_words_and_document(opened: Open) -> None:
    at = opened(full())
    assert at.status == "5 of 5 findings, 10 of 10 links shown"
    at.page.click("[data-word=dead]")
    assert at.status == "2 of 5 findings, 2 of 10 links shown"
    assert at.shown(".card") == 2
    at.page.fill("#search", "behrman")
    assert at.status.startswith("1 of 5 findings")
    at.page.click("#clear")
    at.page.select_option("#document", "b.docx")
    assert at.shown("#links tbody tr") < 10
    assert "document=b.docx" in at.page.url


def test_what_was_chosen_stands_in_the_address(opened: Open) -> None:
    at = opened(full(), "#search=behrman&verdict=dead&sort=2.descending")
    assert at.status.startswith("1 of 5 findings")
    assert at.page.input_value("#search") == "behrman"
    assert at.page.get_attribute("[data-word=dead]", "aria-pressed") == "true"
    assert at.page.locator("th[aria-sort]").inner_text() == "Verdict"


def test_the_table_is_sorted_by_its_heads(opened: Open) -> None:
    at = opened(full())

    def numbers() -> list[str]:
        return at.page.locator("#links tbody th").all_inner_texts()

    head = at.page.get_by_role("button", name="Citation")
    head.focus()
    at.page.keyboard.press("Enter")
    assert numbers() == ["1", "2", "6", "6", "7", "9", "10", "12", "16", "villanti"]
    assert at.page.locator("th[aria-sort=ascending]").count() == 1
    head.click()
    assert numbers()[:2] == ["villanti", "16"]
    assert at.page.locator("th[aria-sort=descending]").count() == 1


def test_the_keyboard_leads_everywhere(opened: Open) -> None:
    at = opened(full())
    press = at.page.keyboard.press
    press("Tab")
    assert at.page.locator(":focus").inner_text() == "Skip to the findings"
    press("Enter")
    press("j")
    assert at.focused == "f1"
    press("j")
    press("ArrowDown")
    press("k")
    assert at.focused == "f2"
    press("/")
    assert at.focused == "search"
    at.page.keyboard.type("j")
    assert at.page.input_value("#search") == "j"
    press("Escape")
    press("?")
    assert at.page.locator("#keys").is_visible()
    at.page.uncheck("#keys-wanted")
    press("Escape")
    assert not at.page.locator("#keys").is_visible()
    press("/")
    assert at.focused != "search"


def test_a_thousand_links_are_there_in_three_seconds(opened: Open) -> None:
    began = monotonic()
    at = opened(large(1_000))
    at.page.wait_for_function("document.querySelector('#status').textContent !== ''")
    assert monotonic() - began < 3
    at.page.fill("#search", "behrman")
    assert at.status.startswith("1000 of 1000")


def decisions(at: Opened, folder: Path) -> Any:
    with at.page.expect_download() as download:
        at.page.click("#download")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return json.loads(path.read_text("utf-8"))


def test_decisions_are_given_out_as_a_file_and_taken_up_again(opened: Open, tmp_path: Path) -> None:
    at = opened(full())
    assert at.shown(".decide") == 2
    archived, moved = at.page.locator(".decide").all()
    archived.get_by_label("Keep it and add the snapshot").check()
    archived.get_by_label("Why").fill("The page says the same.")
    moved.get_by_label("Keep it as it is").check()
    at.page.click("#download")
    assert at.page.locator("#decisions-status").inner_text() == "Say who decides first"
    at.page.fill("#by", "Ada")
    made = decisions(at, tmp_path)
    assert [(one["citation"], one["answer"], one["why"]) for one in made["decisions"]] == [
        ("2", "archive", "The page says the same."),
        ("16", "keep", ""),
    ]
    assert made["by"] == "Ada"

    later = opened(full())
    (file,) = tmp_path.glob("decisions-*.json")
    later.page.set_input_files("#load", file)
    later.page.wait_for_function(
        "document.querySelector('#decisions-status').textContent === '2 loaded'"
    )
    assert decisions(later, tmp_path)["decisions"] == made["decisions"]


def test_nobody_leaves_with_decisions_that_are_in_no_file(opened: Open) -> None:
    at = opened(full())
    at.page.get_by_label("Keep it as it is").first.check()
    at.page.close(run_before_unload=True)
    at.page.wait_for_timeout(300)
    assert len(at.heard) == 1  # it asks
    assert not at.page.is_closed()
