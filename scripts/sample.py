"""Makes the sample under reports/ that the README shows, from one run of the demo."""

import asyncio
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from citewatch.core.report import Report
from citewatch.formats.progress import SilentProgress
from citewatch.formats.registry import rendered
from citewatch.formats.terminal import render_terminal
from citewatch.usecases.demo import staged

FOLDER = Path(__file__).parents[1] / "reports"
WIDTH = 88
LINES_SHOWN = 52
# Without the web fonts of rich's own picture: a picture in a README asks nobody for anything.
PICTURE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture(report: Report) -> str:
    screen = StringIO()
    render_terminal(
        report, Console(file=screen, width=WIDTH, force_terminal=True, color_system="truecolor")
    )
    lines = screen.getvalue().splitlines()[:LINES_SHOWN]
    recorder = Console(file=StringIO(), width=WIDTH, record=True, force_terminal=True)
    recorder.print(Text.from_ansi("\n".join([*lines, "…"])))
    return recorder.export_svg(title="citewatch demo", code_format=PICTURE, unique_id="demo")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with asyncio.run(staged(SilentProgress(), asyncio.Event())) as done:
        audit = rendered(done.report, "markdown")
        (FOLDER / "demo-audit.md").write_text(audit, encoding="utf-8")
        (FOLDER / "demo-terminal.svg").write_text(picture(done.report), encoding="utf-8")


if __name__ == "__main__":
    main()
