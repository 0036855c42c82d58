import io

import pytest
from rich.console import Console

from citewatch.formats.progress import BarProgress, LineProgress, progress_on


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def console(*, terminal: bool, width: int = 80) -> tuple[Console, io.StringIO]:
    file = io.StringIO()
    return Console(file=file, width=width, force_terminal=terminal, _environ={}), file


def test_without_a_terminal_a_line_comes_every_ten_seconds_and_no_more() -> None:
    out, file = console(terminal=False)
    watch = Watch()
    with progress_on(out, watch) as progress:
        progress.phase("Checking links", 60)
        for _ in range(40):
            watch.now += 1
            progress.step("http://a.example/")
    assert file.getvalue().splitlines() == [
        "Checking links: 60",
        "Checking links: 10 of 60, about 50 s left, last http://a.example/",
        "Checking links: 20 of 60, about 40 s left, last http://a.example/",
        "Checking links: 30 of 60, about 30 s left, last http://a.example/",
        "Checking links: 40 of 60, about 20 s left, last http://a.example/",
    ]


def test_each_phase_counts_anew() -> None:
    out, file = console(terminal=False)
    watch = Watch()
    with progress_on(out, watch) as progress:
        progress.phase("Checking links", 2)
        progress.step("a")
        progress.phase("Asking the archive", 600)
        watch.now += 11
        progress.step("b")
    assert file.getvalue().splitlines()[1:] == [
        "Asking the archive: 600",
        "Asking the archive: 1 of 600, about 110 min left, last b",
    ]


def test_labels_from_outside_are_made_safe() -> None:
    out, file = console(terminal=False)
    watch = Watch()
    with progress_on(out, watch) as progress:
        progress.phase("Checking", 1)
        watch.now += 11
        progress.step("http://u:hunter2@a.example/\x1b[2J[/red]\n")
    assert "http://***@a.example/[2J[/red]" in file.getvalue()


def test_quiet_says_nothing() -> None:
    for terminal in (True, False):
        out, file = console(terminal=terminal)
        with progress_on(out, Watch(), quiet=True) as progress:
            progress.phase("Checking links", 1)
            progress.step("a")
        assert file.getvalue() == ""


def test_a_terminal_gets_a_bar_with_counts_that_is_gone_at_the_end() -> None:
    out, file = console(terminal=True, width=120)
    with progress_on(out, Watch()) as progress:
        assert isinstance(progress, BarProgress)
        progress.phase("Checking links", 60)
        for _ in range(37):
            progress.step("http://u:hunter2@a.example/\x1b[2J[/red]")
        progress.phase("Asking the archive", 5)
    text = file.getvalue()
    assert "Checking links" in text
    assert "37 of 60" in text
    assert "http://***@a.example/[2J[/red]" in text
    assert text.rstrip("\n").endswith("\x1b[2K")


def test_a_terminal_that_cannot_move_its_cursor_gets_lines() -> None:
    file = io.StringIO()
    out = Console(file=file, force_terminal=True, _environ={"TERM": "dumb"})
    with progress_on(out, Watch()) as progress:
        assert isinstance(progress, LineProgress)


@pytest.mark.parametrize("terminal", [False, True])
def test_a_note_is_a_line_of_its_own_made_safe(terminal: bool) -> None:
    out, file = console(terminal=terminal)
    with progress_on(out, Watch()) as progress:
        progress.note("112 links: about 3 minutes\x1b[31m")
    assert "112 links: about 3 minutes" in file.getvalue()
    assert "\x1b[31m" not in file.getvalue()
