"""A page that is nothing but a form which posts itself, as those between a site and its sign-in."""

from selectolax.lexbor import LexborNode

from citewatch.pages.elements import Elements
from citewatch.pages.refresh import absolute

_MAX_SCRIPTS = 20
_MAX_CODE = 4_000
"""Characters of a script that posts a form and does little else."""

_SUBMIT = ("submit(", "submit.click(", "requestSubmit(")
_PAGES_OWN = "__doPostBack"
"""The function of a kind of pages that post themselves at a reader's click, not at once."""

_BY_HAND = frozenset({"hidden", "submit", "button", "image"})
"""Kinds of fields that ask a reader nothing: the button is for readers without scripts."""


def read_self_posting(elements: Elements, base: str) -> str:
    """The address that the page's form posts itself to; "" for none.

    Each field of the form is hidden, and a script posts it. A form without an address posts to
    `base`, where the page stands.
    """
    forms = elements.of("form")
    if not forms or not _submits(elements):
        return ""
    form = next((form for form in forms if _asks_nothing(form)), None)
    if form is None or len(forms) > 1:
        return ""
    return absolute(form.attributes.get("action") or base, base) or ""


def _asks_nothing(form: LexborNode) -> bool:
    fields = form.css("input, select, textarea")
    kinds = [_kind(field) for field in fields]
    return "hidden" in kinds and all(kind in _BY_HAND for kind in kinds)


def _kind(field: LexborNode) -> str:
    return (field.attributes.get("type") or "text").lower() if field.tag == "input" else "asked"


def _submits(elements: Elements) -> bool:
    """Whether a script of the page posts a form as soon as it is there."""
    orders = [body.attributes.get("onload") or "" for body in elements.of("body")]
    for script in elements.of("script")[:_MAX_SCRIPTS]:
        code = script.text()
        if len(code) <= _MAX_CODE and _PAGES_OWN not in code:
            orders.append(code)
    return any(order in code for code in orders for order in _SUBMIT)
