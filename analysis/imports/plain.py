"""CSV files: under their codebook where it stands beside them, else as the texts that they are."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from analysis.codebook import Codebook
from analysis.codebook_files import from_json, read_text
from analysis.design import Design
from analysis.errors import DataProblem, MicrodataError, UnreadableFile
from analysis.imports.frames import texts_as_codes
from analysis.imports.labelled import Labelled
from analysis.microdata import Microdata
from analysis.spreadsheets import bare_text


def read(path: Path, codebook: Path | None = None) -> Microdata:
    """The rows of a CSV file (UTF-8, comma, header) under its codebook, or NAME.codebook.json.

    Without either a column whose header is empty or stands twice is called column_N (N its
    place, from 1), and texts are codes where they repeat and take at most 30 values.
    """
    beside = codebook or path.with_suffix(".codebook.json")
    try:
        if codebook is not None or beside.is_file():
            return _under(path, beside)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except UnicodeDecodeError as reason:
        raise UnreadableFile(f"{path} is not UTF-8 text; save it as CSV UTF-8") from reason
    except (OSError, csv.Error) as reason:
        raise UnreadableFile(f"{path} is not CSV that can be read: {reason}") from reason
    header, people = (rows[0] if rows else []), [row for row in rows[1:] if row]
    _check_widths(header, people)
    columns = {}
    for place, name in enumerate(_names(header)):
        values = [row[place] for row in people]
        columns[name] = Labelled(name, header[place], values, texts_as_codes(values)).column()
    book = Codebook(path.stem, tuple(column.variable for column in columns.values()))
    return Microdata(book, len(people), columns)


def _under(path: Path, codebook: Path) -> Microdata:
    """The rows under a codebook; the texts of our own exports without the guard of spreadsheets."""
    text = read_text(codebook)
    book = from_json(text)
    if not json.loads(text).get("guarded"):
        return Microdata.from_files(path, book, Design())
    rows = csv.reader(io.StringIO(read_text(path), newline=""))
    bare = io.StringIO(newline="")
    csv.writer(bare).writerows([bare_text(field) for field in row] for row in rows)
    return Microdata.from_files(io.StringIO(bare.getvalue(), newline=""), book, Design())


def _names(header: list[str]) -> list[str]:
    return [
        name if name and header.count(name) == 1 else f"column_{place}"
        for place, name in enumerate(header, start=1)
    ]


def _check_widths(header: list[str], people: list[list[str]]) -> None:
    faults = [
        DataProblem(number, "", "", f"has {len(row)} fields, the header {len(header)}")
        for number, row in enumerate(people, start=1)
        if len(row) != len(header)
    ]
    if faults:
        raise MicrodataError(faults)
