"""A regression as dicts and lists, its odds ratios and its method in words."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from analysis.codebook import text
from analysis.regression.results import Coefficient, Effect, Regression
from analysis.regression_words import REGRESSION_METHODS
from analysis.words import percent_of_level, word

MOST = 700.0
"""Beyond the exponential of this there is no number to show as odds."""


def regression_method(result: Regression, language: str) -> str:
    """The sentence that says where errors and intervals come from."""
    level = percent_of_level(result.level)
    return word(REGRESSION_METHODS[result.method], language, level=level, df=result.df)


def regression(result: Regression, language: str) -> dict[str, Any]:
    """A regression as dicts and lists: `coefficients`, `thresholds`, `effects`, `tests` and what they
    rest on; odds ratios stand in a coefficient where the link is logit."""
    logit = result.link == "logit"
    return asdict(result) | {
        "outcome_label": text(result.outcome_label, language),
        "event_label": text(result.event_label, language),
        "category_labels": [text(label, language) for label in result.category_labels],
        "base_labels": [text(label, language) for label in result.base_labels],
        "missing": sum(result.missing.values()),
        "missing_kinds": dict(result.missing),
        "coefficients": [
            _row(row, language) | (odds(row) if logit and row.term else {}) for row in result.coefficients
        ],
        "thresholds": [_row(row, language) for row in result.thresholds],
        "effects": [_row(row, language) for row in result.effects],
        "method": regression_method(result, language),
    }


def _row(row: Coefficient | Effect, language: str) -> dict[str, Any]:
    return asdict(row) | {"label": text(row.label, language)}


def regression_records(content: dict[str, Any]) -> list[dict[str, Any]]:
    """A record per coefficient, threshold and effect."""
    parts = (("coefficient", "coefficients"), ("threshold", "thresholds"), ("effect", "effects"))
    return [
        {"part": part, **{key: value for key, value in row.items() if key != "codes"}}
        for part, key in parts
        for row in content[key]
    ]


def odds(row: Coefficient) -> dict[str, float | None]:
    """The odds ratio with its limits; None where they leave the range of numbers."""
    names = {"odds_ratio": row.estimate, "odds_low": row.low, "odds_high": row.high}
    return {name: math.exp(value) if value < MOST else None for name, value in names.items()}
