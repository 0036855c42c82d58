"""Errors that end a run, each with what to do about it."""


class CitewatchError(Exception):
    """Something the user can put right; printed without a traceback."""


class InputError(CitewatchError):
    """Input that cannot be read or is not valid. `problems` are one line each, with their place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
