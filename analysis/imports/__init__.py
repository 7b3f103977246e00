"""Formats in: data files of other programs as microdata. One module per format, registered by its endings.

To add one: write a module with a function `read(path) -> Microdata` and put it into the table below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Unpack, cast

from analysis.doors import guard
from analysis.errors import UnreadableFile
from analysis.microdata import Microdata
from analysis.sampling import Sampling, sampled

FORMATS: Mapping[str, str] = {
    ".sav": "spss",
    ".zsav": "spss",
    ".por": "spss",
    ".dta": "stata",
    ".parquet": "parquet",
    ".csv": "plain",
    ".json": "records",
    ".xlsx": "workbook",
}
"""Ending of a file -> the module of this package that reads it."""


def read(path: str | Path, codebook: str | Path | None = None, **sampling: Unpack[Sampling]) -> Microdata:
    """The microdata of a file, by its ending: .sav, .zsav, .por, .dta, .parquet, .csv; our own exports also
    of .json and .xlsx.

    `codebook` is that of a CSV file (JSON; without it NAME.codebook.json counts, else texts are codes where
    they repeat). `sampling` names the columns that tell how people were chosen (`weight="w", strata="s"`, see
    `analysis.sampling`), as a codebook does by its levels; DesignError for a design that contradicts itself.
    UnreadableFile says why a file cannot be read, MicrodataError holds every value that does not fit the
    codebook, CodebookError what is wrong with that.
    """
    return sampled(_read(Path(path), codebook), sampling)


def _read(file: Path, codebook: str | Path | None) -> Microdata:
    """The rows of a file as they stand, without a design."""
    if codebook is not None:
        from analysis.imports import plain

        return plain.read(file, Path(codebook))
    if file.suffix.lower() not in FORMATS:
        raise UnreadableFile(f"{file}: no format ends in {file.suffix!r}; known: {', '.join(FORMATS)}")
    if not file.is_file():
        raise UnreadableFile(f"{file} is not a file")
    module = import_module(f"analysis.imports.{FORMATS[file.suffix.lower()]}")
    return cast("Callable[[Path], Microdata]", module.read)(file)


guard(__name__)
