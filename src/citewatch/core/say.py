"""Makes the sentence of a finding, a signal or a remark: once, where it is shown."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from string import Formatter

from citewatch.core.facts import SAID, Fact
from citewatch.core.finding import Finding, Remark, Signal
from citewatch.core.memento import spoken_date
from citewatch.core.reasons import Reason, Rule

_BEFORE = "before"
_TIMES = {1: "once", 2: "twice", 3: "three times"}


def say(what: Finding | Signal | Remark) -> str:
    """One or more sentences for a person.

    What they quote from pages and addresses stands in them as it is: who shows them makes it safe.
    """
    if not isinstance(what, Finding):
        return _sentence(what.rule, what.facts)
    facts: Mapping[str, Fact] = what.facts
    if what.before is not None:
        facts = {**facts, _BEFORE: say(what.before)}
    own = _sentence(what.reason, facts)
    return " ".join([own, *map(say, what.remarks)]) if what.remarks else own


@cache
def fields_of(template: str) -> frozenset[str]:
    """The names of the facts that a template wants."""
    return frozenset(name for _, name, _ in _parts(template) if name)


def _sentence(rule: Rule, facts: Mapping[str, Fact]) -> str:
    if SAID in facts:
        return str(facts[SAID])
    for template in rule.says:
        if fields_of(template) <= facts.keys():
            return "".join(_written(part, facts) for part in _parts(template))
    # Facts of another version: what is known of the rule at all.
    return f"{rule.title}." if isinstance(rule, Reason) else ""


@cache
def _parts(template: str) -> tuple[tuple[str, str, str], ...]:
    """Text, the fact that follows it, and how that is written."""
    parsed = Formatter().parse(template)
    return tuple((text, name or "", form or "") for text, name, form, _ in parsed)


def _written(part: tuple[str, str, str], facts: Mapping[str, Fact]) -> str:
    text, name, form = part
    return f"{text}{_value(facts[name], form)}" if name else text


def _value(fact: Fact, form: str) -> str:
    if form == "day":
        return _day(str(fact))
    if form == "times" and isinstance(fact, int):
        return _TIMES.get(fact, f"{fact} times")
    return str(fact)


def _day(written: str) -> str:
    try:
        return spoken_date(date.fromisoformat(written))
    except ValueError:  # read back from a report that is not ours
        return written
