"""Text in the characters that a terminal or file can show."""

from urllib.parse import quote

_PLAINER = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2026": "...",
        "\u00a0": " ",
    }
)
"""Typographic characters and what stands for them where the terminal does not know them."""


def fit(text: str, encoding: str) -> str:
    """`text` in characters that `encoding` has: plainer ones, or `?` where there are none."""
    if encodable(text, encoding):
        return text
    return text.translate(_PLAINER).encode(encoding, "replace").decode(encoding)


def fit_address(url: str, encoding: str) -> str:
    """`url` with the characters that `encoding` has not percent-encoded, as browsers send them."""
    return "".join(char if encodable(char, encoding) else quote(char) for char in url)


def encodable(text: str, encoding: str) -> bool:
    """Whether `encoding` has every character of `text`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
