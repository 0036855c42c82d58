"""Text from outside inside GitHub-flavoured Markdown, where it must stay text."""

import re

from citewatch.core.display import show, show_address
from citewatch.formats.wording import clickable

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~!&$^]")
_STARTS_A_BLOCK = re.compile(r"^(?P<number>\d*)(?P<mark>(?<!\d)[#+=:-]|(?<=\d)[.)])")
_SELF_LINKING = re.compile(r"(?i)://|www\.|(?:mailto|xmpp|javascript|data):|@|#\w|\bGH-\d")
"""In a word, what makes GitHub turn it into a link or a mention, even behind a backslash."""

_END_OF_PHRASE = ".,;:!?)]\u201d\u2019"

_PIPE_AFTER_BACKSLASH = re.compile(r"(?<=\\)\|")


def prose(text: str) -> str:
    """`text` as running words: nothing in it is markup, a link, a mention or an issue's number."""
    words = [_word(word) for word in show(text).split(" ")]
    if _STARTS_A_BLOCK.match(words[0]):
        words[0] = _STARTS_A_BLOCK.sub(r"\g<number>\\\g<mark>", words[0])
    return " ".join(words)


def _word(word: str) -> str:
    if not _SELF_LINKING.search(word):
        return _ACTIVE.sub(r"\\\g<0>", word)
    core = word.rstrip(_END_OF_PHRASE) or word
    return _span(core) + _ACTIVE.sub(r"\\\g<0>", word[len(core) :])


def code(text: str) -> str:
    """`text` in a code span."""
    return _span(show(text))


def address(url: str) -> str:
    """An address: a link to click where that is safe, a code span otherwise."""
    return f"<{url}>" if clickable(url) else _span(show_address(url))


def fenced(text: str) -> str:
    """`text` in a fenced code block, to copy as it stands."""
    text = show(text)
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}text\n{text}\n{fence}"


def row(*cells: str) -> str:
    """One row of a table, of texts that are made safe here."""
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    text = show(text)
    bare = text.replace("-", "").replace(" ", "")
    if bare.isalnum() or not bare:
        return text
    span = _span(text)
    if "|" not in span:
        return span
    # Behind a backslash, a further one would not keep the pipe from ending the cell.
    return _PIPE_AFTER_BACKSLASH.sub("%7C", span).replace("|", r"\|")


def _span(text: str) -> str:
    if not text:
        return ""
    fence = "`" * (_longest_run(text) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall(r"`+", text))) if "`" in text else 0
