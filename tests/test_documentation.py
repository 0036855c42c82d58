"""What the README promises is what is run."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_test_command_of_the_readme_is_the_one_that_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (command,) = (line for line in readme.splitlines() if line.endswith("pytest"))
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_pictures_and_pages_that_the_readme_links_to_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [part.partition(")")[0] for part in readme.split("](")[1:]]
    assert targets
    assert all((ROOT / target).exists() for target in targets if "://" not in target)
