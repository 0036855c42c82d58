"""What makes the page of its templates, so that nothing from outside can be more than text."""

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from citewatch.core.display import show

PAGE = "page.html.jinja"

_STYLES = ("page.css", "card.css", "table.css", "tools.css", "small.css")
_SCRIPTS = ("state.js", "filter.js", "sort.js", "keys.js", "decide.js")


@cache
def environment() -> Environment:
    """The templates. Every text that they put into the page is made safe to show, and escaped."""
    made = Environment(
        loader=PackageLoader("citewatch.formats.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _assets(_STYLES), _assets(_SCRIPTS)
    made.globals |= {"style": style, "script": script, "policy": _policy(style, script)}
    return made


def _shown(value: object) -> object:
    return show(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _assets(names: Sequence[str]) -> Markup:
    """Files of our own, which stand in the page as they are."""
    folder = files("citewatch.formats.html") / "templates"
    return Markup("\n".join((folder / name).read_text("utf-8") for name in names))  # noqa: S704


def as_data(value: object) -> Markup:
    """A value as JSON that can stand within a script element: nothing in it ends that."""
    return Markup(json.dumps(value).replace("<", "\\u003c"))  # noqa: S704


def _policy(style: str, script: str) -> str:
    """A content security policy that lets nothing in but this very style and script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
