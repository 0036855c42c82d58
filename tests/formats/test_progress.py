import io

import pytest

from citewatch.formats.bars import BarProgress
from citewatch.formats.progress import LineProgress, progress_on


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Screen(io.StringIO):
    """What was written to a terminal, or to a file."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")


def test_without_a_terminal_a_line_comes_every_ten_seconds_and_no_more() -> None:
    out = Screen(terminal=False)
    watch = Watch()
    with progress_on(out, watch) as progress:
        progress.begin("Checking links", 60)
        for _ in range(40):
            watch.now += 1
            progress.step("Checking links", "http://a.example/")
    assert out.getvalue().splitlines() == [
        "Checking links: 60",
        "Checking links: 10 of 60, about 50 s left; last http://a.example/",
        "Checking links: 20 of 60, about 40 s left; last http://a.example/",
        "Checking links: 30 of 60, about 30 s left; last http://a.example/",
        "Checking links: 40 of 60, about 20 s left; last http://a.example/",
    ]


def test_a_line_tells_of_all_stages_that_are_under_way() -> None:
    out = Screen(terminal=False)
    watch = Watch()
    with progress_on(out, watch) as progress:
        for stage, more in (("Checking links", 60), ("Asking", 0), ("Looking", 0)):
            progress.begin(stage, more)
        progress.step("Checking links", "a")
        progress.begin("Asking", 1)
        progress.begin("Asking", 599)
        watch.now += 11
        progress.step("Asking", "b")
        progress.begin("Looking", 1)
        progress.step("Looking", "c")
        watch.now += 11
        progress.step("Checking links", "d")
    assert out.getvalue().splitlines() == [
        "Checking links: 60",
        "Checking links: 1 of 60, about 11 min left; Asking: 1 of 600, about 110 min left; last b",
        "Checking links: 2 of 60, about 11 min left; Asking: 1 of 600, about 220 min left; last d",
    ]


def test_the_time_that_a_stage_had_nothing_to_do_slows_it_down_in_no_forecast() -> None:
    out = Screen(terminal=False)
    watch = Watch()
    with progress_on(out, watch) as progress:
        progress.begin("Asking", 1)
        watch.now += 2
        progress.step("Asking", "a")
        watch.now += 1000
        progress.begin("Asking", 10)
        watch.now += 2
        progress.step("Asking", "b")
    assert out.getvalue().splitlines()[-1] == "Asking: 2 of 11, about 18 s left; last b"


def test_labels_from_outside_are_made_safe() -> None:
    out = Screen(terminal=False)
    watch = Watch()
    with progress_on(out, watch) as progress:
        progress.begin("Checking", 1)
        watch.now += 11
        progress.step("Checking", "http://u:hunter2@a.example/\x1b[2J[/red]\n")
    assert "http://***@a.example/[2J[/red]" in out.getvalue()


def test_quiet_says_nothing() -> None:
    for terminal in (True, False):
        out = Screen(terminal=terminal)
        with progress_on(out, Watch(), quiet=True) as progress:
            progress.begin("Checking links", 1)
            progress.step("Checking links", "a")
            progress.note("b")
        assert out.getvalue() == ""


def test_a_terminal_gets_a_bar_for_each_stage_with_work_and_none_is_left_at_the_end() -> None:
    out = Screen(terminal=True)
    with progress_on(out, Watch()) as progress:
        assert isinstance(progress, BarProgress)
        progress.begin("Checking links", 60)
        progress.begin("Asking the archive", 0)
        progress.begin("Looking for lost sources", 0)
        for _ in range(37):
            progress.step("Checking links", "http://u:hunter2@a.example/\x1b[2J[/red]")
        progress.begin("Asking the archive", 2)
        progress.begin("Asking the archive", 3)
        progress.step("Asking the archive", "b")
    text = out.getvalue()
    assert "Checking links" in text
    assert "37 of 60" in text
    assert "1 of 5" in text
    assert "Looking for lost sources" not in text
    assert "http://***@a.example/[2J[/red]" in text
    assert text.rstrip("\n").endswith("\x1b[2K")


def test_a_terminal_that_cannot_move_its_cursor_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with progress_on(Screen(terminal=True), Watch()) as progress:
        assert isinstance(progress, LineProgress)


@pytest.mark.parametrize("terminal", [False, True])
def test_a_note_is_a_line_of_its_own_made_safe(terminal: bool) -> None:
    out = Screen(terminal=terminal)
    with progress_on(out, Watch()) as progress:
        progress.note("112 links: about 3 minutes\x1b[31m")
    assert "112 links: about 3 minutes" in out.getvalue()
    assert "\x1b[31m" not in out.getvalue()
