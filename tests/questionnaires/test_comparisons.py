"""Paired comparisons and best-worst scaling, and the designs behind them."""

from collections import Counter
from itertools import combinations

import pytest

from questionnaires import coding, designs, lint
from questionnaires.types import type_of
from tests.questionnaires.tiny import item, messages, parsed, rules, source, tiny

CODES = "codes: {a: {en: A}, b: {en: B}, c: {en: C}, d: {en: D}}"
PAIRED = item(f"type: paired_comparison, {CODES}, refused: yes")
CHOSEN = item(f"type: paired_comparison, {CODES}, pairs: [[b, a], [a, c]]")
BEST_WORST = item(f"type: best_worst, best: {{en: Best}}, worst: {{en: Worst}}, {CODES}, refused: yes")


@pytest.mark.parametrize("count", range(2, 12))
def test_every_pair_is_asked_once_and_every_code_first_about_as_often_as_second(count: int) -> None:
    found = designs.pairs(count)
    assert sorted(tuple(sorted(pair)) for pair in found) == list(combinations(range(count), 2))
    first = Counter(pair[0] for pair in found)
    assert all(abs(2 * first[code] - (count - 1)) <= 2 for code in range(count))


@pytest.mark.parametrize(
    ("count", "size", "sets", "often", "together"),
    [(4, 3, 4, 3, 2), (7, 3, 7, 3, 1), (7, 4, 7, 4, 2), (8, 4, 14, 7, 3), (9, 3, 12, 4, 1), (10, 4, 15, 6, 2),
     (11, 5, 11, 5, 2), (13, 4, 13, 4, 1)],
)  # fmt: skip
def test_known_balanced_designs_are_found(
    count: int, size: int, sets: int, often: int, together: int
) -> None:
    design = designs.blocks(count, size)
    assert (len(design.sets), design.often, design.together) == (sets, (often, often), (together, together))
    assert design.balanced
    pairs = Counter(pair for one in design.sets for pair in combinations(sorted(one), 2))
    assert set(pairs.values()) == {together}
    assert len(pairs) == count * (count - 1) // 2


@pytest.mark.parametrize(("count", "size", "sets"), [(12, 4, None), (20, 5, None), (14, 3, 10), (16, 4, 20)])
def test_other_sets_have_different_codes_and_say_how_balanced_they_are(
    count: int, size: int, sets: int | None
) -> None:
    design = designs.blocks(count, size, sets)
    often = Counter(code for one in design.sets for code in one)
    assert all(len(set(one)) == size for one in design.sets)
    assert sets in (None, len(design.sets))
    assert design.often == (min(often.values()), max(often.values()))
    assert design.often[1] - design.often[0] <= 1
    assert designs.blocks(count, size, sets) == design


def test_all_pairs_or_the_chosen_ones_are_asked() -> None:
    assert len(PAIRED.rows) == 6
    assert [row.name for row in CHOSEN.rows] == ["b_a", "a_c"]
    assert CHOSEN.rows[0].label == {"en": "B – A"}


def test_a_pair_takes_one_of_its_two() -> None:
    assert parsed(CHOSEN, x__b_a="a").answer == {"b_a": "a"}
    assert messages(CHOSEN, x__b_a="c") == ["“c” is not among the answers offered. Please choose again."]
    assert parsed(PAIRED, **{f"x__{PAIRED.rows[0].name}": "refused"}).answer
    assert [code.value for code in type_of(CHOSEN).variables(CHOSEN)[1].codes] == ["a", "c"]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ("[[a, a]]", ["pairs-two"]),
        ("[a]", ["pairs-two"]),
        ("[[a, b, c]]", ["pairs-two"]),
        ("[[a, z]]", ["pairs-codes"]),
        ("[[a, b], [b, a]]", ["repeated-entry"]),
        ("[]", ["empty-list"]),
    ],
)
def test_pairs_that_are_none_are_told(pairs: str, expected: list[str]) -> None:
    one = f"- {{item: x, type: paired_comparison, question: {{en: X}}, {CODES}, pairs: {pairs}}}"
    assert rules(source(one)) == expected


def test_too_many_pairs_are_told() -> None:
    many = ", ".join(f"c{n}: {{en: C}}" for n in range(11))
    one = f"- {{item: x, type: paired_comparison, question: {{en: X}}, codes: {{{many}}}}}"
    assert rules(source(one)) == ["pairs-many"]


def test_best_and_worst_of_a_set_are_two_codes() -> None:
    first = [code.value for code in type_of(BEST_WORST).variables(BEST_WORST)[0].valid_codes]
    assert len(first) == 3
    form = {"x__1_best": first[0], "x__1_worst": first[1]}
    assert parsed(BEST_WORST, **form).answer == {"1_best": first[0], "1_worst": first[1]}
    both = parsed(BEST_WORST, x__1_best=first[0], x__1_worst=first[0])
    assert both.answer is None
    assert [one.field for one in both.problems] == ["x.1_worst"]
    refused = parsed(BEST_WORST, x__1_best="refused", x__1_worst="refused")
    assert refused.problems == ()


def test_a_code_outside_its_set_is_refused() -> None:
    inside = {code.value for code in type_of(BEST_WORST).variables(BEST_WORST)[0].valid_codes}
    [outside] = set("abcd") - inside
    assert parsed(BEST_WORST, x__1_best=outside).problems


def test_the_codebook_states_the_design() -> None:
    questionnaire = tiny(
        f"- {{item: x, type: best_worst, question: {{en: X}}, best: {{en: B}}, worst: {{en: W}}, {CODES}}}"
    )
    variables = coding.codebook(questionnaire).variables
    assert [one.name for one in variables][:3] == ["x_1_best", "x_1_worst", "x_2_best"]
    for one in variables:
        assert one.label["en"].endswith(", ".join(code.label["en"] for code in one.codes))
    words = dict(lint.summary(questionnaire))["design of x"]
    assert words == "4 sets, each code in 3 of them, every two codes together in 2"


def test_few_codes_make_no_sets() -> None:
    codes = "codes: {a: {en: A}, b: {en: B}, c: {en: C}}"
    one = f"- {{item: x, type: best_worst, question: {{en: X}}, best: {{en: B}}, worst: {{en: W}}, {codes}}}"
    assert rules(source(one)) == ["best-worst-few"]
