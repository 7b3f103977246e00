"""Which columns of a data file tell how its people were chosen, and the design that they make.

A codebook tells it by the levels weight, stratum, cluster, fpc and frequency; what is named in a call goes
first, and an empty name puts a level out of use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, TypedDict, get_type_hints

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.design import Design
from analysis.errors import DataProblem, DesignError, MicrodataError, TooMuchWork, WrongArgument
from analysis.kinds import gate_of, let_in
from analysis.replicates import Replicates
from analysis.units import nested_stages

if TYPE_CHECKING:
    from analysis.codebook import Codebook
    from analysis.microdata import Microdata

MOST_PEOPLE = 10_000_000
"""The most people that repeated rows may stand for."""

ENDLESS = 1e15
"""A number of units from which any sample is no part."""

PARTS = frozenset({"weight", "strata", "cluster", "fpc", "replicates"})
"""What makes a design; the rest says how these are meant."""

METHODS = ("BRR", "Fay", "JK1", "JK2", "bootstrap")
"""How an agency made its replicate weights."""


class Sampling(TypedDict, total=False):
    """The names of the columns that tell how people were chosen.

    `weight`: what a person counts; `strata`; `cluster`: the drawn units, one column for each stage in order,
    whose labels of the first stage are numbered anew in every stratum where `nest` says so; `fpc`: for each
    stage how many units there are in the stratum, or the fraction of them that was drawn (all at most 1);
    `replicates`: a pattern of the names of replicate weights ("repw*"), made by `replicate_method` (one of
    METHODS, "Fay 0.3" with its factor); `repeated`: how many people with the same answers a row stands for,
    which is no weight: each of them counts as one. `lonely` is the rule for a stratum with one unit
    (analysis.units.RULES).
    """

    weight: str
    strata: str
    cluster: str | tuple[str, ...]
    nest: bool
    fpc: str | tuple[str, ...]
    replicates: str
    replicate_method: str
    repeated: str
    lonely: str


def sampled(data: Microdata, sampling: Sampling) -> Microdata:
    """The data under the design that their columns make; as they are where nothing tells one.

    MicrodataError names the rows without weight, stratum, cluster or size, DesignError what contradicts
    itself: several columns of one part, clusters across strata, sizes that differ within a stratum.
    CodebookError for an unknown name, TooMuchWork for rows that stand for more than MOST_PEOPLE people.
    """
    from analysis.microdata import Microdata  # which reads files by this module

    let_in("sampled", {"data": gate_of(Microdata), "sampling": gate_of(Mapping)}, (data, sampling), {})
    told = _told(data.codebook, sampling)
    if "repeated" in told:
        data = _one_by_one(data, told["repeated"])
    return replace(data, design=_design(data, told)) if PARTS & told.keys() else data


def _told(book: Codebook, sampling: Sampling) -> dict[str, Any]:
    """The columns by part: those that are named, else those of the codebook's levels."""
    gates = {name: gate_of(hint) for name, hint in get_type_hints(Sampling).items()}
    if unknown := sampling.keys() - gates.keys():
        raise WrongArgument(f"{', '.join(sorted(unknown))}: a design is told by {', '.join(gates)}")
    given = let_in("sampling", gates, (), dict(sampling))
    taken = _matching(book, given.get("replicates", ""))
    levels: dict[str, list[str]] = {}
    for variable in book.variables:
        if variable.name not in taken:
            levels.setdefault(variable.level, []).append(variable.name)
    unnamed = {part: found(levels) for part, found in _BY_LEVEL.items() if part not in given}
    return {part: value for part, value in (unnamed | given).items() if value}


def _only(part: str, names: Sequence[str]) -> str:
    if len(names) > 1:
        raise DesignError(f"{', '.join(names)}: {len(names)} columns for the {part}; name the one ({part})")
    return names[0] if names else ""


_BY_LEVEL: Mapping[str, Callable[[dict[str, list[str]]], Any]] = {
    "weight": lambda levels: _only("weight", levels.get("weight", ())),
    "strata": lambda levels: _only("strata", levels.get("stratum", ())),
    "cluster": lambda levels: tuple(levels.get("cluster", ())),
    "fpc": lambda levels: tuple(levels.get("fpc", ())),
    "repeated": lambda levels: names[0] if len(names := levels.get("frequency", [])) == 1 else "",
}
"""What the columns of a codebook's levels are, where a call does not name them. Several columns of
frequencies are data: none of them counts the people of a row alone."""


class _Columns:
    """The columns of a design, and in which rows they lack a value."""

    def __init__(self, data: Microdata) -> None:
        self.data = data
        self.problems: list[DataProblem] = []

    def labels(self, name: str) -> list[str | float]:
        """The labels by person."""
        column = self.data.column(name)
        self._miss(name, ~column.answered, "is missing; the design needs it")
        return column.words()

    def numbers(self, name: str) -> Floats:
        """The numbers by person."""
        column = self.data.column(name)
        if column.numeric:
            self._miss(name, ~column.answered, "is missing; the design needs it")
            return column.values
        values = np.array([_number(word) for word in self.labels(name)])
        self._miss(name, column.answered & np.isnan(values), "is not a number")
        return values

    def _miss(self, name: str, rows: Booleans, reason: str) -> None:
        self.problems += [DataProblem(int(i) + 1, name, "", reason) for i in np.flatnonzero(rows)]

    def check(self) -> None:
        """MicrodataError for all that lacks."""
        if self.problems:
            raise MicrodataError(self.problems)


def _number(word: str | float) -> float:
    try:
        return float(word)
    except ValueError:
        return float("nan")


def _design(data: Microdata, told: Mapping[str, Any]) -> Design:
    columns = _Columns(data)
    weights = columns.numbers(told["weight"]) if "weight" in told else None
    strata = columns.labels(told["strata"]) if "strata" in told else None
    clusters = tuple(columns.labels(name) for name in _names(told.get("cluster", ())))
    sizes = [columns.numbers(name) for name in _names(told.get("fpc", ()))]
    again = [columns.numbers(name) for name in _matching(data.codebook, told.get("replicates", ""))]
    columns.check()
    found = Design(weights, strata, clusters=clusters or None, lonely=told.get("lonely", "fail"))
    if not told.get("nest"):
        _check_nested(found)
    if again:
        found = replace(found, replicates=_replicates(np.array(again).T, weights, told))
    return _finite(found, sizes, data.n) if sizes else found


def _names(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def _check_nested(design: Design) -> None:
    strata = design.strata_groups
    if strata is None or not design.cluster_stages:
        return
    first = design.cluster_stages[0]
    for place, name in enumerate(first.names):
        within = np.unique(strata.place[first.place == place])
        if len(within) > 1:
            one, other = (strata.names[h] for h in within[:2])
            raise DesignError(
                f"cluster {name!r} lies in the strata {one!r} and {other!r}: say `nest` where clusters are "
                "numbered anew in every stratum"
            )


def _finite(design: Design, sizes: Sequence[Floats], n: int) -> Design:
    """The design with the numbers of units of its stages: those of people by stratum, so that the whole
    population is known, those of clusters by person."""
    stages = max(len(design.cluster_stages), 1)
    if len(sizes) > stages:
        raise DesignError(f"{len(sizes)} columns of sizes (fpc) for {stages} stages of sampling")
    endless = [np.full(n, ENDLESS)] * stages
    drawn = nested_stages(design.strata_groups, design.cluster_stages, endless, n)
    known = []
    for size, stage in zip(sizes, drawn, strict=False):
        if size.size and not size.min() > 0:
            raise DesignError("a number of units (fpc) is above 0, and so is a fraction of them")
        units = stage.drawn[stage.stratum][stage.unit]
        fraction = size.size and size.max() <= 1
        known.append(units / np.maximum(size, units / ENDLESS) if fraction else size)
    whole = replace(design, stage_sizes=tuple(known))
    whole.stages(n)
    if design.cluster_stages or (known[0] % 1).any():
        return whole
    if design.strata_groups is None:
        return replace(design, population=int(known[0].max(initial=0)))
    by_stratum = dict(zip(design.strata_groups, known[0].astype(int).tolist(), strict=True))
    return replace(design, stratum_sizes=by_stratum)


def _matching(book: Codebook, pattern: str) -> list[str]:
    """The columns whose names fit a pattern, in the order of the codebook; DesignError for fewer than two."""
    found = [one.name for one in book.variables if fnmatchcase(one.name, pattern)]
    if pattern and len(found) < 2:
        raise DesignError(f"{len(found)} columns fit {pattern!r}; replicate weights are at least two")
    return found


def _replicates(weights: Floats, base: Floats | None, told: Mapping[str, Any]) -> Replicates:
    """Replicate weights (n x R) of an agency over the weights that they vary. The scale of their spread:
    1 / R for balanced halves, 1 / (R (1 - k)^2) with Fay's factor k, (R - 1) / R for the jackknife, 1 where
    it drops one of two units of a stratum, 1 / (R - 1) for the bootstrap (Wolter 2007; R: svrepdesign)."""
    if base is None:
        raise DesignError("replicate weights need the weight that they vary: name it (weight)")
    if (weights[base <= 0] != 0).any():
        raise DesignError("a replicate gives a weight to a person whose weight is 0")
    count = weights.shape[1]
    method, _, factor = told.get("replicate_method", "").partition(" ")
    k = _number(factor or "0")
    if method not in METHODS or (method == "Fay") != (0 < k < 1):
        raise DesignError(
            f"name how the replicates were made (replicate_method): {', '.join(METHODS)}, Fay with its "
            f"factor, as in 'Fay 0.3'; not {told.get('replicate_method', '')!r}"
        )
    scales = {"BRR": 1 / count, "Fay": 1 / (count * (1 - k) ** 2), "JK1": 1 - 1 / count, "JK2": 1.0}
    factors = weights / np.where(base > 0, base, 1)[:, None]
    return Replicates(factors, scales.get(method, 1 / (count - 1)), method=method)


def _one_by_one(data: Microdata, name: str) -> Microdata:
    """The people that rows stand for, one by one, without the column that counts them."""
    columns = _Columns(data)
    counts = columns.numbers(name)
    columns.check()
    wrong = np.flatnonzero((counts < 0) | (counts % 1 > 0))
    if wrong.size:
        reason = "is not a number of people (a weight is named as weight)"
        raise MicrodataError([DataProblem(int(i) + 1, name, f"{counts[i]:g}", reason) for i in wrong])
    if counts.sum() > MOST_PEOPLE:
        raise TooMuchWork(f"the rows stand for {counts.sum():g} people, more than {MOST_PEOPLE}")
    rows = np.repeat(np.arange(data.n), counts.astype(np.int64))
    book = replace(data.codebook, variables=tuple(one for one in data.codebook.variables if one.name != name))
    taken = {other: column.take(rows) for other, column in data.columns.items() if other != name}
    return replace(data, codebook=book, n=len(rows), columns=taken)
