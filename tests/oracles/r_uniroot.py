"""R's uniroot, step by step, with its coarse default tolerance.

R finds conditional odds ratios and their limits only to about 1e-4; we find them to machine precision. That
our functions are R's is seen by letting R's own search (Brent 1973, netlib's zeroin) run over them: it must
end where R ended.
"""

from __future__ import annotations

from collections.abc import Callable

EPSILON = 2.0**-52
TOLERANCE = EPSILON**0.25


def uniroot(function: Callable[[float], float], low: float, high: float) -> float:
    """The root that R's uniroot(function, c(low, high))$root gives."""
    a, b, fa, fb = low, high, function(low), function(high)
    c, fc = a, fa
    while True:
        before = b - a
        if abs(fc) < abs(fb):
            a, b, c = b, c, b
            fa, fb, fc = fb, fc, fb
        least = 2 * EPSILON * abs(b) + TOLERANCE / 2
        step = (c - b) / 2
        if abs(step) <= least or fb == 0:
            return b
        if abs(before) >= least and abs(fa) > abs(fb):
            step = _interpolated((a, b, c), (fa, fb, fc), before, least, step)
        if abs(step) < least:
            step = least if step > 0 else -least
        a, fa = b, fb
        b += step
        fb = function(b)
        if (fb > 0 and fc > 0) or (fb < 0 and fc < 0):
            c, fc = a, fa


def _interpolated(
    places: tuple[float, float, float],
    values: tuple[float, float, float],
    before: float,
    least: float,
    halving: float,
) -> float:
    """The step of linear or inverse quadratic interpolation, if it is short enough; else halving."""
    (a, b, c), (fa, fb, fc) = places, values
    if a == c:
        ratio = fb / fa
        p, q = (c - b) * ratio, 1 - ratio
    else:
        q, one, two = fa / fc, fb / fc, fb / fa
        p = two * ((c - b) * q * (q - one) - (b - a) * (one - 1))
        q = (q - 1) * (one - 1) * (two - 1)
    p, q = (p, -q) if p > 0 else (-p, q)
    short = p < 0.75 * (c - b) * q - abs(least * q) / 2 and p < abs(before * q / 2)
    return p / q if short else halving
