"""Where a script sends the reader, if to send them on is all that it does. Nothing is run.

The script is rewritten, rule by rule, as long as a rule fits: strings become marks, an order to go
to one of them becomes an order mark, and what runs a function at once (a call, the page's load, a
timer) gives way to what the function does. Only where nothing but orders is left, all to one place,
is it said to lead there: a condition, a computed place, or anything unknown leaves something over.
"""

import re

from msgspec import Struct

LONGEST = 2_000
"""Characters of a script that is read. A judgement: those of doorways have about a hundred."""

_ROUNDS = 8
"""Rewritings of the whole script. A judgement: wrappers in wrappers are four deep."""

_LITERAL = re.compile(
    r"""(?sx) (?P<said> "(?:[^"\\\n]|\\.)*+" | '(?:[^'\\\n]|\\.)*+' | `(?:[^`\\$]|\\.)*+` )
    | //[^\n]* | /\*.*?\*/ | <!--[^\n]* """
)
_ESCAPE = re.compile(r"(?s)\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(.))")
_NEW_LINE = re.compile(r"(?<=[§¤)}\]])[ \t]*\n\s*(?![.,)\]+?:;}=]|catch|else)")
_AROUND_SIGNS = re.compile(r"\s*([^\w\s§¤$])\s*")

_LOCATION = r"(?:(?:window|document|self|top|parent|this|globalThis)\.)*location"
_SAID = r"§(\d+)§"
_GO = re.compile(
    rf"(?<![\w.$]){_LOCATION}(?:(?:\.href)?={_SAID}|\.(?:replace|assign)\({_SAID}\))(?=[;,)}}]|$);?"
)
_LEAVES = re.compile(rf"(?<![\w.$]){_LOCATION}(?:(?:\.href)?=(?!=)|\.(?:replace|assign|reload)\()")
_BUSTS_FRAMES = re.compile(
    r"(?:top|parent)\.location(?:\.href)?=(?:(?:self|window|document)\.)*location"
)
_JOINED = re.compile(rf"{_SAID}\+{_SAID}")
_NAMED = re.compile(rf"(?:var|let|const) ([\w$]+)={_SAID};")
_FUNCTION = re.compile(r"function ([\w$]+)\(\)\{¤(\d+)¤\};?")

_DOES = r"¤(\d+)¤"
_FUNCTIONS = (
    rf"function ?[\w$]*\([\w$]*\)\{{{_DOES}\}}",
    rf"(?:\([\w$]*\)|[\w$]+)=>(?:\{{{_DOES}\}}|{_DOES})",
)
_AT_ONCE = tuple(
    re.compile(form.format(does=does))
    for does in _FUNCTIONS
    for form in (
        r"(?:(?:window|document|document\.body|self)\.)?onload={does};?",
        r"\({does}\)\([\w$.,]*\);?",
        r"\({does}\(\)\);?",
        r"!{does}\(\);?",
        r"(?:\$|jQuery)\({does}\);?",
        r"(?:\$|jQuery)\(document\)\.ready\({does}\);?",
        r"(?:window\.)?setTimeout\({does}(?:,\d{{1,3}}|,1000|,1e3)?\);?",
        r"(?:(?:window|document)\.)?addEventListener\(§L§,{does}(?:,[\w!]+)?\);?",
    )
)
"""What runs a function as soon as the page is there, or within a second: as long as the refresh of
a page may wait (`web.redirects.IMMEDIATE`)."""

_TRY = re.compile(rf"try\{{{_DOES}\}}catch(?:\([\w$]*\))?\{{(?:{_DOES})?\}};?")
_TIMED_TEXT = re.compile(rf"(?:window\.)?setTimeout\({_SAID}(?:,\d{{1,3}}|,1000)?\);?")
_IDLE = re.compile(
    rf"(?:^|(?<=[;{{}}¤])){_SAID};"
    rf"|(?:document\.title={_SAID}|console\.log\({_SAID}\)|return(?: false)?)(?:;|(?=\}})|$)"
)
_WAITS_FOR_READER = re.compile(r"(?i)click|keydown|keyup|keypress|submit|touch|mouse|onchange")
_LOADED = frozenset({"load", "DOMContentLoaded", "pageshow"})


class Orders(Struct, frozen=True):
    """`target` is the one place where a script leads at once and whatever happens; None where a
    script leads somewhere that only running it tells."""

    target: str | None


def read_orders(code: str) -> Orders | None:
    """Where `code` sends the reader; None where it sends nobody anywhere by itself."""
    if len(code) > LONGEST:
        return None
    strings: list[str] = []
    text = _marked(code, strings)
    seen = "\n".join((text, *map(_without_spaces, strings)))
    if not _LEAVES.search(_BUSTS_FRAMES.sub("", seen)) or _WAITS_FOR_READER.search(seen):
        return None
    left = _FUNCTION.sub("", _rewritten(text, strings))
    if not left.strip(";"):
        return None  # it gives an order only where something else calls for it
    places = {strings[int(number)] for number in re.findall(_DOES, left)}
    only_orders = not re.sub(_DOES, "", left).strip(";")
    return Orders(places.pop() if only_orders and len(places) == 1 else None)


def _marked(code: str, strings: list[str]) -> str:
    """The code without its comments and needless spaces, each string a mark with its number."""

    def mark(found: re.Match[str]) -> str:
        if found["said"] is None:
            return " "
        value = _ESCAPE.sub(_meant, found["said"][1:-1])
        if value in _LOADED:
            return "§L§"
        strings.append(value)
        return f"§{len(strings) - 1}§"

    text = _LITERAL.sub(mark, code.replace("§", " ").replace("¤", " ")).strip()
    return _without_spaces(_NEW_LINE.sub(";", text))


def _without_spaces(code: str) -> str:
    return _AROUND_SIGNS.sub(r"\1", " ".join(code.split()))


def _meant(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2] or escape[3]
    if digits is None:
        return {"n": "\n", "t": "\t", "r": "\r", "\n": ""}.get(escape[4], escape[4])
    return chr(int(digits, 16)) if int(digits, 16) < 0x110000 else ""


def _rewritten(text: str, strings: list[str]) -> str:
    """What is left of a script once no rule fits any more."""
    for _ in range(_ROUNDS):
        before = text
        text = _JOINED.sub(lambda found: _joined(found, strings), text)
        text = _with_values(text)
        text = _GO.sub(_order, text)
        text = _TIMED_TEXT.sub(lambda found: _timed(found, strings), text)
        for form in (*_AT_ONCE, _TRY):
            text = form.sub(_order, text)
        text = _called(text)
        text = _IDLE.sub("", text)
        text = text.lstrip(";").replace(";;", ";")
        if text == before:
            break
    return text


def _order(found: re.Match[str]) -> str:
    return f"¤{next(filter(None, found.groups()))}¤"


def _joined(found: re.Match[str], strings: list[str]) -> str:
    strings.append(strings[int(found[1])] + strings[int(found[2])])
    return f"§{len(strings) - 1}§"


def _timed(found: re.Match[str], strings: list[str]) -> str:
    """A timer's text is a script of its own."""
    orders = read_orders(strings[int(found[1])])
    if orders is None or orders.target is None:
        return found[0]
    strings.append(orders.target)
    return f"¤{len(strings) - 1}¤"


def _with_values(text: str) -> str:
    """The text with each name that is given a string once, and never another value, as that."""
    for name, number in _NAMED.findall(text):
        word = rf"(?<![\w.$]){re.escape(name)}(?![\w$])"
        if len(re.findall(rf"{word}(?:[-+*/|&]?=(?!=)|\+\+|--)", text)) != 1:
            continue
        text = re.sub(rf"(?:var|let|const) {re.escape(name)}=§{number}§;", "", text, count=1)
        text = re.sub(word, f"§{number}§", text)
    return text


def _called(text: str) -> str:
    """The text with the calls of a function that only gives an order in the place of it."""
    for name, number in _FUNCTION.findall(text):
        word = rf"(?<![\w.$]){re.escape(name)}"
        without = re.sub(rf"function {re.escape(name)}\(\)\{{¤{number}¤\}};?", "", text, count=1)
        for form in (
            rf"{word}\(\);?",
            rf"(?:(?:window|document|document\.body)\.)?onload={word};?",
            rf"(?:window\.)?setTimeout\({word}(?:,\d{{1,3}}|,1000)?\);?",
            rf"(?:(?:window|document)\.)?addEventListener\(§L§,{word}(?:,[\w!]+)?\);?",
            rf"(?:\$|jQuery)\({word}\);?",
        ):
            without = re.sub(form, f"¤{number}¤", without)
        text = without
    return text
