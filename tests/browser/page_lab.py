"""The report as a web page, opened in a real Chromium from a file, as its readers open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from citewatch.browser.find import chromium_here
from citewatch.core.counting import BY_DEFAULT
from citewatch.core.report import Report
from citewatch.formats.registry import FORMATS


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_here(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Opened:
    """A page that is open, with all that it asked for, said or complained of."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.asked: list[str] = []
        self.heard: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.heard.append(message.text))
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("dialog", lambda dialog: self._dismiss(dialog.message))
        page.goto(url)

    def _dismiss(self, message: str) -> None:
        self.heard.append(message)

    def shown(self, selector: str) -> int:
        return self.page.locator(f":is({selector}):visible").count()

    @property
    def status(self) -> str:
        return self.page.locator("#status").text_content() or ""

    @property
    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))


def written(report: Report, folder: Path) -> str:
    """The address of the page of a report."""
    path = folder / "report.html"
    with path.open("w", encoding="utf-8") as out:
        FORMATS["html"].write(report, BY_DEFAULT, out)
    return path.as_uri()
