"""A labelled page as if it were in a language that no word list knows."""

from dataclasses import replace

import msgspec

from labelled.pages import Labelled

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TURNED = _LETTERS[7:] + _LETTERS[:7]
_CIPHER = str.maketrans(_LETTERS + _LETTERS.upper(), _TURNED + _TURNED.upper())


def unlisted(one: Labelled) -> Labelled:
    """The same page, every letter of it another one, and without the marks of known vendors.

    Length, structure and numbers stay, and words that are alike stay alike, those of its host too.
    """
    page = msgspec.structs.replace(
        one.page,
        title=written(one.page.title),
        headings=tuple(map(written, one.page.headings)),
        text=written(one.page.text),
        other_titles=tuple(map(written, one.page.other_titles)),
        site_name=written(one.page.site_name),
        markers=frozenset(),
    )
    name, _, ending = one.host.rpartition(".")
    return replace(one, page=page, host=f"{written(name)}.{ending}")


def written(text: str) -> str:
    """`text` in other letters; each letter always by the same one."""
    return "".join(_other(sign) for sign in text.translate(_CIPHER))


def _other(sign: str) -> str:
    if sign.isascii() or not sign.isalpha():
        return sign
    return _LETTERS[ord(sign) % len(_LETTERS)]
