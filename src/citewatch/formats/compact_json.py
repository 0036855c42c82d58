"""JSON for other programs, a value on one line."""

import json


def compact(value: object) -> str:
    """A value as JSON in ASCII without spaces; in a web page's script, it could not end that."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
