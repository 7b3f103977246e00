"""Comparisons of groups as a sheet: a line per group or option, the finding beneath."""

from __future__ import annotations

from analysis.codebook import text
from analysis.comparison_words import BY_DESIGN, CHOICES, MEANS, PAIRS, RANKS
from analysis.comparisons import Comparison, PairRow
from analysis.show.comparison_notes import because, comparison, comparison_records
from analysis.show.registry import register
from analysis.show.sheet import Line, Sheet, base_line
from analysis.words import DASH, number, p_value, word

DESCRIBED = {"ranks": ("mean", "median", "mean rank"), "means": ("mean", "sd", "median")}
"""What describes a group, by kind of comparison."""


def comparison_sheet(result: Comparison, language: str) -> Sheet:
    """The groups (or options) as lines; base, method, verdict, its reason and pairs as notes."""
    heads, lines = (_options if result.kind == "choices" else _groups)(result, language)
    return Sheet(
        caption=f"{text(result.label, language)} × {text(result.by_label, language)}",
        corner=word("option" if result.kind == "choices" else "group", language),
        heads=heads,
        lines=lines,
        notes=(base_line(result.n, result.missing, language), *_method(result, language)),
    )


def _groups(result: Comparison, language: str) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    keys = DESCRIBED.get(result.kind, ()) if not result.by_design else DESCRIBED.get(result.kind, ())[:1]
    lines = tuple(
        Line(
            text(row.label, language),
            (str(row.n), *(_figure(getattr(row, key.replace(" ", "_")), language) for key in keys)),
        )
        for row in result.groups
    )
    return (word("count", language), *(word(key, language) for key in keys)), lines


def _options(result: Comparison, language: str) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    heads = tuple(f"{text(row.label, language)}, % ({row.n})" for row in result.groups)
    lines = tuple(
        Line(
            text(row.label, language),
            (
                *(DASH if share is None else number(share, language) for share in row.percents),
                DASH if row.test is None else p_value(row.test.p, language),
                DASH if row.adjusted is None else number(row.adjusted, language, 3),
            ),
        )
        for row in result.options
    )
    return (*heads, "p", word("adjusted p", language)), lines


def _figure(value: float | None, language: str) -> str:
    return DASH if value is None else number(value, language, 2)


def _method(result: Comparison, language: str) -> list[str]:
    said = {"ranks": RANKS, "means": MEANS, "choices": CHOICES}.get(result.kind)
    notes = [word(BY_DESIGN if result.by_design else said, language)] if said else []
    if result.effect is not None:
        notes.append(f"{word('verdict', language)}: {word(result.effect.verdict, language)}.")
    notes += [because(result, language)] if because(result, language) else []
    if result.trend is not None:
        trend = f"{word(result.trend.name, language)} = {number(result.trend.statistic, language, 2)}"
        notes.append(
            f"{word('trend across the groups', language)}: {trend}, {p_value(result.trend.p, language)}."
        )
    if result.pairs:
        labels = {row.code: text(row.label, language) for row in result.groups}
        notes += [word(PAIRS, language), *(_pair(pair, labels, language) for pair in result.pairs)]
    if result.test is not None or result.options:
        notes.append(word("The test is about the process behind these people.", language))
    return notes


def _pair(pair: PairRow, labels: dict[str, str], language: str) -> str:
    gap, p = number(pair.difference, language, 2), p_value(pair.adjusted, language)
    return f"{labels[pair.first]} − {labels[pair.second]}: {gap}, {p}"


register(Comparison, json=comparison, sheet=comparison_sheet, records=comparison_records)
