"""What makes the page of its templates, so that nothing from outside can be more than text."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from citewatch.core.display import show

PAGE = "page.html.jinja"


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
    style, script = _asset("page.css"), _asset("page.js")
    made.globals |= {"style": style, "script": script, "policy": _policy(style, script)}
    return made


def _shown(value: object) -> object:
    return show(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> Markup:
    """A file of our own, which stands in the page as it is."""
    return Markup((files("citewatch.formats.html") / "templates" / name).read_text("utf-8"))  # noqa: S704


def _policy(style: str, script: str) -> str:
    """A content security policy that lets nothing in but this very style and script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
