"""The registry: one entry for each reason and sign, and code that names them as objects."""

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

import citewatch
from citewatch.core.facts import LASTING, SAID
from citewatch.core.reasons import FAMILIES, REASONS, RULES, Rule, Trait, reason_named
from citewatch.core.reasons.gone import HTTP_404
from citewatch.core.say import fields_of
from citewatch.core.verdict import Verdict

SOURCES = Path(citewatch.__file__).parent
REGISTRY = SOURCES / "core" / "reasons"


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCES.rglob("*.py"):
        if REGISTRY not in path.parents:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def own_words(tree: ast.Module) -> set[ast.AST]:
    """What enumerations call their members: a failure may be called like its reason."""
    enums = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id.endswith("Enum") for base in node.bases)
    ]
    return {part for node in enums for part in ast.walk(node)}


def with_trait(trait: Trait) -> set[str]:
    return {reason.id for reason in REASONS.values() if trait in reason.traits}


def test_no_two_entries_share_an_id() -> None:
    entries = [
        rule for family in FAMILIES for rule in vars(family).values() if isinstance(rule, Rule)
    ]
    assert len(entries) == len(RULES)


def test_code_names_reasons_as_objects_and_never_by_their_ids() -> None:
    named = [
        f"{path.name}:{node.lineno}: {node.value}"
        for path, tree in modules()
        for node in set(ast.walk(tree)) - own_words(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in RULES
    ]
    assert named == []


def test_every_fact_that_code_gives_is_wanted_by_a_sentence() -> None:
    wanted = {name for rule in RULES.values() for says in rule.says for name in fields_of(says)}
    given = {
        keyword.arg
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "Facts"
        for keyword in node.keywords
        if keyword.arg is not None
    }
    assert given
    assert given - wanted == set()
    assert wanted >= LASTING
    assert SAID not in wanted


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_sentence_of_an_entry_ends_as_one_and_can_be_said(rule: Rule) -> None:
    assert rule.says
    assert all(says.endswith((".", "{before}")) for says in rule.says)
    fields = [fields_of(says) for says in rule.says]
    hidden = [later for at, one in enumerate(fields) for later in fields[at + 1 :] if one <= later]
    assert hidden == []


def test_an_entry_stays_the_one_object_behind_a_pickle() -> None:
    assert all(pickle.loads(pickle.dumps(rule)) is rule for rule in RULES.values())


def test_a_reason_of_another_version_keeps_its_id_and_its_verdict() -> None:
    other = reason_named("from-the-future", Verdict.BLOCKED)
    assert (other.id, other.verdict, other.traits) == ("from-the-future", "blocked", frozenset())
    assert reason_named(HTTP_404.id, Verdict.DEAD) is HTTP_404
    assert reason_named(HTTP_404.id, Verdict.BLOCKED).verdict is Verdict.BLOCKED


def test_silence_is_only_where_nobody_would_get_an_answer() -> None:
    assert with_trait(Trait.SILENT) == {
        "dns-unanswered",
        "dns-no-address",
        "connection-refused",
        "connection-reset",
        "timeout-connect",
        "timeout-answer",
        "server-error",
    }
    assert {REASONS[id_].verdict for id_ in with_trait(Trait.SILENT)} == {Verdict.UNREACHABLE}


def test_traits_of_loss_belong_to_verdicts_of_loss() -> None:
    lost = with_trait(Trait.HOST_GONE) | with_trait(Trait.TAKEN_OVER)
    assert lost
    assert all(REASONS[id_].verdict.is_gone for id_ in lost)
    maybe = {REASONS[id_].verdict for id_ in with_trait(Trait.LOST)}
    assert maybe == {Verdict.CHANGED, Verdict.BLOCKED}


def test_a_source_is_alive_or_gone_or_open_or_was_not_asked() -> None:
    sides = {one: (one.is_alive, one.is_gone, one.is_open) for one in Verdict}
    assert all(sum(side) <= 1 for side in sides.values())
    not_asked = [one for one, side in sides.items() if not any(side)]
    assert not_asked == [Verdict.INVALID, Verdict.SKIPPED]
