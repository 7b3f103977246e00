"""A report on a scale as a sheet: a line per item, reliability in the notes."""

from __future__ import annotations

from analysis.codebook import text
from analysis.scales.report import ScaleItem, ScaleReport
from analysis.show.registry import register
from analysis.show.scale_notes import method, reliability, scale, scale_records
from analysis.show.sheet import Line, Sheet, base_line, figure
from analysis.words import word


def scale_sheet(result: ScaleReport, language: str) -> Sheet:
    """The items of a scale, then its score; reliability, base and method beneath."""
    heads = ("count", "mean", "sd", "item-rest correlation", "alpha without it")
    return Sheet(
        caption=text(result.label, language),
        corner=word("item", language),
        heads=tuple(word(head, language) for head in heads),
        lines=(*(_line(item, language) for item in result.items), _score(result, language)),
        notes=(
            base_line(result.base, result.missing, language),
            *reliability(result, language),
            *method(result, language),
        ),
    )


def _line(item: ScaleItem, language: str) -> Line:
    numbers = (item.mean, item.sd, item.item_rest, item.alpha_if_deleted)
    cells = (str(item.count), *(figure(value, language, 2) for value in numbers))
    return Line(text(item.label, language), cells)


def _score(result: ScaleReport, language: str) -> Line:
    described = (figure(result.scores.get(key), language, 2) for key in ("mean", "sd"))
    return Line(word("score", language), (str(result.scored), *described, "", ""), "total")


register(ScaleReport, json=scale, sheet=scale_sheet, records=scale_records)
