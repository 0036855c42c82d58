"""What a look shows once its controls are held against it: a sibling, and the front page."""

from citewatch.core.finding import Finding
from citewatch.core.judge.front_page import judge_front_page
from citewatch.core.judge.sibling import judge_sibling
from citewatch.core.judge.sightings import Sightings
from citewatch.core.judge.visits import Seen


def judge_controls(seen: Seen, sightings: Sightings) -> Finding:
    """The finding on one look, with all that was asked of the same site to understand it."""
    return judge_front_page(judge_sibling(seen, sightings), seen, sightings)
