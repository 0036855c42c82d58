"""Wikitext as a person reads it, and the addresses in it."""

from collections.abc import Iterator

from mwparserfromhell.nodes import ExternalLink, HTMLEntity, Tag, Template, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

from citewatch.documents.addresses.targets import is_web_address, joined_links
from citewatch.documents.kinds.wikitext.templates import is_short_note

_SPELLED = {
    "=": "=",
    "!": "|",
    "!(": "[",
    ")!": "]",
    "(": "{",
    ")": "}",
    "spaces": " ",
    "nbsp": " ",
}
"""Templates that stand for a character which would otherwise be markup."""

_HIDDEN_TAGS = frozenset({"ref", "gallery", "math", "references"})


def plain(code: Wikicode) -> str:
    """`code` as one line without markup; a template as its values, in their order."""
    return " ".join("".join(_words(code)).split())


def _words(code: Wikicode) -> Iterator[str]:
    for node in code.nodes:
        if isinstance(node, Text):
            yield str(node.value)
        elif isinstance(node, HTMLEntity):
            yield node.normalize()
        elif isinstance(node, Wikilink):
            yield from _words(node.text if node.text is not None else node.title)
        elif isinstance(node, ExternalLink):
            yield from _words(node.title if node.title is not None else node.url)
        elif isinstance(node, Template):
            yield _template(node)
        elif isinstance(node, Tag) and _is_shown(node):
            yield from _words(node.contents)


def _is_shown(tag: Tag) -> bool:
    return str(tag.tag).strip().lower() not in _HIDDEN_TAGS


def _template(template: Template) -> str:
    name = str(template.name).strip()
    if name in _SPELLED:
        return _SPELLED[name]
    if is_short_note(name):
        return ""  # the mark of a note, which is no words of the text
    values = [plain(parameter.value) for parameter in template.params]
    return ". ".join(filter(None, values))


def addresses(code: Wikicode) -> list[str]:
    """The addresses that `code` links to, or the DOI that is all that names its source."""
    found = [_address(link) for link in code.filter_external_links()]
    found = [url for url in found if is_web_address(url)]
    return found or list(joined_links(plain(code), ())) or _dois(code)


def _address(link: ExternalLink) -> str:
    if link.brackets:
        return "".join(_words(link.url)).strip()
    # Beside a markup error, the parser lets a bare address run on over the next parameter.
    for node in link.url.filter_text(recursive=False):
        node.value = str(node.value).partition("|")[0] if "|" in node.value else node.value
    return "".join(_words(link.url)).strip()


def _dois(code: Wikicode) -> list[str]:
    values = (value(template, "doi") for template in code.filter_templates())
    return [link for written in values if written for link in joined_links(written, ())]


def value(template: Template, *names: str) -> str | None:
    """The first of the named parameters that says something."""
    for parameter in template.params:
        if str(parameter.name).strip().lower() in names and (said := plain(parameter.value)):
            return said
    return None
