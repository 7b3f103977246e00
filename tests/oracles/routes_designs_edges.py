"""Lonely strata and weights of 0: small designs written out in the entries themselves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis import design_shares
from analysis.codebook import Code, Codebook, Variable
from analysis.design import Design
from analysis.estimates import mean
from analysis.microdata import Microdata
from analysis.quantiles import quantile_at
from analysis.weighted_tests import design_based
from tests.oracles.beside import Pair, refuses
from tests.oracles.routes import Entry, route
from tests.oracles.routes_designs import _estimated, indicators, kish


@route("edge.lonely_psu")
def _lonely(_: str, entry: Entry) -> Iterator[Pair]:
    args, value = entry["args"], entry["value"]
    design = Design(args["w"], args["strata"], lonely=args["lonely"])
    found = mean(np.array(args["z"], dtype=float), design)
    if "error" in value:
        yield refuses(lambda: found.standard_errors), True
    else:
        yield from _estimated(found, value)


def _small(args: Entry) -> Microdata:
    """The data of an entry: coded x and y, the number z, weights w."""
    coded = {name: tuple(Code(word, {"en": word}) for word in sorted(set(args[name]))) for name in ("x", "y")}
    variables = [Variable(name, {"en": name}, codes=codes) for name, codes in coded.items()]
    book = Codebook("small", (*variables, Variable("z", {"en": "z"}, level="scale")))
    records = [
        dict(zip("xyz", row, strict=True)) for row in zip(args["x"], args["y"], args["z"], strict=True)
    ]
    return Microdata.from_records(book, records, Design(args["w"]))


@route("edge.weights_zero")
def _zero(_: str, entry: Entry) -> Iterator[Pair]:
    data, value, what = _small(entry["args"]), entry["value"], entry["id"].rpartition("/")[2]
    weights, z = data.design.weights_of(data.n), data.column("z").values
    if what == "table":
        sums = indicators(data, "x")[0].T @ (indicators(data, "y")[0] * weights[:, None])
        yield sums, value["values"]
    elif what in ("mean", "mean_dropping"):
        domain = weights > 0 if what == "mean_dropping" else None
        effects = lambda: design_shares.design_effects(z, data.design)  # noqa: E731
        yield from _estimated(mean(z, data.design, domain=domain), value, effects)
    elif what == "mean_factor":
        yield from _estimated(mean(indicators(data, "x")[0], data.design), value)
    elif what == "chisq":
        test = design_based(data.design, data.column("x"), data.column("y"))
        yield (
            (test.statistic, test.df, test.df2, test.p),
            [value["statistic"], *value["parameter"], value["p.value"]],
        )
    elif what.startswith("kish"):
        yield from kish(weights[weights > 0] if what.endswith("positive") else weights, value)
    elif what == "all_zero":
        yield refuses(lambda: Design(0 * weights)), True
    else:
        yield [[quantile_at(z, weights, float(p)) for p in value["cols"]]], value["values"]
