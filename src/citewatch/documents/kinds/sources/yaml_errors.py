"""Says in plain words why a text is not YAML."""

import yaml

from citewatch.documents.kinds.sources.text_file import TextFile
from citewatch.errors import InputError

# What libyaml says (scanner.c and parser.c of version 0.2), and what to tell people.
_PLAIN_WORDS = {
    "mapping values are not allowed": (
        "this colon cannot stand here: put text that holds a colon and a space in quotes, "
        "and indent the keys of one citation alike"
    ),
    "found character that cannot start any token": (
        "no text can begin with this character: indent with spaces instead of tabs, "
        "and put text that begins with @, ` or % in quotes"
    ),
    "did not find expected key": (
        "a key was expected here: look for a quotation mark that ends the text too early, "
        "or for a wrong indentation"
    ),
    "did not find expected '-' indicator": (
        "another item of the list (-) was expected here: look at the indentation"
    ),
    "did not find expected ',' or ']'": (
        "a comma or ] was expected here: close the list, or put its items in quotes"
    ),
    "did not find expected ',' or '}'": "a comma or } was expected here: close the brace",
    "found unknown escape character": (
        "in double quotes a backslash begins a special character: write it twice"
    ),
    "found a tab character": "indent with spaces instead of tabs",
    "found undefined tag handle": "put text that begins with ! in quotes",
}


def explain(error: yaml.MarkedYAMLError, file: TextFile) -> InputError:
    """The error for people: file, line, column and what to do."""
    problem = error.problem or "not valid"
    mark = error.problem_mark
    if problem == "found unexpected end of stream" and error.context_mark is not None:
        # The end of the file is no help; the opening quote is.
        mark, message = error.context_mark, "the quotation mark that opens here is never closed"
    else:
        known = (words for said, words in _PLAIN_WORDS.items() if problem.startswith(said))
        message = next(known, f"this is not valid YAML ({problem})")
    index = 0 if mark is None else mark.index
    place = f"{file.name}:{file.line(index)}:{file.column(index)}"
    return InputError([f"{place}: {message}"])
