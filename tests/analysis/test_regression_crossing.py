"""The test of proportional odds where thresholds of their own would cross."""

import numpy as np

from analysis.codebook import Code, Codebook, Variable
from analysis.microdata import Microdata
from analysis.regression import regress

COUNTS = {"women": (52, 258, 0, 433, 69), "men": (45, 180, 1, 403, 84)}
"""Ratings of a leader by 1,525 voters (R carData: BEPS); no woman is in the middle."""


def voters() -> Microdata:
    codes = tuple(Code(str(i), {"en": str(i)}) for i in range(1, 6))
    sexes = tuple(Code(one, {"en": one}) for one in COUNTS)
    rating = Variable("rating", {"en": "rating"}, level="ordinal", codes=codes)
    sex, age = Variable("sex", {"en": "sex"}, codes=sexes), Variable("age", {"en": "age"}, level="scale")
    people = [(one, str(i)) for one, row in COUNTS.items() for i, n in enumerate(row, 1) for _ in range(n)]
    ages = np.random.default_rng(3).integers(18, 90, len(people))
    rows = [{"sex": s, "rating": r, "age": float(a)} for (s, r), a in zip(people, ages, strict=True)]
    return Microdata.from_records(Codebook("voters", (rating, sex, age)), rows)


def test_a_term_whose_thresholds_cross_has_no_test_instead_of_probabilities_above_one() -> None:
    """R's nominal_test has NA; without the rule the statistic of sex would be above 1,000."""
    found = regress(voters(), "rating ~ sex + age", family="ordinal")
    assert [test.term for test in found.proportional_odds if test.statistic > 50] == []
    assert "sex" not in [test.term for test in found.proportional_odds]
