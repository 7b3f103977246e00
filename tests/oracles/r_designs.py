"""The designs of a data set, built by our own functions from the R lines (`setup`) that made them."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.design import Design
from analysis.replicates import Replicates
from analysis.weighting import calibrate, post_stratify, rake, trim
from tests.oracles.r_evaluate import Scope, function
from tests.oracles.r_syntax import Unreadable
from tests.oracles.r_values import (
    Factor,
    Frame,
    Surveyed,
    labels_of,
    numbers_of,
)


def _variables(formula: Any) -> list[str]:
    """The names that a formula adds up; none for ~1."""
    tree = formula[2]
    if tree[0] == "+":
        return [*_variables(("~", None, tree[1])), *_variables(("~", None, tree[2]))]
    if tree[0] not in ("name", "number"):
        raise Unreadable(f"the term {tree}")
    return [tree[1]] if tree[0] == "name" else []


def _column(frame: Frame, formula: Any) -> Any:
    return frame.column(_variables(formula)[0])


@function("svydesign")
def _svydesign(
    _: Scope,
    ids: Any = None,
    strata: Any = None,
    weights: Any = None,
    fpc: Any = None,
    data: Any = None,
    **more: Any,
) -> Surveyed:
    clusters = tuple(labels_of(data.column(name)) for name in _variables(more.get("id", ids))) or None
    groups = labels_of(_column(data, strata)) if strata and _variables(strata) else None
    given = [numbers_of(data.column(name)) for name in _variables(fpc)] if fpc else []
    many = Design(strata=groups, clusters=clusters, stage_sizes=(1e9,) * len(given))
    drawn = [stage.drawn[stage.stratum[stage.unit]] for stage in many.stages(data.n)]
    # a finite population is given as a number of units, or as the share that was drawn
    sizes = tuple(np.where(size < 1, n / size, size) for size, n in zip(given, drawn, strict=False))
    pw = np.prod([size / n for size, n in zip(sizes, drawn, strict=False)], axis=0) * np.ones(data.n)
    if weights:
        pw = numbers_of(_column(data, weights))
    elif "probs" in more:
        pw = 1 / numbers_of(_column(data, more["probs"]))
    return Surveyed(Design(pw, groups, clusters=clusters, stage_sizes=sizes), data)


def _groups(columns: list[Any]) -> list[str]:
    """The labels of one variable, or of several together."""
    return [" ".join(row) for row in zip(*map(labels_of, columns), strict=True)]


def _labels(frame: Frame, formula: Any) -> list[str]:
    return _groups([frame.column(name) for name in _variables(formula)])


def _known(table: Frame) -> dict[str, float]:
    """A data frame of groups and frequencies as a mapping."""
    *groups, totals = table.columns.values()
    return dict(zip(_groups(groups), numbers_of(totals).tolist(), strict=True))


@function("postStratify")
def _post_stratify(_: Scope, design: Surveyed, formula: Any, table: Frame, **__: Any) -> Surveyed:
    return Surveyed(post_stratify(design.design, _labels(design.frame, formula), _known(table)), design.frame)


@function("rake")
def _rake(_: Scope, design: Surveyed, formulas: Any, tables: Any, **__: Any) -> Surveyed:
    margins = [(_labels(design.frame, f), _known(table)) for f, table in zip(formulas, tables, strict=True)]
    return Surveyed(rake(design.design, margins), design.frame)


@function("calibrate")
def _calibrate(
    _: Scope,
    design: Surveyed,
    formula: Any,
    totals: Any,
    calfun: str = "linear",
    bounds: Any = None,
    **__: Any,
) -> Surveyed:
    through_zero = formula[2][0] == "-"  # ~ a + b - 1: no constant, all categories of the first factor
    formula = ("~", None, formula[2][1]) if through_zero else formula
    columns = [] if through_zero else [np.ones(design.frame.n)]
    for name in _variables(formula):
        column = design.frame.column(name)
        if isinstance(column, Factor):
            first = 1 if columns else 0
            columns += [(column.codes == i).astype(float) for i in range(first, len(column.levels))]
        else:
            columns.append(numbers_of(column))
    limits = None if bounds is None else (float(bounds[0]), float(bounds[1]))
    wanted = [float(total) for total in (totals.values() if isinstance(totals, dict) else totals)]
    done = calibrate(design.design, np.stack(columns, 1), wanted, distance=calfun, bounds=limits)  # type: ignore[arg-type]
    return Surveyed(done, design.frame)


@function("trimWeights")
def _trim(
    _: Scope, design: Surveyed, lower: float = 0, upper: float = np.inf, strict: bool = False
) -> Surveyed:
    return Surveyed(trim(design.design, lower, upper, strict=strict), design.frame)


@function("svrepdesign")
def _svrepdesign(
    _: Scope,
    data: Any = None,
    weights: Any = None,
    repweights: Any = None,
    scale: Any = None,
    rscales: Any = None,
    **options: Any,
) -> Surveyed:
    combined_weights, rho = options.get("combined_weights", True), options.get("rho", 0.0)
    kind, mse = options.get("type", "other"), options.get("mse", False)
    base, factors = numbers_of(_column(data, weights)), np.asarray(repweights, dtype=float)
    if combined_weights:
        factors = factors / base[:, None]
    r = factors.shape[1]
    usual = {
        "bootstrap": 1 / (r - 1),
        "BRR": 1 / r,
        "Fay": 1 / (r * (1 - rho) ** 2),
        "JK1": (r - 1) / r,
        "JKn": 1.0,
    }
    found = Replicates(factors, float(scale) if scale is not None else usual[kind], rscales, mse)
    return Surveyed(Design(base, replicates=found), data)
