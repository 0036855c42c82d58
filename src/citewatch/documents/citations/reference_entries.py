"""The entries of a list of sources, whatever kind of document the list stands in."""

import re

LISTED = "reference "
"""What the id of an entry begins with that has no key, or whose number a note may have."""

LONGEST = 1_500
"""Characters of a reference: several times a long one."""

_SOURCE = re.compile(
    r"(?i)https?://|www\.|\bdoi\b|(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bn\.\s?d\.|\bo\.\s?J\."
)


def speaks_of_source(text: str) -> bool:
    """Whether a text says of a source where or when it was published: an address, a DOI, a year."""
    return _SOURCE.search(text) is not None
