"""Which columns of a data file tell how its people were chosen, and the design that they make.

A codebook tells it by the levels weight, stratum, cluster, fpc and frequency; what is named in a call goes
first, and an empty name puts a level out of use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, TypedDict, get_type_hints

import numpy as np

from analysis.arrays import Floats
from analysis.design import Design
from analysis.errors import DataProblem, DesignError, MicrodataError, TooMuchWork, WrongArgument
from analysis.groups import Groups
from analysis.kinds import gate_of, let_in
from analysis.replicates import Replicates
from analysis.units import nested_stages

if TYPE_CHECKING:
    from analysis.codebook import Codebook
    from analysis.columns import Column
    from analysis.microdata import Microdata

MOST_PEOPLE = 10_000_000
"""The most people that repeated rows may stand for."""

ENDLESS = 1e15
"""A number of units from which any sample is no part."""

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
    named = _told(data.codebook, sampling)
    data = _repeated(data, named.get("repeated", ""))
    if not named.keys() - {"repeated", "lonely", "nest", "replicate_method"}:
        return data
    return replace(data, design=_Parts(data, named).design())


def _told(book: Codebook, sampling: Sampling) -> dict[str, Any]:
    """The columns by part: those that are named, else those of the codebook's levels."""
    gates = {name: gate_of(hint) for name, hint in get_type_hints(Sampling).items()}
    if unknown := sampling.keys() - gates.keys():
        raise WrongArgument(
            f"{', '.join(sorted(unknown))}: a design is told by {', '.join(Sampling.__annotations__)}"
        )
    given = let_in("sampling", gates, (), dict(sampling))
    taken = _matching(book, given.get("replicates", ""))
    by_level: dict[str, list[str]] = {}
    for variable in book.variables:
        if variable.name not in taken:
            by_level.setdefault(variable.level, []).append(variable.name)
    found: dict[str, Any] = {}
    for part, level in (("weight", "weight"), ("strata", "stratum")):
        found[part] = given[part] if part in given else _one(by_level.get(level, []), part)
    for part in ("cluster", "fpc"):
        found[part] = _names(given[part]) if part in given else tuple(by_level.get(part, ()))
    counted = by_level.get("frequency", [])
    found["repeated"] = counted[0] if len(counted) == 1 else ""
    return {name: value for name, value in {**found, **{**given, **found | _only(given)}}.items() if value}


def _only(given: dict[str, Any]) -> dict[str, Any]:
    return {"repeated": given["repeated"]} if "repeated" in given else {}


def _one(names: Sequence[str], part: str) -> str:
    if len(names) > 1:
        raise DesignError(f"{', '.join(names)} are columns of one part of the design: name one ({part}=...)")
    return names[0] if names else ""
