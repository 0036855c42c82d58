"""The page as a browser has drawn it, read in a world of our own that its scripts cannot touch."""

import asyncio
from typing import Any

from msgspec import Struct
from playwright.async_api import CDPSession, Error, Page

from citewatch.browser.limits import MARKUP

_WORLD = "citewatch"
_SECONDS = 5.0
"""For one question to a page; one whose scripts never end answers none."""

_SIZE = "document.documentElement ? document.documentElement.textContent.length : 0"

_READ = """
(() => {
  const drawn = document.implementation.createHTMLDocument("");
  const root = drawn.importNode(document.documentElement, true);
  // Shown where no scripts run; and what is drawn into elements of the page's own making.
  for (const unseen of root.querySelectorAll("noscript")) unseen.remove();
  const inner = [];
  const collect = (tree, depth) => {
    for (const element of tree.querySelectorAll("*")) {
      if (!element.shadowRoot || depth > 8 || inner.length > 2000) continue;
      inner.push("<div>" + element.shadowRoot.innerHTML + "</div>");
      collect(element.shadowRoot, depth + 1);
    }
  };
  collect(document, 0);
  let markup = root.outerHTML;
  const end = markup.lastIndexOf("</body>");
  if (inner.length && end >= 0) markup = markup.slice(0, end) + inner.join("") + markup.slice(end);
  return {markup: markup.slice(0, MOST), cut: markup.length > MOST, type: document.contentType};
})()
""".replace("MOST", str(MARKUP))


class Drawn(Struct, frozen=True):
    """The markup of a page as it stands now; `cut` where there is more of it than is read.

    `kind` is its media type.
    """

    markup: str
    cut: bool
    kind: str


class Reader:
    """Reads one page. Where that gives no answer, a question raises Error or TimeoutError."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self._page = page
        self._session = session

    async def size(self) -> int:
        """Characters of text in its markup."""
        found = await self._ask(_SIZE)
        return found if isinstance(found, int) else 0

    async def read(self) -> Drawn:
        """The page as it stands."""
        found = await self._ask(_READ)
        if not isinstance(found, dict):
            raise Error("the page could not be read")
        markup, kind = str(found.get("markup", "")), str(found.get("type", ""))
        return Drawn(markup[:MARKUP], bool(found.get("cut")), kind)

    async def _ask(self, expression: str) -> Any:
        async with asyncio.timeout(_SECONDS):
            tree = await self._session.send("Page.getFrameTree")
            world = await self._session.send(
                "Page.createIsolatedWorld",
                {"frameId": tree["frameTree"]["frame"]["id"], "worldName": _WORLD},
            )
            answer = await self._session.send(
                "Runtime.evaluate",
                {
                    "expression": expression,
                    "contextId": world["executionContextId"],
                    "returnByValue": True,
                },
            )
        return answer.get("result", {}).get("value")
