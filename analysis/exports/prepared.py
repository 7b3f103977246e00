"""Microdata as they leave: the design stands in columns of its own, so that every program can apply it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis.codebook import Codebook, Level, Text, Variable
from analysis.columns import Column, encode
from analysis.design import Design
from analysis.errors import DesignError
from analysis.exports.losses import Loss, lost
from analysis.microdata import Microdata
from analysis.sampling import ENDLESS, sampled

DESIGN_LEVELS: dict[Level, Level] = {
    "weight": "scale",
    "fpc": "scale",
    "stratum": "text",
    "cluster": "text",
    "frequency": "scale",
}
"""Level of a column that makes the design -> what it is where it does not."""

_LABELS: dict[str, Text] = {
    "weight": {"kk": "Салмақ", "ru": "Вес", "en": "Weight"},
    "stratum": {"kk": "Қабат", "ru": "Страта", "en": "Stratum"},
    "cluster": {"kk": "Кластер", "ru": "Кластер", "en": "Cluster"},
    "fpc": {
        "kk": "Қабаттағы барлық бірлік саны",
        "ru": "Число единиц в страте всего",
        "en": "Number of units in the stratum in all",
    },
}


@dataclass(frozen=True, slots=True)
class Part:
    """A column of a design: level, stage (0: the only one), values by person."""

    level: Level
    stage: int
    values: Sequence[Any]

    def variable(self, book: Codebook) -> Variable:
        """The variable to keep it under, with a name that is free."""
        name = f"{self.level}_{self.stage}" if self.stage else self.level
        while book.has(name) or book.set_of(name):
            name += "_"
        return Variable(name, _LABELS[self.level], self.level)


def prepared(data: Microdata) -> Microdata:
    """The same microdata with a column for each part of the design that its columns do not tell yet: weight,
    stratum, cluster by stage, fpc (the number of units that there are). What is kept apart from the rows is
    not among them."""
    data = replace(data, apart={})
    parts = [*parts_of(data.design, data.n)]
    if _same(parts, _told(data)):
        return data
    others = [replace(v, level=DESIGN_LEVELS.get(v.level, v.level)) for v in data.codebook.variables]
    book = replace(data.codebook, variables=tuple(others))
    columns = {v.name: _under(v, data.columns[v.name]) for v in others if v.name in data.columns}
    for part in parts:
        variable = part.variable(book)
        columns[variable.name] = encode(variable, part.values, [])
        book = replace(book, variables=(*book.variables, variable))
    return Microdata(book, data.n, columns, data.design)


def parts_of(design: Design, n: int) -> Iterator[Part]:
    """The columns that make a design of n people."""
    if design.weights is not None:
        yield Part("weight", 0, design.weights_of(n).tolist())
    if design.strata_groups is not None:
        yield Part("stratum", 0, [*design.strata_groups])
    clusters = design.cluster_stages
    for stage, groups in enumerate(clusters, start=1):
        yield Part("cluster", stage if len(clusters) > 1 else 0, [*groups])
    if design.finite and n:
        several = len(clusters) > 1
        for place, stage in enumerate(design.stages(n), start=1):
            size = stage.size[stage.stratum[stage.unit]]
            yield Part("fpc", place if several else 0, np.where(np.isfinite(size), size, ENDLESS).tolist())


def design_losses(design: Design) -> tuple[Loss, ...]:
    """The parts of a design that no column holds."""
    found = []
    if design.replicates is not None:
        found.append(lost("replicate weights", "the weights stand in the file, their replicates do not"))
    if design.adjustments:
        found.append(lost("calibration", "the weights are calibrated; the file does not say to which totals"))
    if design.lonely != "fail":
        found.append(
            lost("rule for lonely strata", "say `lonely='{}'` when you read the file", design.lonely)
        )
    return tuple(found)


def _told(data: Microdata) -> list[Part]:
    """The design that the columns tell by themselves; none where they tell it wrong."""
    try:
        return [*parts_of(sampled(replace(data, design=Design()), {}).design, data.n)]
    except DesignError:
        return []


def _same(some: Sequence[Part], others: Sequence[Part]) -> bool:
    return [(one.level, one.stage, [*one.values]) for one in some] == [
        (one.level, one.stage, [*one.values]) for one in others
    ]


def _under(variable: Variable, column: Column) -> Column:
    return column if column.variable == variable else column.under(variable)
