"""The report on a scale: its items, its reliability and the scores that it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.codebook import MISSING_KINDS, NOT_ASKED, Codebook, CodebookError, Text, Variable
from analysis.design import Design, effective_size
from analysis.entrance import guard
from analysis.errors import NotTabulable, TooFew, UndefinedStatistic
from analysis.microdata import Microdata
from analysis.numbers import describe
from analysis.scale_words import NO_SPREAD, NOBODY, TOO_FEW
from analysis.scales import reliability
from analysis.scales.checks import level_of
from analysis.scales.items import Items, items
from analysis.scales.moments import covariance, standardized
from analysis.scales.omega import one_factor
from analysis.scales.scores import mean_scores
from analysis.shown import Shown

MINIMUM = 0.8
"""The share of the items that a person must have answered to have a score."""


@dataclass(frozen=True, slots=True)
class ScaleItem:
    """One item among the people who answered all of them, turned around where it is `reversed`.

    `count` people answered it; `mean`, `sd`; `item_rest` its correlation with the sum of the others and
    `alpha_if_deleted` the scale's alpha without it, None where the answers do not define them.
    """

    variable: str
    label: Text
    reversed: bool
    count: int
    mean: float | None = None
    sd: float | None = None
    item_rest: float | None = None
    alpha_if_deleted: float | None = None


@dataclass(frozen=True, slots=True)
class ScaleReport(Shown):
    """A scale of k `items` and how reliable its scores are.

    `n` people, of whom `base` answered every item and `missing` (by the kind of their first missing item)
    did not; reliability is that of the base. `alpha` (Cronbach) with its interval `alpha_low` to
    `alpha_high` (Feldt, at `level`, about the process behind these people), `standardized` alpha, the mean
    correlation `average_r`, McDonald's `omega` of one factor; None where undefined, `refusal` then says
    why alpha is. `scored` people answered at least the share `minimum` of the items; `scores` describes the
    means of their answers (mean, mean_low, mean_high, sd, q1, median, q3, min, max), about `population`
    people where it is given. `effective_n` is what a weighted base is worth in equal people.
    """

    name: str
    label: Text
    items: tuple[ScaleItem, ...]
    n: int
    base: int
    missing: Mapping[str, int]
    scored: int
    minimum: float
    scores: Mapping[str, float] = field(default_factory=dict)
    alpha: float | None = None
    alpha_low: float | None = None
    alpha_high: float | None = None
    standardized: float | None = None
    average_r: float | None = None
    omega: float | None = None
    refusal: str = ""
    weighted_base: float = 0.0
    effective_n: float | None = None
    population: int | None = None
    level: float = 0.95


def scale(
    microdata: Microdata,
    name: str | Sequence[str],
    *,
    minimum: float = MINIMUM,
    population: bool = True,
    level: float = 0.95,
) -> ScaleReport:
    """The report on a scale of the codebook, a grid, or a list of variables.

    A code counts as its score (without scores as its place 1, 2, ... in the code list); variables that the
    codebook flags `reversed` are turned around. Who answered the share `minimum` of the items has a score;
    its interval is for these very people, or without `population` for the process behind them. Weights make
    covariances weighted and the interval of alpha one of the effective number of people. CodebookError for an
    unknown name, NotTabulable for items that are no ratings, TooFew for fewer than two; what the answers
    leave undefined is None with a reason. `minimum` and `level` run from 0 to 1. Cronbach (1951), Feldt
    (1965), McDonald (1999): `analysis.scales.reliability` and `omega`.
    """
    level_of(level)
    label, variables = _members(microdata.codebook, name)
    found = items(microdata, [variable.name for variable in variables])
    missing = np.column_stack([microdata.column(variable.name).missing for variable in variables])
    asked = (missing != 1 + MISSING_KINDS.index(NOT_ASKED)).any(1)
    design = microdata.design.within(asked)
    here = Items(found.names, found.values[asked], found.answered[asked])
    scores = mean_scores(here, minimum)
    return ScaleReport(
        name=name if isinstance(name, str) else " + ".join(name),
        label=label,
        items=_items(variables, here, design),
        n=microdata.n,
        base=int(np.count_nonzero(found.whole)),
        missing=_kinds(missing),
        scored=scores.n,
        minimum=minimum,
        scores=describe(scores.values, scores.known, design, population=population, level=level),
        weighted_base=float(design.weights_of(len(here.whole))[here.whole].sum()),
        population=design.population if population else None,
        level=level,
        **_reliability(here, design, level),
    )


def _members(book: Codebook, name: str | Sequence[str]) -> tuple[Text, list[Variable]]:
    """The label and the variables of a scale, a grid, or a list of names."""
    if not isinstance(name, str):
        label, names = {"en": " + ".join(name)}, tuple(name)
    elif any(one.name == name for one in book.scales):
        label, names = dict(book.scale(name).label), book.scale(name).variables
    else:
        label, names = _grid(book, name)
    return label, [_rating(book.variable(one)) for one in names]


def _grid(book: Codebook, name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    one = book.set_of(name)
    if one is not None and one.kind == "grid":
        return dict(one.label), one.variables
    if one is not None or book.has(name):
        raise NotTabulable(f"{name!r} is no scale: give a scale, a grid, or several ratings")
    grids = [grid.name for grid in book.sets if grid.kind == "grid"]
    known = ", ".join([scale.name for scale in book.scales] + grids) or "none"
    raise CodebookError(f"there is no scale {name!r}; scales and grids: {known}")


def _rating(variable: Variable) -> Variable:
    """The variable, when it is a rating or a number."""
    scored = variable.valid_codes and all(code.score is not None for code in variable.valid_codes)
    if variable.level not in ("ordinal", "scale") and not scored:
        raise NotTabulable(f"{variable.name!r} ({variable.level}) is no rating: its codes have no order")
    return variable


def _kinds(missing: np.ndarray) -> dict[str, int]:
    """The people without a whole answer, by the kind of their first missing item."""
    first = missing[np.arange(len(missing)), (missing > 0).argmax(1)]
    counts = np.bincount(first, minlength=1 + len(MISSING_KINDS))[1:]
    return {kind: int(count) for kind, count in zip(MISSING_KINDS, counts, strict=True) if count}


def _items(variables: Sequence[Variable], found: Items, design: Design) -> tuple[ScaleItem, ...]:
    weights = design.weights_of(len(found.whole))[found.whole]
    complete, spread = found.complete, _matrix(found, design)
    counts = found.answered.sum(0).tolist()
    described = []
    for i, variable in enumerate(variables):
        item = (variable.name, variable.label, variable.reversed, counts[i])
        mean = float(weights @ complete[:, i] / weights.sum()) if weights.sum() else None
        if spread is None:
            described.append(ScaleItem(*item, mean))
            continue
        rest = _defined(reliability.rest_correlation, spread, i)
        without = _defined(reliability.alpha_without, spread, i)
        described.append(ScaleItem(*item, mean, float(np.sqrt(spread[i, i])), rest, without))
    return tuple(described)


def _matrix(found: Items, design: Design) -> Floats | None:
    """The covariances of the people who answered every item, None for fewer than two."""
    whole: Booleans = found.whole
    weights = design.weights_of(len(whole))[whole] if design.weighted else None
    try:
        return covariance(found.values[whole], weights)
    except TooFew:
        return None


def _defined(compute: Callable[..., float], *arguments: Any) -> float | None:
    try:
        return compute(*arguments)
    except UndefinedStatistic:
        return None


def _reliability(found: Items, design: Design, level: float) -> dict[str, Any]:
    """alpha with its interval, and its kin; a `refusal` where alpha is undefined."""
    weights = design.weights_of(len(found.whole))[found.whole]
    effective = effective_size(weights)
    beside = {"effective_n": effective if design.weighted else None}
    spread = _matrix(found, design)
    if spread is None or effective <= 1:
        return {**beside, "refusal": TOO_FEW if len(weights) else NOBODY}
    alpha = _defined(reliability.raw_alpha, spread)
    if alpha is None:
        return {**beside, "refusal": NO_SPREAD}
    low, high = reliability.feldt(alpha, effective, len(spread), level)
    kin = {
        "standardized": lambda: reliability.alpha(spread).standardized,
        "average_r": lambda: reliability.average_r(standardized(spread)),
        "omega": lambda: one_factor(spread, effective).omega,
    }
    named = {key: _defined(compute) for key, compute in kin.items()}
    return {**beside, "alpha": alpha, "alpha_low": low, "alpha_high": high, **named}


guard(__name__)
