"""Parquet files with their codebook in them or beside them (NAME.codebook.json), read by pyarrow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from analysis.arrays import frozen
from analysis.codebook import MISSING_KINDS, SKIPPED, Variable
from analysis.codebook_files import from_json
from analysis.columns import CODED, NUMERIC, Column
from analysis.design import Design
from analysis.errors import UnreadableFile
from analysis.exports.parquet import CODEBOOK, REASONS
from analysis.imports.frames import from_frame
from analysis.microdata import Microdata


def read(path: Path) -> Microdata:
    """The microdata of a Parquet file, under its codebook where there is one beside it. A file of our own,
    whose columns are still those of its codebook, gives the microdata that were written."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import read_table
    except ImportError as reason:
        raise UnreadableFile(f"{path}: Parquet needs pyarrow: install saualnama[columnar]") from reason
    beside = path.with_suffix(".codebook.json")
    book = from_json(beside.read_text("utf-8")) if beside.is_file() else None
    try:
        table = read_table(path)
        if own := _own(table):
            return own
        return from_frame(table, book, Design())
    except (ArrowException, OSError) as reason:
        raise UnreadableFile(f"{path} cannot be read as Parquet: {reason}") from reason


def _own(table: Any) -> Microdata | None:
    """The microdata of a table that we wrote; None where it is another, or was changed."""
    told = table.schema.metadata or {}
    if CODEBOOK not in told:
        return None
    book = from_json(told[CODEBOOK].decode())
    reasons: dict[str, str] = json.loads(told.get(REASONS, b"{}"))
    named = {one.name for one in book.variables} | set(reasons.values())
    if named != set(table.column_names):
        return None
    columns = {one.name: _column(table, one, reasons.get(one.name)) for one in book.variables}
    kept = {name: column for name, column in columns.items() if column is not None}
    return Microdata(book, table.num_rows, kept) if len(kept) == len(columns) else None


def _column(table: Any, variable: Variable, reason: str | None) -> Column | None:
    """A column of our own; None where a value is none of the codebook's."""
    null = table[variable.name].is_null().to_numpy()
    flagged = [code for code in variable.codes if code.missing]
    missing, given = np.where(null, _kind(SKIPPED), 0).astype(np.int8), np.full(len(null), -1)
    if reason is not None:
        ways = {kind: (_kind(kind), -1) for kind in MISSING_KINDS}
        ways |= {code.value: (_kind(code.missing or SKIPPED), i) for i, code in enumerate(flagged)}
        why = _among(table[reason], [*ways])
        kinds = np.array([*ways.values(), (0, -1)])
        missing = np.where(why >= 0, kinds[why, 0], missing).astype(np.int8)
        given = np.where(why >= 0, kinds[why, 1], -1)
    said = frozen(given.astype(np.min_scalar_type(-max(1, len(flagged))))) if (given >= 0).any() else None
    if variable.level in CODED:
        values = _among(table[variable.name], [code.value for code in variable.valid_codes])
        return (
            Column(variable, frozen(values), frozen(missing), said) if ((values < 0) == null).all() else None
        )
    if variable.level in NUMERIC:
        numbers = table[variable.name].fill_null(0.0).to_numpy().astype(float)
        return Column(variable, frozen(numbers), frozen(missing), said)
    texts = np.array(table[variable.name].fill_null("").to_pylist(), dtype=object)
    return Column(variable, frozen(texts), frozen(missing), said)


def _among(column: Any, words: list[str]) -> np.ndarray[Any, Any]:
    """The place of each value among words; -1 for null and for another value."""
    whole = (
        column.combine_chunks().dictionary_encode() if not _is_dictionary(column) else column.combine_chunks()
    )
    chunk = whole.chunk(0) if hasattr(whole, "chunk") else whole
    places = {word: place for place, word in enumerate(words)}
    table = np.array([*(places.get(one, -1) for one in chunk.dictionary.to_pylist()), -1], np.int64)
    indices = chunk.indices.cast("int32").fill_null(len(table) - 1)
    return np.asarray(table[indices.to_numpy(zero_copy_only=False)])


def _is_dictionary(column: Any) -> bool:
    return hasattr(column.type, "index_type")


def _kind(kind: str) -> int:
    return 1 + MISSING_KINDS.index(kind)
