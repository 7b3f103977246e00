"""Weighing: microdata whose weights agree with what is known of the population, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from analysis.arrays import Floats
from analysis.codebook import CodebookError, Text
from analysis.design import Design, effective_size
from analysis.errors import DesignError
from analysis.microdata import Microdata
from analysis.weighting import calibrate, post_stratify, rake, trim

Known = Mapping[str, Mapping[str, float]]
Method = Literal["rake", "linear", "logit"]
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
class Weighing:
    """The weighed `microdata`, the categories whose totals were known, and how far weights were moved:
    the least and largest ratio of new to old, the effective number of people (Kish) and the mean design
    effect n / effective."""

    microdata: Microdata
    rows: tuple[WeighedRow, ...]
    method: str
    n: int
    low: float
    high: float
    effective_n: float
    design_effect: float


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

    One variable is post-stratified; several are raked, or calibrated linearly or by the logit, the ratios
    of new to old weights held within `bounds`. `limits` trims the weights afterwards, as multiples of
    their mean. Who did not answer a variable is a category that keeps its share. DesignError or
    NoAgreement (analysis.errors) where the totals do not fit the people or each other.
    """
    if not known:
        raise DesignError("nothing is known of the population: give the totals of at least one variable")
    margins = [_margin(microdata, name, totals) for name, totals in known.items()]
    whole = max(sum(totals.values()) for _, totals in margins)
    margins = [
        (labels, _to_whole(totals, whole, name))
        for (labels, totals), name in zip(margins, known, strict=True)
    ]
    start = microdata.design
    design = _fitted(start, margins, method, bounds)
    if limits is not None:
        centre = float(design.weights_of(microdata.n).mean())
        design = trim(design, limits[0] * centre, limits[1] * centre, strict=True)
    return _weighing(replace(microdata, design=design), start, known, len(margins), method)


def _margin(
    microdata: Microdata, name: str, totals: Mapping[str, float]
) -> tuple[list[str], dict[str, float]]:
    """Labels by person and totals by label; those who did not answer keep their share."""
    column = microdata.column(name)
    if not column.coded:
        raise CodebookError(f"{name!r} has no codes: weigh by coded variables")
    codes = [code.value for code in column.variable.valid_codes]
    unknown = sorted(set(totals) - set(codes))
    if unknown:
        raise CodebookError(f"{name!r} has no code {unknown[0]!r}")
    labels = [codes[i] if ok else NO_ANSWER for i, ok in zip(column.values, column.answered, strict=True)]
    if column.answered.all():
        return labels, dict(totals)
    weights = microdata.design.weights_of(microdata.n)
    silent = float(weights[~column.answered].sum() / weights.sum())
    named = {code: total * (1 - silent) for code, total in totals.items()}
    return labels, named | {NO_ANSWER: sum(totals.values()) * silent}


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
    margins: list[tuple[list[str], dict[str, float]]],
    method: str,
    bounds: tuple[float, float] | None,
) -> Design:
    if method not in ("rake", "linear", "logit"):
        raise DesignError(f"the method is rake, linear or logit, not {method!r}")
    if method == "rake" and bounds is None:
        return post_stratify(design, *margins[0]) if len(margins) == 1 else rake(design, margins)
    columns, totals = [], []
    for place, (labels, known) in enumerate(margins):
        missing = sorted(set(labels) - set(known))
        if missing:
            raise DesignError(f"no known total for the group {missing[0]!r}")
        for code in list(known)[1 if place else 0 :]:
            columns.append(np.array([label == code for label in labels], dtype=float))
            totals.append(known[code])
    distance: Literal["linear", "raking", "logit"] = "raking" if method == "rake" else method  # type: ignore[assignment]
    return calibrate(design, np.stack(columns, 1), totals, distance=distance, bounds=bounds)


def _weighing(microdata: Microdata, start: Design, known: Known, margins: int, method: str) -> Weighing:
    before, after = start.weights_of(microdata.n), microdata.design.weights_of(microdata.n)
    ratio = after[before > 0] / before[before > 0]
    effective = effective_size(after)
    return Weighing(
        microdata=microdata,
        rows=tuple(row for name in known for row in _rows(microdata, name, before, after)),
        method="post-stratification" if method == "rake" and margins == 1 else method,
        n=microdata.n,
        low=float(ratio.min()),
        high=float(ratio.max()),
        effective_n=effective,
        design_effect=microdata.n / effective,
    )


def _rows(microdata: Microdata, name: str, before: Floats, after: Floats) -> list[WeighedRow]:
    column = microdata.column(name)
    groups = [
        (code.value, code.label, column.values == i) for i, code in enumerate(column.variable.valid_codes)
    ]
    groups.append((NO_ANSWER, {"en": NO_ANSWER}, ~column.answered))
    return [
        WeighedRow(name, code, label, int(mask.sum()), float(before[mask].sum()), float(after[mask].sum()))
        for code, label, mask in groups
        if mask.any()
    ]
