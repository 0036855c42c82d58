"""How fast the program starts: what it must not load, and about how long it may take."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

HEAVY = (
    "bs4 cryptography dateutil dns jinja2 jsonschema lxml markdown_it mwparserfromhell "
    "pydantic pypdfium2 requests ruamel trustme warcio waybackpy"
).split()
"""What one kind of document, one command or one rare case needs."""

LATER = (
    *("archives.memento", "archives.redirects", "archives.wayback", "browser"),
    *(
        "core.relocate.search",
        "documents.readers",
        "demo",
        "formats.json_v1.report",
        "formats.html",
        "formats.markdown",
    ),
    *("formats.markdown", "formats.terminal", "repair", "vault", "wiring.archives"),
)
"""What comes after the first request: the network waits for none of it."""

AT_FIRST_REQUEST = """
import sys
from citewatch.__main__ import main

def watch(event, arguments):
    if event == "socket.connect":
        tell()
        import os
        os._exit(0)

def tell():
    import gc
    ours = [name for name in sys.modules if name.startswith("citewatch.")]
    others = [name for name in sys.modules if "." not in name]
    print(*ours, *others, *["garbage-is-collected"] * gc.isenabled(), flush=True)

sys.addaudithook(watch)
sys.argv = ["citewatch", "audit", *sys.argv[1:]]
main()
"""
"""An audit that ends as it dials its first host, and tells what is loaded by then."""

SOURCES = """\
citations:
  - id: "1"
    text: A source
    links: ["http://127.0.0.1:9/"]
    accessed: 2017-01-12
"""


def run(folder: Path, *arguments: str) -> str:
    # Compiled modules are kept where they are found again, whatever the environment says.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded(folder: Path, code: str, *arguments: str) -> set[str]:
    return set(run(folder, "-c", code, *arguments).split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources.yaml").write_text(SOURCES)
    (tmp_path / "paper.md").write_text("See http://127.0.0.1:9/.\n")
    return tmp_path


TELL = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"


def test_the_package_alone_loads_nothing_else(folder: Path) -> None:
    names = loaded(folder, f"import citewatch; citewatch.__version__; {TELL}")
    assert not names & {"asyncio", "httpx", "typer", "rich", "importlib_metadata", "email", *HEAVY}


def test_the_program_loads_no_command_before_it_is_called(folder: Path) -> None:
    names = loaded(folder, f"import citewatch.cli.app; {TELL}")
    assert not names & {"httpx", "yaml", "selectolax", *HEAVY}


@pytest.mark.parametrize("options", [[], ["--no-archive"]])
def test_an_audit_loads_only_what_it_needs_before_its_first_request(
    folder: Path, options: list[str]
) -> None:
    names = loaded(folder, AT_FIRST_REQUEST, "--allow-private", *options)
    assert "httpx" in names
    assert not names & {"rich", "pygments", "click", *HEAVY}
    assert not names & {f"citewatch.{name}" for name in LATER}


def test_an_audit_has_its_garbage_collected_once_it_is_loaded(folder: Path) -> None:
    assert "garbage-is-collected" in loaded(folder, AT_FIRST_REQUEST, "--allow-private")


def test_the_readers_of_documents_are_loaded_by_another_process(folder: Path) -> None:
    names = loaded(folder, AT_FIRST_REQUEST, "--allow-private", "paper.md")
    assert not names & set(HEAVY)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a child's time")
@pytest.mark.parametrize(
    ("seconds", "arguments"),
    [
        (0.06, ["-c", "import citewatch; print(citewatch.__version__)"]),
        (0.15, ["-m", "citewatch", "--version"]),
        (0.25, ["-c", AT_FIRST_REQUEST, "--allow-private"]),
    ],
)
def test_a_start_takes_no_more_than_three_times_what_it_should(
    folder: Path, seconds: float, arguments: list[str]
) -> None:
    run(folder, *arguments)  # compiles what is not compiled yet
    # A start waits for nothing but the processor, and its time there is the same on a busy machine.
    assert median(processor_time(folder, *arguments) for _ in range(5)) < 3 * seconds


def processor_time(folder: Path, *arguments: str) -> float:
    """The seconds that a run takes of the processor."""
    before = os.times()
    run(folder, *arguments)
    after = os.times()
    return after.children_user + after.children_system - before[2] - before[3]
