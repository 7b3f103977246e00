"""Stata: .dta with variable and value labels, each reason of a missing answer as .a to .z."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from analysis.codebook import Codebook, text
from analysis.columns import Column
from analysis.exports import stata_file as dta
from analysis.exports.carried import Written, packed
from analysis.exports.losses import Loss, loss
from analysis.exports.names import Rule, fitting
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
    whole_text,
    with_zeros,
)
from analysis.microdata import Microdata

_RESERVED = ("byte", "double", "float", "if", "in", "int", "long", "strL", "using", "with", "str")
NAMES = Rule(
    32, frozenset([*_RESERVED, *(f"str{size}" for size in range(1, 2046))]), letters=True, capitals=True
)
ROWS = 16384


def write(data: Microdata, path: Path, language: str) -> None:
    """The file, block by block."""
    columns = [*data.columns.values()]
    coded = [None if holds_texts(column) else numbered(column) for column in columns]
    names = fitting([column.variable.name for column in columns], NAMES)
    fields = [_field(name, one, c, language) for name, one, c in zip(names, coded, columns, strict=True)]
    heads = [_written(field, one, c) for field, one, c in zip(fields, coded, columns, strict=True)]
    about = {
        "rows": data.n,
        "label": _label(data.codebook, language),
        "carried": packed(data.codebook, heads),
    }
    with path.open("wb") as file:
        parts = (
            [_block(f, one, part) for f, one, part in zip(fields, coded, rows, strict=True)]
            for rows in blocks(data, ROWS)
        )
        dta.write(file, fields, parts, about)


def losses(data: Microdata) -> tuple[Loss, ...]:
    """What a .dta file does not keep."""
    sets = [one.name for one in data.codebook.sets]
    return (
        *foreign_losses(data),
        *name_losses(data, NAMES),
        *title_losses(data, dta.LABEL, dta.LETTERS),
        *label_losses(data, (dta.LABEL, dta.VALUE_LABEL), dta.LETTERS),
        *loss("set", sets, "Stata has no sets: their variables stand one by one"),
        *loss("why a text is missing", partly_told(data), "it is blank; Stata keeps reasons of numbers only"),
        *loss("zero characters", with_zeros(data), "a space stands for them: a text ends there"),
        *design_losses(data.design),
    )


def _field(name: str, one: Numbered | None, column: Column, language: str) -> dta.Field:
    label = whole_text(text(column.variable.label, language), dta.LABEL, dta.LETTERS)
    if one is None:
        size = max(1, *map(len, texts(column)))
        return dta.Field(name, label, f"S{size}" if size <= dta.TEXT else dta.LONG, f"%-{min(size, 40)}s")
    values: list[int | str] = [*one.valid, *(way.letter for way in one.missing)]
    labels = tuple(zip(values, value_labels(one, language, dta.VALUE_LABEL), strict=True))
    stored = _stored(one)
    return dta.Field(name, label, stored, "%12.0g" if stored != "f8" else "%10.0g", labels)


def _stored(one: Numbered) -> str:
    """The smallest storage type. Where some answers are blank and others missing for a reason it is a double:
    of whole numbers pyreadstat (1.3.7) would take such a blank for what happens to stand in memory."""
    if one.column.numeric or (one.missing and one.blank):
        return "f8"
    largest = max(map(abs, one.valid), default=0)
    return "i1" if largest <= 100 else "i2" if largest <= 32_740 else "i4"


def _block(field: dta.Field, one: Numbered | None, rows: Column) -> np.ndarray[Any, Any]:
    if one is not None:
        letters = ["", *(way.letter for way in one.missing)]
        known = np.array([dta.missing(field.stored, letter) for letter in letters], field.stored)
        return one.filled(known, rows)
    return np.array(texts(rows), object if field.stored == dta.LONG else field.stored)


def _written(field: dta.Field, one: Numbered | None, column: Column) -> Written:
    labels = {str(value): label for value, label in field.labels}
    if one is None:
        return Written(field.name, field.label, labels, column.variable.name, {}, {})
    codes = column.variable.valid_codes
    valid = {str(number): code.value for number, code in zip(one.valid, codes, strict=True)}
    missing = {way.letter: (way.kind, way.code) for way in one.missing}
    return Written(field.name, field.label, labels, column.variable.name, valid, missing)


def _label(book: Codebook, language: str) -> str:
    return whole_text(text(book.title, language), dta.LABEL, dta.LETTERS)


register(
    Export(
        "dta",
        ".dta",
        {"kk": "Stata 14 және кейінгісі", "ru": "Stata 14 и новее", "en": "Stata 14 and later"},
        write,
        losses,
    )
)
