"""What one look with a browser may cost: the numbers, in one place. Times are seconds."""

from msgspec import Struct

MARKUP = 4 * 1024 * 1024
"""Characters of a drawn page that are read: as much as of a page that is fetched."""


class Limits(Struct, frozen=True):
    """Limits of patience, size and memory for each look. All are judgements but where it says so.

    `whole` bounds a look, `answer` the wait for its first answer. A page rests once nothing of it
    is on its way and its text stood still for `still`, or though something is (a page that listens
    for news always waits) after `very_still`. Walls that scripts open take some 5 s, so one
    is watched for `wall`; a page with next to no text for `frame`.

    `traffic` is the most bytes of all its connections (median web page in 2024: 2.7 MB, HTTP
    Archive); `per_host` how many of these one host has at once, as without a browser. `memory` is
    the most that one process of the browser may hold, in bytes, `script_memory` what a page's
    scripts may, in MB. `visits` is the most pages that one look may be led through.
    """

    whole: float = 40.0
    answer: float = 20.0
    still: float = 0.8
    very_still: float = 3.0
    wall: float = 12.0
    frame: float = 5.0
    closing: float = 5.0
    traffic: int = 24 * 1024 * 1024
    per_host: int = 2
    memory: int = 1024**3
    script_memory: int = 384
    visits: int = 20
    at_once: int = 2
