"""Numbers into rows: coefficients and effects with their labels in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np

from analysis.arrays import Floats
from analysis.codebook import Code, Text, Variable, text
from analysis.regression.effects import Change
from analysis.regression.formula import named
from analysis.regression.inference import Inference
from analysis.regression.matrix import Name, Predictor, Predictors
from analysis.regression.outcomes import Outcome
from analysis.regression.results import Coefficient, Effect

CONSTANT = {"kk": "тұрақты", "ru": "константа", "en": "constant"}


def coefficients(
    columns: Iterable[Name], found: Predictors, inference: Inference, values: Floats, skipped: int
) -> tuple[Coefficient, ...]:
    """A row per column of the matrix, whose parameters stand after the `skipped` constants."""
    errors = np.sqrt(np.diag(inference.covariance))
    rows = []
    for place, column in enumerate(columns, skipped):
        value, error = float(values[place]), float(errors[place])
        label = _label([(found[part], code) for part, code in zip(column.term, column.codes, strict=True)])
        tested = inference.wald(value, error, str(column))
        rows.append(Coefficient(str(column), named(column.term), column.codes, label, value, error, *tested))
    return tuple(rows)


def constants(
    labels: Iterable[tuple[str, Text]], inference: Inference, values: Floats
) -> tuple[Coefficient, ...]:
    """The constant, or the thresholds of an ordinal model."""
    errors = np.sqrt(np.diag(inference.covariance))
    rows = []
    for (name, label), value, error in zip(labels, values.tolist(), errors.tolist(), strict=False):
        tested = inference.wald(value, error, name)
        rows.append(Coefficient(name, "", (), label, value, error, *tested))
    return tuple(rows)


def effects(
    changes: Iterable[Change], found: Predictors, inference: Inference, categories: tuple[str, ...]
) -> tuple[Effect, ...]:
    """A row per effect, and per category of an ordinal outcome."""
    rows = []
    for change in changes:
        spread = change.gradients @ inference.covariance @ change.gradients.T
        for i, category in enumerate(categories or ("",)):
            value, error = float(change.values[i]), float(np.sqrt(max(spread[i, i], 0)))
            label = _label([(found[change.part], change.code)])
            tested = inference.wald(value, error, f"the effect of {change.part}")
            rows.append(Effect(str(change.part), change.code, category, label, value, error, *tested))
    return tuple(rows)


def between(codes: tuple[Code, ...]) -> list[tuple[str, Text]]:
    """The names and labels of the thresholds between codes."""
    return [
        (f"{low.value}|{high.value}", _joined([low.label, high.label], " | "))
        for low, high in pairwise(codes)
    ]


def base_labels(found: Predictors) -> tuple[Text, ...]:
    """ "sex: female" for each coded variable: what its other codes are compared with."""
    return tuple(
        _joined([one.variable.label, one.codes[0].label], ": ") for one in found.values() if one.codes
    )


def event_label(one: Outcome, variable: Variable) -> Text:
    """The labels of the event's codes; empty where the outcome is 0 and 1 or no event."""
    labels = [code.label for code in variable.valid_codes if code.value in one.event]
    return _joined(labels, ", ")


def _label(pieces: list[tuple[Predictor, str]]) -> Text:
    """ "age × sex: female"."""
    return _joined([_one(predictor, code) for predictor, code in pieces], " × ")


def _one(predictor: Predictor, code: str) -> Text:
    labels = {one.value: one.label for one in predictor.codes}
    return _joined([predictor.variable.label, *([labels[code]] if code else [])], ": ")


def _joined(labels: list[Text], by: str) -> Mapping[str, str]:
    languages = dict.fromkeys(language for label in labels for language in label)
    return {language: by.join(text(label, language) for label in labels) for language in languages}
