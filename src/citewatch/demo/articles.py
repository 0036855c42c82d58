"""The texts that staged pages show."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from citewatch.demo.answers import page
from citewatch.demo.exchange import Behaviour
from citewatch.demo.markup import article_page as markup_of


@cache
def _texts() -> dict[str, dict[str, Any]]:
    text = (files("citewatch.demo") / "articles.yaml").read_text("utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return loaded


def article_html(name: str) -> str:
    """The page of one of the texts in articles.yaml."""
    found = _texts()[name]
    return markup_of(found["title"], found["paragraphs"], found["site"])


def article(name: str) -> Behaviour:
    """An address that answers with one of the texts in articles.yaml."""
    return page(article_html(name))
