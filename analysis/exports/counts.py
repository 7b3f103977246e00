"""How often each answer of a variable was given, and why answers are missing: what codebooks print."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.codebook import MISSING_KINDS, SKIPPED
from analysis.columns import Column


@dataclass(frozen=True, slots=True)
class Counts:
    """People by valid code (`codes`, in order), by missing code (`flagged`), and by missing kind where no
    code was given (`kinds`, "skipped" for a blank answer); `answered` of `n` people in all."""

    codes: dict[str, int]
    flagged: dict[str, int]
    kinds: dict[str, int]
    answered: int
    n: int


def counted(column: Column) -> Counts:
    """The counts of a column; texts and quantities have no `codes`."""
    variable = column.variable
    missing = [code.value for code in variable.codes if code.missing]
    given = np.full(len(column.missing), -1) if column.given is None else column.given.astype(np.int64)
    bare = column.missing[given < 0]
    valid = [code.value for code in variable.valid_codes] if column.coded else []
    values = column.values[column.answered].astype(np.int64) if column.coded else np.zeros(0, np.int64)
    return Counts(
        dict(zip(valid, np.bincount(values, minlength=len(valid)).tolist(), strict=True)),
        dict(zip(missing, np.bincount(given[given >= 0], minlength=len(missing)).tolist(), strict=True)),
        {
            kind: n
            for kind in (*MISSING_KINDS[1:], SKIPPED)
            if (n := int((bare == 1 + MISSING_KINDS.index(kind)).sum()))
        },
        int(column.answered.sum()),
        len(column.missing),
    )
