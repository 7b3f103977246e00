"""Weighing: microdata whose weights agree with what is known of the population, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from analysis.arrays import Floats
from analysis.codebook import CodebookError, Text
from analysis.columns import Column
from analysis.design import Design, effective_size
from analysis.entrance import guard
from analysis.errors import DesignError
from analysis.groups import Groups, joint
from analysis.microdata import Microdata
from analysis.shown import Shown
from analysis.weighting import Distance, calibrate, post_stratify, rake, trim

Known = Mapping[str, Mapping[str, float]]
Method = Literal["rake", "linear", "logit"]
_DISTANCES: Mapping[str, Distance] = {"rake": "raking", "linear": "linear", "logit": "logit"}
NO_ANSWER = "(no answer)"


@dataclass(frozen=True, slots=True)
class WeighedRow:
    """A category with its people, and its sum of weights before and after."""

    variable: str
    code: str
    label: Text
    count: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Weighing(Shown):
    """The weighed `microdata`, `rows` of the categories whose totals were known, the `method` ("rake",
    "linear", "logit", of one variable "post-stratification"), and how far weights were moved: `low` and
    `high`, the least and largest ratio of new to old, the effective number of people `effective_n` (Kish
    1965) and `design_effect` = n / effective_n; `trimmed` people had their weight cut to the limits."""

    microdata: Microdata
    rows: tuple[WeighedRow, ...]
    method: str
    n: int
    low: float
    high: float
    effective_n: float
    design_effect: float
    trimmed: int = 0

    @property
    def weights(self) -> Floats:
        """The new weights by person, in the order of the rows."""
        return self.microdata.design.weights_of(self.n)


def weigh(
    microdata: Microdata,
    known: Known,
    *,
    method: Method = "rake",
    bounds: tuple[float, float] | None = None,
    limits: tuple[float, float] | None = None,
) -> Weighing:
    """Weights that agree with known totals: a mapping from each variable's name to the number (or share)
    of people in the population by code.

    One variable is post-stratified; several are raked, or by `method` calibrated linearly or by the logit,
    the ratios of new to old weights held within `bounds`. `limits` trims the weights afterwards, as multiples
    of their mean. Who did not answer a variable is a category that keeps its share. Deming and Stephan
    (1940), Deville and Sarndal (1992), see `analysis.weighting`; weights sum to the greatest total known.
    DesignError or NoAgreement (analysis.errors) where the totals do not fit the people or each other.
    """
    if not known:
        raise DesignError("nothing is known of the population: give the totals of at least one variable")
    margins = [_margin(microdata, name, totals) for name, totals in known.items()]
    whole = max(sum(totals.values()) for _, totals in margins)
    margins = [
        (groups, _to_whole(totals, whole, name))
        for (groups, totals), name in zip(margins, known, strict=True)
    ]
    start = microdata.design
    design, trimmed = _fitted(start, margins, method, bounds), 0
    if limits is not None:
        weights = design.weights_of(microdata.n)
        low, high = (float(limit * weights.mean()) for limit in limits)
        trimmed = int(np.count_nonzero((weights < low) | (weights > high)))
        design = trim(design, low, high, strict=True)
    groups = {name: groups for name, (groups, _) in zip(known, margins, strict=True)}
    return replace(_weighing(replace(microdata, design=design), start, groups, method), trimmed=trimmed)


def _margin(microdata: Microdata, name: str, totals: Mapping[str, float]) -> tuple[Groups, dict[str, float]]:
    """Groups of people and totals by group; those who did not answer keep their share."""
    column = microdata.column(name)
    if not column.coded:
        raise CodebookError(f"{name!r} has no codes: weigh by coded variables")
    codes = [code.value for code in column.variable.valid_codes]
    unknown = sorted(set(totals) - set(codes))
    if unknown:
        raise CodebookError(f"{name!r} has no code {unknown[0]!r}")
    groups = _groups(column)
    if column.answered.all():
        return groups, dict(totals)
    weights = microdata.design.weights_of(microdata.n)
    silent = float(weights[~column.answered].sum() / weights.sum())
    named = {code: total * (1 - silent) for code, total in totals.items()}
    return groups, named | {NO_ANSWER: sum(totals.values()) * silent}


def _groups(column: Column) -> Groups:
    """The people by code, those without an answer last."""
    codes = [code.value for code in column.variable.valid_codes]
    place = np.where(column.answered, column.values, len(codes))
    return Groups.among(np.array([*codes, NO_ANSWER], dtype=object), place)


def _to_whole(totals: Mapping[str, float], whole: float, name: str) -> dict[str, float]:
    """Shares (summing to 1 or 100) as numbers of the same population as the other variables."""
    size = sum(totals.values())
    if not size > 0:
        raise DesignError(f"the totals of {name!r} sum to {size}")
    alike = abs(size - whole) <= 1e-6 * whole
    if not alike and not any(abs(size - one) <= 1e-6 * one for one in (1, 100)):
        raise DesignError(f"the totals of {name!r} sum to {size:g}, those of another variable to {whole:g}")
    return {code: total * whole / size for code, total in totals.items()}


def _fitted(
    design: Design,
    margins: list[tuple[Groups, dict[str, float]]],
    method: str,
    bounds: tuple[float, float] | None,
) -> Design:
    if method not in _DISTANCES:
        raise DesignError(f"the method is rake, linear or logit, not {method!r}")
    if method == "rake" and bounds is None:
        return post_stratify(design, *margins[0]) if len(margins) == 1 else rake(design, margins)
    cell, somebody = joint([groups for groups, _ in margins])
    columns, totals = [], []
    for place, (groups, known) in enumerate(margins):
        missing = sorted(set(groups.names) - set(known))
        if missing:
            raise DesignError(f"no known total for the group {missing[0]!r}")
        names = np.array(groups.names, dtype=object)[groups.place[somebody]]
        for code in list(known)[1 if place else 0 :]:
            columns.append((names == code).astype(float))
            totals.append(known[code])
    return calibrate(
        design, np.stack(columns, 1), totals, distance=_DISTANCES[method], bounds=bounds, cell=cell
    )


def _weighing(microdata: Microdata, start: Design, known: Mapping[str, Groups], method: str) -> Weighing:
    before, after = start.weights_of(microdata.n), microdata.design.weights_of(microdata.n)
    ratio = after[before > 0] / before[before > 0]
    effective = effective_size(after)
    return Weighing(
        microdata=microdata,
        rows=tuple(_rows(microdata, known, before, after)),
        method="post-stratification" if method == "rake" and len(known) == 1 else method,
        n=microdata.n,
        low=float(ratio.min()),
        high=float(ratio.max()),
        effective_n=effective,
        design_effect=microdata.n / effective,
    )


def _rows(
    microdata: Microdata, known: Mapping[str, Groups], before: Floats, after: Floats
) -> Iterator[WeighedRow]:
    cell, somebody = joint(list(known.values()))
    by_cell = np.bincount(cell), np.bincount(cell, before), np.bincount(cell, after)
    for name, groups in known.items():
        codes = microdata.codebook.variable(name).valid_codes
        labels = {code.value: code.label for code in codes} | {NO_ANSWER: {"en": NO_ANSWER}}
        sums = [np.bincount(groups.place[somebody], one).tolist() for one in by_cell]
        for code, count, first, last in zip(groups.names, *sums, strict=True):
            yield WeighedRow(name, code, labels[code], int(count), first, last)


guard(__name__)
