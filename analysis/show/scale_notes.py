"""A report on a scale as JSON-able values, and the sentences that stand beneath its table."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analysis import scale_words as words
from analysis.codebook import text
from analysis.scales.report import ScaleReport
from analysis.show.sheet import figure
from analysis.words import number, percent_of_level, word


def scale(result: ScaleReport, language: str) -> dict[str, Any]:
    """A scale: `alpha` with limits, `omega`, `items`, `scores`; None where undefined, `reason` says why."""
    content = asdict(result) | {
        "label": text(result.label, language),
        "missing": sum(result.missing.values()),
        "missing_kinds": dict(result.missing),
        "items": [asdict(item) | {"label": text(item.label, language)} for item in result.items],
        "reason": word(result.refusal, language) if result.refusal else None,
        "method": " ".join(method(result, language)),
    }
    del content["refusal"]
    return content


def reliability(result: ScaleReport, language: str) -> list[str]:
    """Alpha with its interval and its kin in sentences, or why there is none."""
    if result.refusal:
        return [word(result.refusal, language)]
    values = {
        key: figure(getattr(result, key), language, 2)
        for key in ("alpha", "standardized", "average_r", "omega")
    }
    limits = {
        "low": figure(result.alpha_low, language, 2),
        "high": figure(result.alpha_high, language, 2),
        "level": percent_of_level(result.level),
    }
    notes = [
        word(words.ALPHA, language, **values, **limits),
        word(words.KIN, language, **values),
        word(words.PROCESS, language),
    ]
    if result.omega is None:
        notes.append(word(words.NO_OMEGA, language))
    if (result.alpha or 0) < 0:
        notes.append(word(words.NEGATIVE, language))
    if result.effective_n is not None:
        notes.append(word(words.WEIGHTED, language, effective=number(result.effective_n, language)))
    return notes


def method(result: ScaleReport, language: str) -> list[str]:
    """Which items were turned around, and how the score was made."""
    turned = [text(item.label, language).rstrip(".") for item in result.items if item.reversed]
    share, level = percent_of_level(result.minimum), percent_of_level(result.level)
    notes = [word(words.TURNED, language, items="; ".join(turned))] if turned else []
    notes.append(word(words.SCORE, language, scored=result.scored, minimum=share))
    if "mean_low" in result.scores:
        low, high = (figure(result.scores[key], language, 2) for key in ("mean_low", "mean_high"))
        sentence = words.INFINITE if result.population is None else words.FINITE
        about = word(sentence, language, level=level, population=result.population, low=low, high=high)
        notes.append(about)
    return notes


def scale_records(content: dict[str, Any]) -> list[dict[str, Any]]:
    """A record per item."""
    return [{"scale": content["name"], "base": content["base"], **item} for item in content["items"]]
