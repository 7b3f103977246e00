"""Columns with value labels and user-missing values, as statistical programs keep them, as our own."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analysis.arrays import frozen
from analysis.codebook import (
    DOES_NOT_KNOW,
    MISSING_KINDS,
    NOT_ASKED,
    REFUSED,
    SKIPPED,
    Code,
    Level,
    Text,
    Variable,
)
from analysis.columns import Column
from analysis.errors import DataProblem, MicrodataError

MOST_CODES = 256
"""A variable with more different values than this is no code list."""

Raw = float | int | str

_KINDS = (
    (REFUSED, r"refus|declin|отказ|бас тарт"),
    (DOES_NOT_KNOW, r"don.?t know|do(es)? not know|\bdk\b|unsure|не знаю|затруд|білмей"),
    (NOT_ASKED, r"not applicable|inapplicable|\binap\b|not asked|\bn/?a\b|неприменим|не задавал"),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A column as read: values (None: system-missing), value labels, which values are user-missing, and
    the measurement that the file states ("nominal", "ordinal", "scale" or "unknown"). Codes stand in the
    order of `order` (None: numbers rising, then texts)."""

    name: str
    label: str
    values: Sequence[Raw | None]
    labels: Mapping[Any, str] = field(default_factory=dict)
    is_missing: Callable[[Raw], bool] = lambda value: False
    measure: str = "unknown"
    unit: str = ""
    order: Callable[[Raw], Any] | None = None

    def column(self) -> Column:
        """The column under a variable of our own: user-missing values are codes flagged as missing, of a
        kind that their label tells (else skipped). Empty texts are skipped.

        A variable is coded when the file calls it nominal or ordinal, or labels at least half of its
        values; else numbers are a scale and texts are texts. MicrodataError for an infinite number.
        """
        self._check()
        seen = {value for value in self.values if value is not None and not _nothing(value)}
        known = sorted(
            seen | {value for value in self.labels if not _nothing(value)}, key=self.order or _order
        )
        valid = [value for value in known if not self.is_missing(value)]
        codes = [self._code(value) for value in known if self.is_missing(value)]
        if coded := self._coded([value for value in valid if value in seen], valid):
            codes = [self._code(value) for value in valid] + codes
        level: Level = (
            ("ordinal" if self.measure == "ordinal" else "nominal") if coded else self._plain(valid)
        )
        unit: Text = {"en": self.unit} if self.unit else {}
        shown = {"en": self.label or self.name}
        return self._encoded(Variable(self.name, shown, level, tuple(codes), unit=unit))

    def _check(self) -> None:
        faults = [
            DataProblem(place, self.name, str(value), "is not a finite number")
            for place, value in enumerate(self.values, start=1)
            if isinstance(value, float) and math.isinf(value)
        ]
        if faults:
            raise MicrodataError(faults)

    def _coded(self, seen: Sequence[Raw], valid: Sequence[Raw]) -> bool:
        if not valid or len(valid) > MOST_CODES:
            return False
        labelled = sum(value in self.labels for value in seen)
        if isinstance(valid[0], str) or self.measure not in ("nominal", "ordinal"):
            return any(value in self.labels for value in valid) and 2 * labelled >= len(seen)
        return True

    def _plain(self, valid: Sequence[Raw]) -> Level:
        texts = any(isinstance(value, str) for value in valid)
        return "text" if texts or (not valid and "" in self.values) else "scale"

    def _code(self, value: Raw) -> Code:
        label = self.labels.get(value, written(value))
        missing = _kind(label) if self.is_missing(value) else None
        score = float(value) if self.measure == "ordinal" and not isinstance(value, str) else None
        return Code(written(value), {"en": label}, missing, None if missing else score)

    def _encoded(self, variable: Variable) -> Column:
        places = {code.value: place for place, code in enumerate(variable.valid_codes)}
        flagged = [code for code in variable.codes if code.missing]
        given = {code.value: place for place, code in enumerate(flagged)}
        kinds = [1 + MISSING_KINDS.index(code.missing or SKIPPED) for code in flagged]
        rows = [_row(value, given, kinds) for value in self.values]
        missing = np.array([kind for kind, _ in rows], dtype=np.int8)
        said = np.array([place for _, place in rows], dtype=np.int64)
        answers = zip(self.values, missing.tolist(), strict=True)
        values: np.ndarray[Any, Any]
        if variable.level in ("nominal", "ordinal"):
            values = np.array(
                [-1 if kind else places[written(v or 0)] for v, kind in answers], dtype=np.int64
            )
        elif variable.level == "scale":
            values = np.array([0.0 if kind else float(v or 0) for v, kind in answers])
        else:
            values = np.array(["" if kind else str(v) for v, kind in answers] or [], dtype=object)
        return Column(variable, frozen(values), frozen(missing), frozen(said))


def written(value: Raw) -> str:
    """A value as its code is written: 1.0 is "1", 2.5 is "2.5"."""
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _row(value: Raw | None, given: Mapping[str, int], kinds: Sequence[int]) -> tuple[int, int]:
    """(missing kind, place among the codes flagged as missing or -1)."""
    if value is None or _nothing(value):
        return 1 + MISSING_KINDS.index(SKIPPED), -1
    place = given.get(written(value), -1)
    return (kinds[place], place) if place >= 0 else (0, -1)


def _nothing(value: Raw | None) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _order(value: Raw) -> tuple[bool, float, str]:
    return (True, 0.0, value) if isinstance(value, str) else (False, float(value), "")


def _kind(label: str) -> str:
    found = (kind for kind, words in _KINDS if re.search(words, label, re.IGNORECASE))
    return next(found, SKIPPED)
