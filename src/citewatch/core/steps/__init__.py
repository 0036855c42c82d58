"""What to do next about a link: a pure function of what was seen of it so far."""

from collections.abc import Callable
from datetime import datetime

from citewatch.core.case import Case
from citewatch.core.steps import archive, browser, company, looks, search
from citewatch.core.steps.step import SETTLED, Ask, Search, Settled, Step, Wait, Wants

__all__ = ["RULES", "SETTLED", "Ask", "Search", "Settled", "Step", "Wait", "Wants", "next_step"]

Rule = Callable[[Case, Wants, datetime], Step | None]
"""One thing to wish for: the step that it asks for, or None where it asks for nothing (more)."""

RULES: tuple[Rule, ...] = (
    looks.first_look,
    looks.on_https,
    looks.ask_for_handle,
    looks.ask_for_sibling,
    looks.ask_for_front_page,
    looks.look_again,
    browser.look_in_browser,
    browser.show_front_page,
    archive.ask_for_raw,
    looks.ask_for_same_host,
    company.ask_for_company,
    archive.compare,
    archive.ask_for_recent,
    archive.ask_for_snapshot,
    search.search,
)
"""All of them, in the order in which they are asked: the first that wishes for something is heard.

A new kind of probe is a purpose in `core.probe`, a rule here, and an adapter in `engine.probers`.
"""


def next_step(case: Case, wants: Wants, now: datetime) -> Step:
    """What to do next about a link at `now` (UTC), as far as `wants` allows it."""
    for rule in RULES:
        step = rule(case, wants, now)
        if step is not None:
            return step
    return SETTLED
