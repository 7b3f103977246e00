"""Weights from the sampling frame: answers that count as their stratum does among all who were invited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.codebook import Variable
from analysis.errors import DesignError, NoAgreement
from analysis.microdata import Microdata
from analysis.weigh import weigh


@dataclass(frozen=True, slots=True)
class Weighted:
    """Microdata weighted to the frame by the strata that `variable` tells; `low` and `high` are the least
    and largest weight as multiples of the mean."""

    microdata: Microdata
    variable: Variable
    low: float
    high: float


def to_frame(
    microdata: Microdata, strata: Mapping[str, int], recoding: Sequence[Mapping[str, Any]]
) -> Weighted | None:
    """The answers weighted so that each stratum counts as in the frame (`strata`: people by code).

    The strata are read off the variable that has them as codes, merged as closing merged them (`recoding`);
    who lost it counts as before. None where no variable tells them, or not of enough people.
    """
    for variable in microdata.codebook.variables:
        totals = _totals(variable, strata, recoding)
        if totals is None or variable.name not in microdata.columns:
            continue
        try:
            found = weigh(microdata, {variable.name: totals})
        except (DesignError, NoAgreement):
            return None
        weights = found.weights / found.weights.mean()
        return Weighted(found.microdata, variable, float(weights.min()), float(weights.max()))
    return None


def _totals(
    variable: Variable, strata: Mapping[str, int], recoding: Sequence[Mapping[str, Any]]
) -> dict[str, int] | None:
    """People of the frame by code of the variable; None where its codes are not the strata."""
    notes = [note for note in recoding if note["variable"] == variable.name]
    merged = {"+".join(group): tuple(group) for note in notes for group in note["groups"]}
    groups = {code.value: merged.get(code.value, (code.value,)) for code in variable.valid_codes}
    told = {one for group in groups.values() for one in group}
    if len(strata) < 2 or not set(strata) <= told:
        return None
    people = {code: sum(strata.get(one, 0) for one in group) for code, group in groups.items()}
    return {code: number for code, number in people.items() if number}
