"""Rules of rounding in whole numbers, against the decimal module's own rounding."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext

import pytest

from analysis.rounding import RULES, Printed, Rule, amounts, bases_of

MODES: dict[Rule, str] = {
    "half up": ROUND_HALF_UP,
    "half even": ROUND_HALF_EVEN,
    "truncated": ROUND_DOWN,
    "rounded up": ROUND_UP,
}


def printed(amount: int, base: int, mode: str, places: int, scale: int = 100) -> str:
    with localcontext(prec=50):
        return f"{(Decimal(scale * amount) / base).quantize(Decimal(1).scaleb(-places), mode):f}"


@pytest.mark.parametrize("rule", MODES)
@pytest.mark.parametrize(("base", "places"), [(16, 0), (237, 1), (80, 1), (257, 2), (999, 0), (400, 1)])
def test_the_amounts_of_a_printed_per_cent_are_those_that_print_so(
    rule: Rule, base: int, places: int
) -> None:
    for count in range(base + 1):
        text = printed(count, base, MODES[rule], places)
        low, high = amounts(Printed.of(text), rule, base)
        same = [one for one in range(base + 1) if printed(one, base, MODES[rule], places) == text]
        assert [one for one in range(base + 1) if low <= one <= high] == same


@pytest.mark.parametrize("rule", MODES)
def test_means_below_zero_are_printed_as_the_mirror_of_those_above(rule: Rule) -> None:
    for total in range(-40, 41):
        text = printed(total, 16, MODES[rule], 1, 1)
        low, high = amounts(Printed.of(text), rule, 16, 1)
        assert low <= total <= high
        assert printed(low - 1, 16, MODES[rule], 1, 1) != text != printed(high + 1, 16, MODES[rule], 1, 1)


def test_halves_fall_either_way_where_only_the_nearest_is_asked_for() -> None:
    for text in ("12.5", "12.6"):
        assert (
            amounts(Printed.of(text), "nearest", 2000)[0]
            <= 251
            <= amounts(Printed.of(text), "nearest", 2000)[1]
        )


def test_any_rule_is_one_of_the_rules() -> None:
    for base in (7, 16, 237):
        for units in range(1001):
            one = Printed(units, 1)
            each = {
                count
                for rule in RULES
                for count in range(amounts(one, rule, base)[0], amounts(one, rule, base)[1] + 1)
            }
            low, high = amounts(one, "any", base)
            assert each == set(range(low, high + 1))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("text", "count"), [("42.0", 28), ("42", 28), ("0.3", 2), ("100", 5), ("99.9", 5), ("1", 3)]
)
def test_the_bases_of_a_count_are_those_that_print_so(rule: Rule, text: str, count: int) -> None:
    least, greatest = bases_of(Printed.of(text), rule, count)
    found = [
        base
        for base in range(count, 2000)
        if amounts(Printed.of(text), rule, base)[0] <= count <= amounts(Printed.of(text), rule, base)[1]
    ]
    assert found == list(range(least, (1999 if greatest is None else greatest) + 1))


def test_a_number_is_shown_as_it_was_printed() -> None:
    assert [str(Printed.of(text)) for text in ("24.0", "-0.50", "7", "0.00")] == [
        "24.0",
        "-0.50",
        "7",
        "0.00",
    ]
