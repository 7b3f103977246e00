"""The noncentral F, whose series SciPy gives up far below the law."""

from __future__ import annotations

import math

from scipy import special

from analysis.entrance import guard


def f_below(x: float, df1: float, df2: float, shift: float) -> float:
    """P(F <= x) of the noncentral F on df1 and df2 degrees of freedom; where SciPy has NaN, far below the law
    (x under half of its mean, the probability below 1e-30), 0.

    >>> f_below(25.2, 16, 5_000, 2_000)
    0.0
    """
    found = float(special.ncfdtr(df1, df2, shift, x))
    return 0.0 if math.isnan(found) else found


guard(__name__)
