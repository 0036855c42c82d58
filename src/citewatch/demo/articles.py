"""The texts that staged pages show."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from citewatch.demo.markup import article


@cache
def _texts() -> dict[str, dict[str, Any]]:
    text = (files("citewatch.demo") / "articles.yaml").read_text("utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return loaded


def article_page(name: str) -> str:
    """The HTML of one of the texts in articles.yaml."""
    found = _texts()[name]
    return article(found["title"], found["paragraphs"], found["site"])
