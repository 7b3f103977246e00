"""Parquet: codes as categories, the codebook in the metadata, reasons of missing answers beside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.codebook_files import to_json
from analysis.columns import Column
from analysis.errors import UnreadableFile
from analysis.exports.losses import Loss
from analysis.exports.plain import ways
from analysis.exports.prepared import design_losses
from analysis.exports.registry import Export, register
from analysis.microdata import Microdata

ROWS = 65_536
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
    with ParquetWriter(path, schema) as writer:
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
    """Why answers are missing, where any is for a reason."""
    place, known = ways(column)
    told = np.array([word != "" for word in known])[place] & ~column.answered
    used = np.unique(place[told]).tolist()
    if not used:
        return None
    new = np.full(len(known), -1, np.min_scalar_type(-len(used)))
    new[used] = range(len(used))
    free = f"{name}__missing"
    while data.codebook.has(free):
        free += "_"
    return _Words(free, np.where(told, new[place], new.dtype.type(-1)), [known[i] for i in used])


def _field(pa: Any, one: _Words | Column) -> Any:
    if isinstance(one, _Words):
        kind = pa.int16() if len(one.words) < 2**15 else pa.int32()
        return pa.field(one.name, pa.dictionary(kind, pa.string(), ordered=one.ordered))
    label = json.dumps(dict(one.variable.label), ensure_ascii=False)
    return pa.field(
        one.variable.name, pa.float64() if one.numeric else pa.string(), metadata={"label": label}
    )


def _array(pa: Any, one: _Words | Column, rows: slice) -> Any:
    kind = _field(pa, one).type
    if isinstance(one, _Words):
        places = one.places[rows]
        indices = pa.array(places.astype(kind.index_type.to_pandas_dtype()), mask=places < 0)
        return pa.DictionaryArray.from_arrays(indices, pa.array(one.words, pa.string()), ordered=one.ordered)
    return pa.array(one.values[rows], kind, mask=~one.answered[rows])


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
