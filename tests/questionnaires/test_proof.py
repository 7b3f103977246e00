# ruff: noqa: E501 - an item reads best in one line
"""Proof of paths: what is said of small questionnaires is what trying all answers says."""

from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import proof, ranges, reader, routing
from questionnaires.conditions import evaluated, parse
from questionnaires.functions import related
from questionnaires.questionnaire import Questionnaire
from questionnaires.rehearsal import rehearse
from questionnaires.types import Parsed
from tests.journeys.test_universes import SOURCE
from tests.questionnaires.tiny import YES_NO, tiny

ITEMS = """
- {item: a, type: single, question: {en: A}, codes: {p: {en: P}, q: {en: Q}, r: {en: R}}%s}
- {item: b, type: yes_no, question: {en: B}%s}
- {item: m, type: multiple, question: {en: M}, codes: {x: {en: X}, y: {en: Y}, z: {en: Z}}%s}
- {item: n, type: number, whole: yes, min: 0, max: 6, question: {en: N}%s}
- {item: k, type: number, whole: yes, min: 0, max: 4, question: {en: K}%s}
- {item: c, type: calculated, value: n * 2 - k, question: {en: C}%s}
- {item: t, type: note, question: {en: T}%s}
"""
ATOMS = {
    "a": ["a == p", "a != q", "a in [p, r]", "answered a", "a > p"],
    "b": ["b == yes", "not answered b", "b != yes"],
    "m": ["m == x", "m == x and m == y", "count(m) > 2", "m != z", "m in [y, z]"],
    "n": ["n > 3", "n == 0", "n in [1, 5]", "not answered n", "n >= 6"],
    "k": ["k < n", "n - k > 5", "k * n == 12", "sum(n, k) > 9", "max(n, k) < 2", "remainder(n, 3) == k"],
    "c": ["c < 0", "c == n", "c > 11", "round(c / 3) == 2", "if(b == yes, c, n) > 8"],
}
ANSWERS: dict[str, list[Any]] = {
    "a": [None, "p", "q", "r"],
    "b": [None, "yes", "no"],
    "m": [None, ["x"], ["y"], ["z"], ["x", "y"], ["x", "z"], ["y", "z"], ["x", "y", "z"]],
    "n": [None, *range(7)],
    "k": [None, *range(5)],
}


def some_condition(names: str, random: Random) -> str:
    atoms = [random.choice(ATOMS[random.choice(names)]) for _ in range(random.randint(1, 3))]
    atoms = [f"not ({one})" if random.random() < 0.25 else one for one in atoms]
    return f"({random.choice([') and (', ') or (']).join(atoms)})"


def some_questionnaire(random: Random) -> Questionnaire:
    """Universes and checks at random."""
    more = []
    for place, name in enumerate("abmnkct"):
        fields = (
            f", shown if: '{some_condition('abmnkc'[:place], random)}'"
            if place and random.random() < 0.5
            else ""
        )
        if name in "abmn" and random.random() < 0.2:
            fields += ", required: yes"
        elif name in "bmnk" and random.random() < 0.4:
            condition = some_condition("abmnk"[: place + 1], random)
            fields += f", checks: [{{holds if: '{condition}', say: {{en: No}}}}]"
        more.append(fields)
    return tiny(ITEMS % tuple(more))


def asked_of_somebody(questionnaire: Questionnaire) -> set[str]:
    """The items that are asked in a response that is accepted, all responses tried."""
    found: set[str] = set()
    for some in product(*ANSWERS.values()):
        parsed = {name: Parsed(one) for name, one in zip(ANSWERS, some, strict=True)}
        routed = routing.route(questionnaire, parsed)
        if not routed.problems:
            found |= routed.asked
    return found


@pytest.mark.parametrize("seed", range(25))
def test_the_proof_says_what_trying_all_answers_says(seed: int) -> None:
    questionnaire = some_questionnaire(Random(seed))
    true = asked_of_somebody(questionnaire)
    for finding in proof.prove(questionnaire):
        if finding.about == "asked":
            expected = "possible" if finding.item.name in true else "impossible"
            assert finding.verdict.kind == expected, (finding.item.name, finding.verdict)


def said(items: str) -> dict[tuple[str, str], proof.Verdict]:
    return {(one.item.name, one.about): one.verdict for one in proof.prove(tiny(items))}


def test_a_witness_leads_to_the_item() -> None:
    questionnaire = some_questionnaire(Random(4))
    for one in proof.prove(questionnaire):
        if one.verdict.kind == "possible" and one.about == "asked":
            parsed = {name: Parsed(answer) for name, answer in one.verdict.witness.items()}
            assert one.item.name in routing.route(questionnaire, parsed).asked


def test_computed_values_of_wide_ranges_are_settled_by_dividing_them() -> None:
    found = said("""
        - {item: born, type: year, min: 1900, max: 2026, question: {en: B}}
        - {item: began, type: year, min: 1950, max: 2026, question: {en: B}, checks: [{holds if: began - born >= 14, say: {en: No}}]}
        - {item: early, type: note, question: {en: E}, shown if: began - born < 15 and born > 2010}
        - {item: never, type: note, question: {en: N}, shown if: began - born < 14}
        - {item: far, type: note, question: {en: F}, shown if: began - born > 126}
    """)  # fmt: skip
    assert [found[name, "asked"].kind for name in ("early", "never", "far")] == [
        "possible", "impossible", "impossible",
    ]  # fmt: skip
    witness = found["early", "asked"].witness
    assert witness["began"] - witness["born"] == 14


def test_an_option_that_is_never_offered_is_found() -> None:
    found = proof.prove(
        tiny("""
        - {item: place, type: single, question: {en: P}, codes: {town: {en: T}, village: {en: V}}}
        - item: library
          type: single
          question: {en: L}
          shown if: place == town
          offer if: place == kind
          codes: {one: {en: One, columns: {kind: town}}, two: {en: Two, columns: {kind: village}}}
    """)
    )
    offered = {one.option.value: one.verdict.kind for one in found if one.option}
    assert offered == {"one": "possible", "two": "impossible"}


def test_a_check_that_nobody_can_meet_and_a_path_that_does_not_end_are_found() -> None:
    found = said("""
        - {item: n, type: number, whole: yes, min: 0, max: 9, question: {en: N}, checks: [{holds if: n > 5 and n < 4, say: {en: No}}]}
        - item: s
          type: yes_no
          required: yes
          question: {en: S}
          checks: [{holds if: s == yes or not answered t, say: {en: No}}, {holds if: s == no or not answered t, say: {en: No}}]
          shown if: answered t
    """.replace("- {item: n", "- {item: t, type: text, question: {en: T}}\n        - {item: n"))  # fmt: skip
    assert found["n", "met"].kind == "impossible"
    assert found["s", "ends"].kind == "possible"


def test_very_long_cascades_are_left_open() -> None:
    codes = ", ".join(f"c{n}: {{en: C, columns: {{kind: town}}}}" for n in range(proof.MOST_OFFERS + 1))
    found = said(f"""
        - {{item: place, type: single, question: {{en: P}}, codes: {{town: {{en: T}}, village: {{en: V}}}}}}
        - {{item: library, type: dropdown, question: {{en: L}}, offer if: place == kind, codes: {{{codes}}}}}
    """)
    assert found["library", "asked"].kind == "possible"
    assert found["library", "offered"].kind == "open"


def test_what_cannot_be_tried_is_left_open_with_the_reason() -> None:
    found = said("""
        - {item: w, type: text, question: {en: W}}
        - {item: a, type: note, question: {en: A}, shown if: 'matches(w, "[A-Z]{9}") and length(w) == 4'}
    """)
    assert found["a", "asked"].kind == "open"
    assert "“w”" in found["a", "asked"].why


def test_an_impossible_item_names_the_items_whose_universes_it_takes() -> None:
    found = said(f"""
        - {{item: a, type: single, question: {{en: A}}, {YES_NO}}}
        - {{item: b, type: single, question: {{en: B}}, {YES_NO}, shown if: a == yes}}
        - {{item: c, type: note, question: {{en: C}}, shown if: a == no and b == yes}}
    """)
    assert found["c", "asked"].because == ("b",)


@pytest.mark.parametrize("name", reader.shipped_names())
def test_every_item_of_a_shipped_questionnaire_is_asked_of_somebody(name: str) -> None:
    for one in proof.prove(reader.shipped(name)):
        expected = "impossible" if one.about == "ends" else "possible"
        assert one.verdict.kind == expected, (one.item.name, one.about, one.verdict)


def test_nobody_who_fills_in_at_random_meets_what_is_called_impossible() -> None:
    questionnaire = reader.read(SOURCE)
    verdicts = {one.item.name: one.verdict for one in proof.prove(questionnaire) if one.about == "asked"}
    impossible = {name for name, verdict in verdicts.items() if verdict.kind == "impossible"}
    asked = {name for one in rehearse(questionnaire, 120).responses for name in one.routed.asked}
    assert impossible
    assert not impossible & asked
    for name, verdict in verdicts.items():
        if verdict.kind == "possible":
            parsed = {one: Parsed(answer) for one, answer in verdict.witness.items()}
            assert name in routing.route(questionnaire, parsed).asked


TREES = ["x + y", "x - y * 2", "x * y", "x / y", "abs(x)", "round(x / 3)", "min(x, y)", "mean(x, y, 3)",
         "if(x > y, x, 2)", "floor(y / 2) + whole(x)", "sum(x, y, z)", "root(x)", "remainder(x, 3)"]  # fmt: skip


@given(st.sampled_from(TREES), *[st.integers(-9, 9)] * 4, st.data())
def test_a_range_holds_every_value(
    source: str, low: int, wide: int, other: int, limit: int, data: st.DataObject
) -> None:
    tree = parse(f"{source} > 0").tree[2]
    x = data.draw(st.integers(low, low + abs(wide)))
    found = ranges.value(tree, {"x": ranges.Between(low, low + abs(wide), True), "y": other})
    exact = evaluated(tree)({"x": float(x), "y": float(other)})
    if isinstance(found, ranges.Between):
        assert exact is not None
        assert found.low <= exact <= found.high
    for word in ("<", "<=", ">", ">=", "==", "!="):
        said = ranges.compared(word, found, float(limit))
        assert said in (None, related(word, exact, float(limit)))
