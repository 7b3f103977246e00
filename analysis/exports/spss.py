"""SPSS: .sav with labels of variables and values, missing values, levels, multiple-response sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analysis.codebook import Codebook, VariableSet, text
from analysis.columns import Column
from analysis.exports import system_file as sav
from analysis.exports.carried import Written, packed, word_of
from analysis.exports.losses import Loss, loss
from analysis.exports.names import Rule, cut, fitting
from analysis.exports.numbers import Numbered, numbered
from analysis.exports.prepared import design_losses
from analysis.exports.registry import Export, register
from analysis.exports.shared import (
    blocks,
    foreign_losses,
    holds_texts,
    label_losses,
    name_losses,
    partly_told,
    texts,
    title_losses,
    value_labels,
    with_zeros,
)
from analysis.microdata import Microdata

_RESERVED = ("ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH")
NAMES = Rule(64, frozenset(_RESERVED))
ROWS = 16384
"""Rows of a block, a multiple of 8."""


def write(data: Microdata, path: Path, language: str) -> None:
    """The file, block by block."""
    columns = [*data.columns.values()]
    fields, coded = _fields(columns, data.codebook, language)
    heads = [_written(field, one, column) for field, one, column in zip(fields, coded, columns, strict=True)]
    dictionary = sav.Dictionary(
        fields,
        data.n,
        cut(text(data.codebook.title, language), sav.FILE_LABEL),
        _weight(fields, columns),
        tuple(_sets(data.codebook, fields, columns, language)),
        packed(data.codebook, heads),
    )
    with path.open("wb") as file:
        file.writelines(dictionary.records())
        for rows in blocks(data, ROWS):
            block = [_block(f, one, part) for f, one, part in zip(fields, coded, rows, strict=True)]
            file.write(sav.compressed(block))


def losses(data: Microdata) -> tuple[Loss, ...]:
    """What a .sav file does not keep."""
    columns = data.columns
    whole = {
        name: max(map(len, texts(one)), default=0) > sav.TEXT
        for name, one in columns.items()
        if holds_texts(one)
    }
    several = [one.name for one in data.codebook.sets if one.kind != "multiple"]
    return (
        *foreign_losses(data),
        *name_losses(data, NAMES),
        *title_losses(data, sav.FILE_LABEL),
        *label_losses(data, (sav.LABEL, sav.VALUE_LABEL)),
        *loss("set", several, "SPSS has no grids and rankings: their variables stand one by one"),
        *loss(
            "end of long texts",
            [name for name, cut in whole.items() if cut],
            "a text has at most {} bytes",
            sav.TEXT,
        ),
        *loss("why a text is missing", partly_told(data), "it is blank; SPSS keeps reasons of numbers only"),
        *loss("zero characters", with_zeros(data), "a space stands for them: a text ends there"),
        *design_losses(data.design),
    )


def _fields(
    columns: Sequence[Column], book: Codebook, language: str
) -> tuple[tuple[sav.Field, ...], list[Numbered | None]]:
    coded = [None if holds_texts(column) else numbered(column) for column in columns]
    names = fitting([column.variable.name for column in columns], NAMES)
    widths = [_width(column) if one is None else 0 for one, column in zip(coded, columns, strict=True)]
    parts = [max(1, -(-width // 252)) if width > 255 else 1 for width in widths]
    shorts = sav.short_names(names, parts)
    made = [
        _field((short, name), width, one, column, language)
        for short, name, width, one, column in zip(shorts, names, widths, coded, columns, strict=True)
    ]
    return tuple(made), coded


def _field(
    names: tuple[str, str], width: int, one: Numbered | None, column: Column, language: str
) -> sav.Field:
    label = cut(text(column.variable.label, language), sav.LABEL)
    if one is None:
        return sav.Field(*names, label, "nominal", width)
    numbers = map(float, (*one.valid, *(way.number for way in one.missing)))
    level = column.variable.level
    whole = one.valid or bool((column.values[column.answered] % 1 == 0).all())
    return sav.Field(
        *names,
        label,
        level if level in sav.MEASURES else "scale" if column.numeric else "nominal",
        decimals=0 if whole else 2,
        labels=tuple(zip(numbers, value_labels(one, language, sav.VALUE_LABEL), strict=True)),
        missing=tuple(map(float, one.range)),
        range=len(one.missing) > 3,
    )


def _width(column: Column) -> int:
    return min(max(map(len, texts(column)), default=1) or 1, sav.TEXT)


def _block(field: sav.Field, one: Numbered | None, rows: Column) -> np.ndarray[Any, Any]:
    if one is not None:
        return one.floats(rows)
    found = (one[: field.width].decode("utf-8", "ignore").encode() for one in texts(rows))
    return sav.as_blocks([*found], field)


def _weight(fields: Sequence[sav.Field], columns: Sequence[Column]) -> str:
    found = [f.name for f, column in zip(fields, columns, strict=True) if column.variable.level == "weight"]
    return found[0] if len(found) == 1 else ""


def _sets(
    book: Codebook, fields: Sequence[sav.Field], columns: Sequence[Column], language: str
) -> Sequence[tuple[str, str, str, tuple[str, ...]]]:
    """Multiple choice as sets of dichotomies that count 1; each set's members."""
    shorts = {c.variable.name: f.short for f, c in zip(fields, columns, strict=True)}
    chosen = [one for one in book.sets if _counts_ones(one, columns)]
    names = fitting([one.name for one in chosen], Rule(NAMES.size - 1))
    return [
        (
            name,
            cut(text(one.label, language), sav.LABEL),
            "1",
            tuple(shorts[member] for member in one.variables),
        )
        for name, one in zip(names, chosen, strict=True)
    ]


def _counts_ones(one: VariableSet, columns: Sequence[Column]) -> bool:
    known = {column.variable.name for column in columns if column.coded}
    return one.kind == "multiple" and set(one.variables) <= known


def _written(field: sav.Field, one: Numbered | None, column: Column) -> Written:
    """What the file says of a column, for ourselves."""
    valid: Mapping[str, str] = {}
    missing: Mapping[str, tuple[str, str]] = {}
    if one is not None:
        codes = column.variable.valid_codes
        valid = {str(number): code.value for number, code in zip(one.valid, codes, strict=True)}
        missing = {str(way.number): (way.kind, way.code) for way in one.missing}
    labels = {word_of(number): label for number, label in field.labels}
    return Written(field.name, field.label, labels, column.variable.name, valid, missing)


register(
    Export(
        "sav",
        ".sav",
        {"kk": "SPSS, PSPP, jamovi", "ru": "SPSS, PSPP, jamovi", "en": "SPSS, PSPP, jamovi"},
        write,
        losses,
    )
)
