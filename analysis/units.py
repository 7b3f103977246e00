"""Sampling units: who was drawn together, in which stratum, out of how many, stage by stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Floats, Integers, dense
from analysis.entrance import guard
from analysis.errors import DesignError, LonelyStratum, TooFew
from analysis.groups import Groups

RULES = ("fail", "remove", "certainty", "adjust", "average")
"""What to do with a lonely stratum, in R's words: refuse; leave it out (twice: also as drawn with
certainty); measure it from the centre of all strata; give it the mean variance of the others."""

TOLD = (
    "adjust (its distance from the centre of all strata), average (the mean variance of the others), "
    "remove or certainty (no variance)"
)
"""The rules in words, the most careful first, as a refusal offers them."""

WHOLE = 1e-7
"""A stratum whose share outside the sample is below this is a census: it adds no variance."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One stage: the unit of each person, the stratum of each unit, and by stratum its name, its number
    of units in all (infinite: unknown) and the factor of its variance in that of the whole."""

    unit: Integers
    stratum: Integers
    names: tuple[str, ...]
    size: Floats
    factor: Floats

    @property
    def drawn(self) -> Floats:
        """The number of drawn units by stratum."""
        return np.bincount(self.stratum, minlength=len(self.names)).astype(float)


def nested_stages(
    strata: Groups | None, clusters: Sequence[Groups], sizes: Sequence[Floats | None], n: int
) -> tuple[Stage, ...]:
    """The stages of a design: strata by person (None: one), the clusters of each stage by person (none:
    people are the units), and the number of units there are in each person's stratum.

    Clusters are nested: the same name in two strata means two clusters. A later stage adds to the variance
    only where the size of the stages above is known.
    """
    for one in (strata, *clusters):
        if one is not None and len(one) != n:
            raise DesignError(f"{len(one)} people have a stratum or cluster, not {n}")
    names, above = (("",), np.zeros(n, np.int64)) if strata is None else (strata.names, strata.place)
    factor: Floats = np.ones(len(names))
    found: list[Stage] = []
    for place, cluster in enumerate([one.place for one in clusters] or [np.arange(n)]):
        if found:
            last = found[-1]
            if not np.isfinite(found[0].size).any():
                break
            factor = (np.where(np.isfinite(last.size), last.drawn / last.size, 0) * last.factor)[last.stratum]
            above, names = last.unit, tuple(last.names[h] for h in last.stratum)
        unit, stratum = _units(above, cluster)
        size = _size(sizes[place] if place < len(sizes) else None, above, len(names))
        found.append(Stage(unit, stratum, names, size, factor))
        _check(found[-1], place + 1)
    return tuple(found)


def _units(above: Integers, cluster: Integers) -> tuple[Integers, Integers]:
    """The units of a stage by person, and the stratum of each unit."""
    if not len(cluster):
        return above, above
    unit = dense(above * (int(cluster.max()) + 1) + cluster)
    stratum = np.empty(int(unit.max()) + 1, np.int64)
    stratum[unit] = above
    return unit, stratum


def _size(size: Floats | None, above: Integers, strata: int) -> Floats:
    whole = np.full(strata, np.inf)
    if size is not None:
        whole[above] = size
        if not np.array_equal(whole[above], size):
            raise DesignError("the number of units is not the same for all people of a stratum")
    return whole


def _check(stage: Stage, number: int) -> None:
    many = np.flatnonzero(stage.drawn > stage.size * (1 + 1e-12))
    if many.size:
        name, drawn, size = (stage.names[many[0]], stage.drawn[many[0]], stage.size[many[0]])
        raise DesignError(f"stage {number}, stratum {name!r}: {drawn:g} units drawn of {size:g}")


def variance(scores: Floats, stages: Sequence[Stage], lonely: str) -> Floats:
    """The k x k covariance of the sums of scores (n x k) under stages of sampling:
    sum over strata of (1 - n/N) n/(n - 1) sum (u - mean)(u - mean)' between units, and below each
    unit the same of the next stage times the share n/N that was drawn (Saerndal, Swensson, Wretman 1992,
    4.3.1; R survey: svyrecvar)."""
    k = scores.shape[1]
    whole = np.zeros((k, k))
    for number, stage in enumerate(stages, 1):
        whole += _between(scores, stage, lonely, number)
    return whole


def _between(scores: Floats, stage: Stage, lonely: str, number: int) -> Floats:
    sums = unit_sums(scores, stage)
    drawn, strata = stage.drawn, len(stage.names)
    left = np.where(np.isfinite(stage.size) & (stage.factor > 0), 1 - drawn / stage.size, stage.factor > 0)
    people = len(stage.unit) == len(stage.stratum)
    scale, alone = scales(drawn, left, lonely, lambda h: refusal(stage.names, h, number, people=people))
    means = unit_sums(sums, Stage(stage.stratum, np.arange(strata), stage.names, stage.size, stage.factor))
    means = means / drawn[:, None]
    if lonely == "adjust":
        means[alone] = 0
    centred = sums - means[stage.stratum]
    between: Floats = (centred * (scale * stage.factor)[stage.stratum][:, None]).T @ centred
    return between


def scales(
    drawn: Floats, left: Floats, lonely: str, refused: Callable[[int], Exception]
) -> tuple[Floats, Booleans]:
    """The factor of the sum of squares of each stratum, (1 - n/N) n/(n - 1) under a rule for lonely strata,
    and which of them are lonely, from the numbers of units that were drawn and the shares `left` outside;
    what `refused` gives for a stratum is raised where the rule has no answer."""
    alone = (drawn < 2) & (left >= WHOLE)
    if alone.any() and (lonely == "fail" or (lonely == "average" and alone.all())):
        raise refused(int(np.flatnonzero(alone)[0]))
    scale = np.where(left < WHOLE, 0, left) * np.where(drawn > 1, drawn / np.maximum(drawn - 1, 1), 1)
    return scale * (len(alone) / np.count_nonzero(~alone) if lonely == "average" else 1), alone


def refusal(names: Sequence[str], place: int, number: int = 1, *, people: bool) -> LonelyStratum | TooFew:
    """The error of a lonely unit (or person) in a stratum of a stage."""
    if len(names) == 1 and not names[0]:
        return TooFew(f"a variance needs two {'people' if people else 'units'}")
    what, name = "person" if people else "unit", names[place]
    rule = f"choose its rule, lonely='adjust' in Python or --lonely adjust in a command: {TOLD}"
    if number == 1:
        return LonelyStratum(f"stratum {name!r} has only one {what}; {rule}")
    where = f" of stratum {name!r}" if name else ""
    return LonelyStratum(
        f"a unit of stage {number - 1}{where} holds only one {what} at stage {number}; {rule}"
    )


def unit_sums(scores: Floats, stage: Stage) -> Floats:
    """The sums of scores (n x k) by unit (units x k)."""
    units = len(stage.stratum)
    if units == len(scores):
        ordered = np.empty_like(scores)
        ordered[stage.unit] = scores
        return ordered
    columns = [np.bincount(stage.unit, scores[:, j], units) for j in range(scores.shape[1])]
    return np.stack(columns, axis=1) if columns else np.zeros((units, 0))


guard(__name__)
