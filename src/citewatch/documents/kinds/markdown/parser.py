"""The one parser of Markdown, for reading and for repair."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.front_matter import front_matter_plugin

_MARK = re.compile(r"\[\^[^ \n\]]{1,999}\]")
"""A footnote's mark; labels are as long as those of links (CommonMark 0.31, section 6.3)."""


@cache
def markdown_parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough, footnotes and front matter."""
    parser = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    parser.inline.ruler.at("footnote_ref", _footnote_ref)
    parser.use(front_matter_plugin)
    # Addresses stay as written: nothing is percent-encoded, nothing refused.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """The plugin's rule where a mark stands: it would look for each one's end in the whole text."""
    if _MARK.match(state.src, state.pos, state.posMax) is None:
        return False
    return footnote_ref(state, silent, always_match=True)
