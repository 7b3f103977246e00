"""Parquet files with their codebook beside them (NAME.codebook.json), read by pyarrow."""

from __future__ import annotations

from pathlib import Path

from analysis.codebook_files import from_json
from analysis.design import Design
from analysis.errors import UnreadableFile
from analysis.imports.frames import from_frame
from analysis.microdata import Microdata


def read(path: Path) -> Microdata:
    """The microdata of a Parquet file, under its codebook where there is one."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import read_table
    except ImportError as reason:
        raise UnreadableFile(f"{path}: Parquet needs pyarrow: install saualnama[columnar]") from reason
    beside = path.with_suffix(".codebook.json")
    book = from_json(beside.read_text("utf-8")) if beside.is_file() else None
    try:
        return from_frame(read_table(path), book, Design())
    except (ArrowException, OSError) as reason:
        raise UnreadableFile(f"{path} cannot be read as Parquet: {reason}") from reason
