"""R's codings of predictors that are not ours: the same model, its coefficients turned into R's."""

from __future__ import annotations

import numpy as np

from analysis.arrays import Floats
from analysis.regression.fitted import Fitted
from analysis.regression.measures import by_term


def turning(found: Fitted, rows: list[str]) -> Floats:
    """The matrix that turns our constant and slopes, each category against the first, into R's (rows x
    columns): an ordered factor has a line, a square, a cube (rows "x.L", "x.Q", "x.C", "x^4") under
    options(contrasts), everything else is as ours."""
    turn = np.eye(1 + len(found.names))
    for term, places in by_term(found.names):
        if f"{term}.L" in rows:
            powers, columns = polynomials(1 + len(places)), [1 + place for place in places]
            turn[0, columns] = 1 / len(powers)
            turn[np.ix_(columns, columns)] = powers[1:].T
    return turn


def polynomials(k: int) -> Floats:
    """R's contr.poly: orthonormal polynomials of 1..k (k x k - 1), each with a rising end."""
    whole, triangle = np.linalg.qr(np.vander(np.arange(k) - (k - 1) / 2, increasing=True))
    return np.asarray((whole * np.sign(np.diag(triangle)))[:, 1:])
