"""Comparisons of groups as JSON, and why a verdict is what it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analysis.codebook import text
from analysis.comparison_words import REASONS
from analysis.comparisons import Comparison, GroupRow, OptionRow
from analysis.words import number, p_value, percent_of_level, word


def comparison(result: Comparison, language: str) -> dict[str, Any]:
    """A comparison: groups, options and pairs as records; `test`, `effect`, `verdict` None where refused."""
    effect = result.effect
    return {
        "variable": result.variable,
        "by": result.by,
        "label": text(result.label, language),
        "by_label": text(result.by_label, language),
        "kind": result.kind,
        "n": result.n,
        "missing": sum(result.missing.values()),
        "missing_kinds": dict(result.missing),
        "groups": [_labelled(row, language) for row in result.groups],
        "options": [_labelled(row, language) for row in result.options],
        "test": None if result.test is None else asdict(result.test),
        "effect": None if effect is None else asdict(effect),
        "verdict": None if effect is None else effect.verdict,
        "pairs": [asdict(pair) for pair in result.pairs],
        "trend": None if result.trend is None else asdict(result.trend),
        "reason": because(result, language),
        "level": result.level,
        "by_design": result.by_design,
    }


def _labelled(row: GroupRow | OptionRow, language: str) -> dict[str, Any]:
    return {**asdict(row), "label": text(row.label, language)}


def because(result: Comparison, language: str) -> str:
    """Why the verdict is what it is, or why there is none; of choices "", each option tells its own."""
    if result.test is None or result.effect is None:
        return word(result.refusal, language) if result.refusal else ""
    effect = result.effect
    sizes = {key: getattr(effect, key) for key in ("value", "low", "high", "margin")}
    return word(
        REASONS[effect.verdict],
        language,
        test=word(result.test.name, language),
        p=p_value(result.test.p, language),
        effect=word(effect.name, language),
        level=percent_of_level(result.level),
        detectable=number(effect.smallest_detectable, language, 2),
        **{key: number(size, language, 2) for key, size in sizes.items()},
    )


def comparison_records(content: dict[str, Any]) -> list[dict[str, Any]]:
    """A record per group; of choices one per option, its share in each group beside its test."""
    if not content["options"]:
        return content["groups"]
    groups = [row["code"] for row in content["groups"]]
    return [
        {
            "code": row["code"],
            "label": row["label"],
            **{f"percent_{code}": share for code, share in zip(groups, row["percents"], strict=True)},
            **{key: (row["test"] or {}).get(key) for key in ("statistic", "df", "p")},
            "adjusted": row["adjusted"],
        }
        for row in content["options"]
    ]
