"""Parquet: codes as categories, the codebook in the metadata, reasons of missing answers beside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.arrays import Booleans
from analysis.codebook import MISSING_KINDS
from analysis.codebook_files import to_json
from analysis.columns import Column
from analysis.errors import UnreadableFile
from analysis.exports.losses import Loss
from analysis.exports.prepared import design_losses
from analysis.exports.registry import Export, register
from analysis.microdata import Microdata

ROWS = 1 << 18
CODEBOOK, REASONS = b"saualnama.codebook", b"saualnama.reasons"
"""The keys of the metadata: the codebook, and the names of the columns with reasons by variable."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A column of words: the place of each row among them (-1: null)."""

    name: str
    places: np.ndarray[Any, Any]
    words: Sequence[str]
    ordered: bool = False


def write(data: Microdata, path: Path, language: str) -> None:
    """The file, a group of rows at a time; every language stands in the codebook."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as reason:
        raise UnreadableFile("Parquet needs pyarrow: install saualnama[columnar]") from reason
    reasons = {name: one for name, column in data.columns.items() if (one := _reasons(name, column, data))}
    metadata = {
        CODEBOOK: to_json(data.codebook),
        REASONS: json.dumps({name: one.name for name, one in reasons.items()}),
    }
    parts = [*_parts(data, reasons)]
    schema = pa.schema([_field(pa, one) for one in parts], metadata)
    with ParquetWriter(path, schema, write_statistics=False) as writer:
        for start in range(0, max(data.n, 1), ROWS):
            rows = slice(start, start + ROWS)
            arrays = [_array(pa, one, rows) for one in parts]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _parts(data: Microdata, reasons: dict[str, _Words]) -> Iterator[_Words | Column]:
    """The columns of the file, reasons at once after their variable."""
    for name, column in data.columns.items():
        codes = [code.value for code in column.variable.valid_codes]
        yield (
            _Words(name, column.values, codes, column.variable.level == "ordinal") if column.coded else column
        )
        if name in reasons:
            yield reasons[name]


def _reasons(name: str, column: Column, data: Microdata) -> _Words | None:
    """Why answers are missing, where any is for a reason: kinds but the first, which is a blank answer, then
    missing codes."""
    flagged = [code.value for code in column.variable.codes if code.missing]
    words = [*MISSING_KINDS[1:], *flagged]
    places = column.missing.astype(np.min_scalar_type(-len(words)), copy=False) - np.int8(2)
    if column.given is not None:
        places = np.where(column.given >= 0, column.given + np.int16(len(MISSING_KINDS) - 1), places)
    if not (places >= 0).any():
        return None
    free = f"{name}__missing"
    while data.codebook.has(free):
        free += "_"
    return _Words(free, places, words)


def _field(pa: Any, one: _Words | Column) -> Any:
    if isinstance(one, _Words):
        size = np.min_scalar_type(-max(1, len(one.words)))
        return pa.field(one.name, pa.dictionary(pa.from_numpy_dtype(size), pa.string(), ordered=one.ordered))
    label = json.dumps(dict(one.variable.label), ensure_ascii=False)
    return pa.field(
        one.variable.name, pa.float64() if one.numeric else pa.string(), metadata={"label": label}
    )


def _array(pa: Any, one: _Words | Column, rows: slice) -> Any:
    kind = _field(pa, one).type
    if isinstance(one, _Words):
        places = one.places[rows].astype(kind.index_type.to_pandas_dtype(), copy=False)
        indices = _buffered(pa, kind.index_type, places, places >= 0)
        words = pa.array(one.words, pa.string())
        return pa.DictionaryArray.from_arrays(indices, words, ordered=one.ordered, safe=False)
    if one.numeric:
        return _buffered(pa, kind, np.ascontiguousarray(one.values[rows]), one.answered[rows])
    return pa.array(one.values[rows], kind, mask=~one.answered[rows])


def _buffered(pa: Any, kind: Any, values: np.ndarray[Any, Any], there: Booleans) -> Any:
    """An array of Arrow over the values as they lie in memory; null where they are not `there`."""
    bits = pa.py_buffer(np.packbits(there, bitorder="little"))
    return pa.Array.from_buffers(kind, len(values), [bits, pa.py_buffer(values)])


def losses(data: Microdata) -> tuple[Loss, ...]:
    """What a Parquet file does not keep."""
    return design_losses(data.design)


register(
    Export(
        "parquet",
        ".parquet",
        {
            "kk": "Python, R, DuckDB, Spark",
            "ru": "Python, R, DuckDB, Spark",
            "en": "Python, R, DuckDB, Spark",
        },
        write,
        losses,
    )
)
