"""A labelled page as if it were in a language that no word list knows."""

import re
from dataclasses import replace

import msgspec

from labelled.pages import Labelled

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TURNED = _LETTERS[7:] + _LETTERS[:7]
_CIPHER = str.maketrans(_LETTERS + _LETTERS.upper(), _TURNED + _TURNED.upper())


def unlisted(one: Labelled) -> Labelled:
    """The same page, every letter of it another one, and without the marks of known vendors.

    Length, structure, numbers and the name of its host stay, and words that are alike stay alike.
    """
    name = one.host.removeprefix("www.")
    hidden = re.compile(re.escape(written(name)), re.IGNORECASE)

    def other(text: str) -> str:
        return hidden.sub(name, written(text))

    page = msgspec.structs.replace(
        one.page,
        title=other(one.page.title),
        headings=tuple(map(other, one.page.headings)),
        text=other(one.page.text),
        other_titles=tuple(map(other, one.page.other_titles)),
        site_name=other(one.page.site_name),
        markers=frozenset(),
    )
    return replace(one, page=page)


def written(text: str) -> str:
    """`text` in other letters; each letter always by the same one."""
    return "".join(_other(sign) for sign in text.translate(_CIPHER))


def _other(sign: str) -> str:
    if sign.isascii() or not sign.isalpha():
        return sign
    return _LETTERS[ord(sign) % len(_LETTERS)]
