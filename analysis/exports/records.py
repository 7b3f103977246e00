"""JSON: codebook and records in one file; an answer that is blank stands in no record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.codebook_files import to_json
from analysis.exports.plain import losses, plain_words
from analysis.exports.registry import Export, register
from analysis.exports.shared import blocks
from analysis.imports.records import SCHEMA
from analysis.microdata import Microdata

ROWS = 20_000


def write(data: Microdata, path: Path, language: str) -> None:
    """The file, a record in each line; every language stands in the codebook."""
    with path.open("w", encoding="utf-8") as file:
        file.write(
            f'{{"schema": {json.dumps(SCHEMA)},\n"codebook": {to_json(data.codebook).rstrip()},\n"records": ['
        )
        for place, record in enumerate(_records(data)):
            file.write(",\n" if place else "\n")
            file.write(json.dumps(record, ensure_ascii=False))
        file.write("\n]}\n")


def _records(data: Microdata) -> Iterator[dict[str, Any]]:
    names = [*data.columns]
    for rows in blocks(data, ROWS):
        for row in zip(*map(plain_words, rows), strict=True):
            yield {name: value for name, value in zip(names, row, strict=True) if value != ""}


register(
    Export(
        "json",
        ".json",
        {
            "kk": "Бағдарламашыларға; код кітабы ішінде",
            "ru": "Программистам; книга кодов внутри",
            "en": "For programmers; the codebook inside",
        },
        write,
        losses,
    )
)
