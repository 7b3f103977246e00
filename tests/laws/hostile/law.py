"""The law of hostile calls: a sound value or a named error, in a bounded time."""

from __future__ import annotations

import math
import signal
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

SECONDS = 10
SLACK = 1e-9
RANGES = {
    **dict.fromkeys(("p", "adjusted", "cautious_p", "power", "agreed"), (0, 1)),
    **dict.fromkeys(("share", "percent", "percent_of_answers"), (0, 100)),
}
"""Between what numbers of these names lie."""
BETWEEN = ("value", "percent", "share", "odds_ratio", "kappa", "mean", "alpha")
"""What limits `low` and `high` in the same value contain."""
BEYOND = ("Strength", "Association", "Effect")
"""Where limits are those of a noncentral distribution (Smithson 2003; R: effectsize), which may leave out
the sample's own measure: that overstates."""


class HungError(BaseException):
    """A call that did not come back."""


def stop(*_: Any) -> None:
    """What the alarm does."""
    raise HungError


def tried(call: Callable[[], Any], found: list[str], told: str, *, infinite: bool = False) -> bool:
    """Make the call, note what goes wrong with it; whether it gave a value."""
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        return _answered(call, infinite=infinite)
    except (Exception, HungError) as error:  # noqa: BLE001 - whatever comes is what this law looks for
        found.append(f"{type(error).__name__}: {str(error)[:200]} <- {told}")
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answered(call: Callable[[], Any], *, infinite: bool) -> bool:
    """Whether the call gives a value (which must be sound), not a named error; anything else fails."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = call()
    except Exception as error:
        if not type(error).__module__.startswith("analysis.") or " " not in str(error):
            raise
        return False
    unsound = list(faults(result, infinite=infinite))
    assert not unsound, f"{unsound[:3]} in {result!r}"[:600]
    return True


def told(given: Mapping[str, Any]) -> str:
    """The arguments of a call in one line."""
    return ", ".join(f"{name}={value!r}"[:160].replace("\n", "") for name, value in given.items())


def may_be_infinite(one: Any) -> bool:
    """Whether what a function or noun gives may be infinite: where its own documentation says when."""
    return "infinit" in (one.__doc__ or "")


def faults(value: Any, name: str = "result", *, infinite: bool = False) -> Iterator[str]:
    """What cannot stand in a result: NaN, infinities that nothing promises, numbers out of their range."""
    if isinstance(value, (float, np.floating)) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
        if np.isnan(value).any() or not (infinite or np.isfinite(value).all()):
            yield f"{name} is {value}" if np.ndim(value) == 0 else f"{name} holds NaN or infinity"
    elif isinstance(value, (tuple, list)):
        for place, one in enumerate(value):
            yield from faults(one, f"{name}[{place}]", infinite=infinite)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from faults(one, f"{name}[{key}]", infinite=infinite)
    elif is_dataclass(value) and type(value).__module__.startswith("analysis."):
        parts = {one.name: getattr(value, one.name) for one in fields(value)}
        for key, one in parts.items():
            yield from faults(one, f"{name}.{key}", infinite=infinite or may_be_infinite(type(value)))
        yield from _out_of_range(parts, f"{name}, a {type(value).__name__}")
        if type(value).__name__ == "Association" and not 0 <= parts["value"] <= 1:
            yield f"{name}: V is {parts['value']}"
        if type(value).__name__ not in BEYOND and parts.get("alternative", "two-sided") == "two-sided":
            yield from _outside_limits(parts, f"{name}, a {type(value).__name__}")


def _out_of_range(parts: Mapping[str, Any], name: str) -> Iterator[str]:
    for key, (least, most) in RANGES.items():
        if _number(parts.get(key)) and not least - SLACK <= parts[key] <= most + SLACK:
            yield f"{name}: {key} is {parts[key]}"


def _outside_limits(parts: Mapping[str, Any], name: str) -> Iterator[str]:
    low, high = parts.get("low"), parts.get("high")
    if _number(low) and _number(high):
        inside = [low, *(parts[key] for key in BETWEEN if _number(parts.get(key))), high]
        slack = SLACK * max(1.0, *(abs(one) for one in inside if math.isfinite(one)), 0.0)
        if any(one < low - slack or one > high + slack for one in inside):
            yield f"{name}: limits {low} to {high} of {inside[1:-1]}"


def _number(value: Any) -> bool:
    return isinstance(value, float)
