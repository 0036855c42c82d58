"""From evidence to finding: a pure function, with each family of rules in a module of its own."""

from citewatch.core.judge.browsed import browser_wanted, front_in_browser_wanted
from citewatch.core.judge.captures import judge_capture
from citewatch.core.judge.cited_captures import raw_wanted
from citewatch.core.judge.front_page import front_page_wanted, same_host_wanted
from citewatch.core.judge.handle import handle_wanted
from citewatch.core.judge.link import judge
from citewatch.core.judge.recent import recent_wanted
from citewatch.core.judge.settle import another_look_helps
from citewatch.core.judge.sibling import sibling_wanted
from citewatch.core.judge.silence import heard
from citewatch.core.judge.sinks import company_wanted
from citewatch.core.judge.unvisitable import unvisitable

__all__ = [
    "another_look_helps",
    "browser_wanted",
    "company_wanted",
    "front_in_browser_wanted",
    "front_page_wanted",
    "handle_wanted",
    "heard",
    "judge",
    "judge_capture",
    "raw_wanted",
    "recent_wanted",
    "same_host_wanted",
    "sibling_wanted",
    "unvisitable",
]
