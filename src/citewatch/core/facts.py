"""What a finding, a sign or a note is about, by name: the arguments of its sentence."""

from collections.abc import ItemsView, Iterator, KeysView, Mapping
from typing import Final

Fact = str | int | float
"""Text or a number. A day is text: its ISO 8601 date."""

SAID: Final = "said"
"""The fact that is a whole sentence: one that was read back and cannot be made again."""

LASTING: Final = frozenset({"host", "address", "redirected_to", "path", "scheme", "pattern"})
"""The facts that two findings must share to be the same one: they tell where it happened.

All others may be different at each look while nothing has happened: numbers of looks and audits,
days, shares of a text, statuses of one family, and what a page says of itself.
"""


ADDRESSES: Final = frozenset({"address", "beside", "front_page", "redirected_to"})
"""The facts that are whole addresses: they may hold a password."""


class Facts(Mapping[str, Fact]):
    """Facts by name: immutable, hashable, equal where every name has an equal value.

    One given as None is not known, and left out.
    """

    __slots__ = ("_facts",)

    def __init__(self, **facts: Fact | None) -> None:
        self._facts = {name: fact for name, fact in facts.items() if fact is not None}

    def __getitem__(self, name: str) -> Fact:
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    # A mapping has these of itself, at several times the cost: every sentence is made with them.
    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def keys(self) -> KeysView[str]:
        """The names."""
        return self._facts.keys()

    def items(self) -> ItemsView[str, Fact]:
        """The names with the facts."""
        return self._facts.items()

    def __len__(self) -> int:
        return len(self._facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self._facts == other._facts

    def __hash__(self) -> int:
        return hash(frozenset(self._facts.items()))

    def __repr__(self) -> str:
        return f"Facts({', '.join(f'{name}={value!r}' for name, value in self._facts.items())})"

    @property
    def lasting(self) -> "Facts":
        """Those that two findings must share to be the same one."""
        return Facts(**{name: self._facts[name] for name in self._facts if name in LASTING})


NO_FACTS: Final = Facts()
