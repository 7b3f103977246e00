"""How often the verdict errs, by simulation: at most 5 % where the design is heeded, more where it is not.

`python -m tests.simulations.verdicts` is the same at length; docs/analysis.md has its figures.
"""

from functools import cache

import pytest

from tests.simulations.verdicts import Case, Errors, errors

SAMPLES = 150
AT_THE_MARGIN = (
    Case("simple", (3, 3), 200, margins="skew"),
    Case("10 clusters", (2, 2), 400),
    Case("one cell clustered", (5, 5), 400, margins="skew"),
    Case("rows are places", (2, 2), 200, margins="skew"),
    Case("weighted", (5, 5), 400, margins="skew"),
    Case("oversampled", (2, 2), 400, kind="one empty"),
    Case("stratified", (2, 4), 400, kind="trend"),
)
INDEPENDENT = (
    Case("rows are places", (3, 3), 240, 0.0),
    Case("weighted", (5, 5), 120, 0.0),
    Case("6 clusters", (2, 2), 120, 0.0),
)


@cache
def counted(case: Case) -> Errors:
    return errors(case, SAMPLES)


@pytest.mark.parametrize("case", AT_THE_MARGIN, ids=lambda case: case.draw)
def test_a_dependence_of_the_margin_is_called_none_in_at_most_one_sample_of_twenty(case: Case) -> None:
    assert counted(case).verdict <= 0.05


@pytest.mark.parametrize("case", AT_THE_MARGIN[1:4], ids=lambda case: case.draw)
def test_without_heed_to_the_design_it_is_called_none_more_often(case: Case) -> None:
    assert counted(case).naive > 0.05


@pytest.mark.parametrize("case", INDEPENDENT, ids=lambda case: case.draw)
def test_independence_is_called_dependence_in_at_most_one_sample_of_twenty(case: Case) -> None:
    found = counted(case)
    assert found.verdict <= 0.05 < found.naive
