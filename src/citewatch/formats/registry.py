"""Every format that a report can be written in, by the name a user gives it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from citewatch.core.report import Report
from citewatch.formats.json_v1 import render_json
from citewatch.formats.markdown import render_markdown
from citewatch.formats.terminal import render_plain

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "terminal": render_plain,
        "markdown": render_markdown,
        "json": render_json,
    }
)
"""A format is a function from a report to text that ends in a line end. One line adds one."""
