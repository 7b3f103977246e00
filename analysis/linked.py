"""The covariance between two waves that share people, or clusters of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Floats, Integers
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import DesignError
from analysis.estimates import Estimate, covariance
from analysis.groups import Groups, Labels
from analysis.microdata import Microdata
from analysis.units import Stage, unit_sums

Rows = tuple[Integers, Integers]
"""The rows, in each of two waves, of the same people."""


def same_people(people: tuple[Labels, Labels], waves: tuple[Microdata, Microdata]) -> Rows:
    """The rows of the people who stand in both waves; `people` names who each of the n rows is.

    DesignError for people named twice, for another number of names than of rows, and for somebody whose
    stratum or cluster changed.
    """
    names = [_named(one, wave.n) for one, wave in zip(people, waves, strict=True)]
    rows = _shared(names[0], names[1])
    for what, groups in (("strata", _strata), ("clusters", _clusters)):
        stood = [_stood(groups(wave.design), at) for wave, at in zip(waves, rows, strict=True)]
        for row, was, now in zip(rows[0].tolist(), *stood, strict=True):
            if was != now:
                raise DesignError(
                    f"{names[0][row]!r} stands in {was!r}, then in {now!r}: name the {what} of the draw"
                )
    return rows


def _stood(groups: Groups | None, rows: Integers) -> list[str]:
    return [""] * len(rows) if groups is None else list(groups.take(rows))


def between(first: Estimate, second: Estimate, people: tuple[Labels, Labels] | None = None) -> float:
    """The covariance of two values (k = 1) from waves with the same units of the first stage: clusters of
    one name in one stratum, or without clusters people of one name. With the sums u of scores by unit

        C = sum_h (1 - n1_h n2_h / (n12_h N_h)) n12_h / (n12_h - 1) sum (u1 - mean u1)(u2 - mean u2)

    over the n12_h units of stratum h in both waves, of n1_h and n2_h (Tam 1984; Qualite and Tille 2008, by
    stratum; without N_h the first factor is 1). A stratum with one such unit brings nothing. DesignError
    for replicate weights, for numbers of units that differ, and for the same people drawn in several
    stages out of known numbers, where the stages below the first would count too.
    """
    one, other = (_Side.of(e, p) for e, p in zip((first, second), people or (None, None), strict=True))
    if people is not None and min(one.stages, other.stages) > 1:
        raise DesignError("the same people drawn in several stages: compare with population=False")
    i, j = _shared(one.units, other.units)
    if not len(i):
        return 0.0
    stratum = one.stage.stratum[i]
    sizes = one.stage.size[stratum], other.stage.size[other.stage.stratum[j]]
    if not np.array_equal(*sizes):
        raise DesignError("linked waves come from one population; give both the same size")
    drawn = one.stage.drawn[stratum] * other.stage.drawn[other.stage.stratum[j]]
    left = 1 - drawn / (np.bincount(stratum)[stratum] * sizes[0])
    pairs = np.stack([left * one.sums[i], other.sums[j]], axis=1)
    return float(covariance(pairs, Design(strata=stratum, lonely="remove"))[0, 1])


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """A wave: the names of its units with their strata, the sums of their scores, and its stages."""

    units: Sequence[tuple[str, str]]
    sums: Floats
    stage: Stage
    stages: int

    @classmethod
    def of(cls, value: Estimate, people: Labels | None) -> _Side:
        design, scores = value.design, value.scores
        if design.replicates is not None:
            raise DesignError("waves with replicate weights are not linked: their replicates are not shared")
        for adjustment in design.adjustments:
            scores = adjustment.residuals(scores)
        names = _clusters(design) or (None if people is None else Groups.of(people))
        if names is None:
            raise DesignError("neither clusters nor people are named that both waves could share")
        stages = design.stages(len(scores), population=value.population)
        stage, somebody = stages[0], np.empty(len(stages[0].stratum), np.int64)
        somebody[stage.unit] = np.arange(len(scores))
        strata = [stage.names[h] for h in stage.stratum]
        units = list(zip(strata, names.take(somebody), strict=True))
        return cls(units, unit_sums(scores, stage)[:, 0], stage, len(stages))


def _strata(design: Design) -> Groups | None:
    return design.strata_groups


def _clusters(design: Design) -> Groups | None:
    return design.cluster_stages[0] if design.cluster_stages else None


def _named(people: Labels, n: int) -> list[str]:
    names = list(Groups.of(people))
    if len(names) != n:
        raise DesignError(f"{len(names)} people are named for {n} rows")
    if len(set(names)) != n:
        raise DesignError("a person is named twice in one wave")
    return names


def _shared(first: Sequence[object], second: Sequence[object]) -> Rows:
    """The places of what stands in both."""
    places = {one: place for place, one in enumerate(second)}
    found = [(place, places[one]) for place, one in enumerate(first) if one in places]
    i, j = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return i, j


guard(__name__)
