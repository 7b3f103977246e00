"""Combinations shown: a line per combination that enough people chose, the rarer ones as one."""

from __future__ import annotations

from dataclasses import asdict

from analysis.codebook import text
from analysis.combinations import Combination, Combinations
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line, figure
from analysis.words import word


def combinations(result: Combinations, language: str) -> Content:
    """The combinations with the labels of their options, and how many rarer ones there are."""
    return {
        "variable": result.variable,
        "label": text(result.label, language),
        "n": result.n,
        "base": result.base,
        "missing_kinds": dict(result.missing),
        "rows": [asdict(one) | {"label": _named(one, result, language)} for one in result.rows],
        "others": {"combinations": result.others[0], "count": result.others[1]},
        "least": result.least,
    }


def combinations_sheet(result: Combinations, language: str) -> Sheet:
    """People and per cents of each combination; the rarer ones in the last line."""
    lines = [
        Line(_named(one, result, language), (str(one.count), figure(one.percent, language)))
        for one in result.rows
    ]
    many, people = result.others
    if many:
        rest = word(
            "other combinations ({many}, each of fewer than {least} people)",
            language,
            many=many,
            least=result.least,
        )
        lines.append(Line(rest, (str(people), figure(100 * people / result.base, language)), "statistic"))
    return Sheet(
        caption=text(result.label, language),
        corner=word("chosen together", language),
        heads=(word("count", language), "%"),
        lines=tuple(lines),
        notes=(base_line(result.base, result.missing, language),),
    )


def _named(one: Combination, result: Combinations, language: str) -> str:
    labels = {code: text(label, language) for code, label, _ in result.options}
    return " + ".join(labels[code] for code in one.codes) or word("none of these", language)


def combinations_records(content: Content) -> Records:
    """A record per combination; the rarer ones as one without codes."""
    head = {"variable": content["variable"]}
    rows = [head | row | {"codes": " ".join(row["codes"])} for row in content["rows"]]
    rest = {"codes": None, "count": content["others"]["count"], "percent": None, "label": None}
    return [*rows, head | rest] if content["others"]["count"] else rows


register(Combinations, json=combinations, sheet=combinations_sheet, records=combinations_records)
