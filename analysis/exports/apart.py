"""What is kept apart from the rows: exact facts and texts, each variable by itself, in no order."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from analysis.codebook import MISSING_KINDS, text
from analysis.columns import Column
from analysis.exports.counts import counted
from analysis.exports.plain import field
from analysis.microdata import Microdata
from analysis.words import word

HEADS = ("variable", "value", "label", "people")


def apart_csv(data: Microdata, language: str = "en") -> str:
    """A table of what is kept apart: variable, value, label, how many people. Values are sorted, so that no
    order tells which of them belong to one person; "" where nothing is kept apart."""
    if not data.apart:
        return ""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for name, column in data.apart.items():
        writer.writerows((name, *row) for row in _rows(column, language))
    return out.getvalue()


def _rows(column: Column, language: str) -> Iterator[tuple[str, str, int]]:
    """Codes in their order; numbers rising, texts by the alphabet; then why answers are missing."""
    counts = counted(column)
    labels = {code.value: text(code.label, language) for code in column.variable.codes}
    if column.coded:
        yield from ((code, labels[code], n) for code, n in counts.codes.items())
    else:
        yield from _values(column)
    yield from ((code, labels[code], n) for code, n in counts.flagged.items() if n)
    yield from ((kind, word(kind, language), n) for kind, n in counts.kinds.items() if kind in MISSING_KINDS)


def _values(column: Column) -> Iterator[tuple[str, str, int]]:
    people = Counter(column.values[column.answered].tolist())
    yield from ((field(value), "", people[value]) for value in sorted(people))
