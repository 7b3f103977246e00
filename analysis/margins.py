"""What is known of a population, as people hand it over (a file of totals by variable and code), and the
weights that follow from it, as they hand them on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.entrance import guard
from analysis.errors import UnreadableFile
from analysis.weigh import Weighing

Totals = dict[str, dict[str, float]]


def read_margins(path: str | Path) -> Totals:
    """Totals by variable and code, as `analysis.weigh` takes them: a CSV file with the columns variable,
    code and total, or JSON `{"sex": {"f": 120, "m": 80}}`. UnreadableFile names the place of every fault.
    """
    file = Path(path)
    try:
        words = file.read_text("utf-8-sig")
    except OSError as reason:
        raise UnreadableFile(f"{file} cannot be read: {reason.strerror}") from reason
    except UnicodeDecodeError as reason:
        raise UnreadableFile(f"{file} is not UTF-8 text") from reason
    found = _of_json(file, words) if file.suffix.lower() == ".json" else _of_csv(file, words)
    if not found:
        raise UnreadableFile(f"{file} names no totals")
    return found


def weights_csv(weighing: Weighing) -> str:
    """The new weights of a weighing as CSV: row (1 is the first person) and weight. Raises no error."""
    lines = (f"{row},{weight!r}\r\n" for row, weight in enumerate(weighing.weights.tolist(), start=1))
    return "row,weight\r\n" + "".join(lines)


def _of_json(file: Path, words: str) -> Totals:
    try:
        content = json.loads(words)
    except (ValueError, RecursionError) as reason:
        raise UnreadableFile(f"{file} is not JSON: {reason}") from reason
    if not isinstance(content, Mapping) or not all(isinstance(one, Mapping) for one in content.values()):
        raise UnreadableFile(f'{file} must be an object such as {{"sex": {{"f": 120, "m": 80}}}}')
    return {
        name: {code: _total(total, f"{file}, {name}, {code}") for code, total in totals.items()}
        for name, totals in content.items()
    }


def _of_csv(file: Path, words: str) -> Totals:
    reader = csv.DictReader(io.StringIO(words, newline=""))
    found: Totals = {}
    try:
        if not {"variable", "code", "total"} <= set(reader.fieldnames or ()):
            raise UnreadableFile(f"{file} needs the columns variable, code and total, separated by commas")
        for row in reader:
            place = f"{file}, line {reader.line_num}"
            name, code = (str(row[key] or "").strip() for key in ("variable", "code"))
            if not name or not code:
                raise UnreadableFile(f"{place}: variable and code must both be filled")
            if code in found.setdefault(name, {}):
                raise UnreadableFile(f"{place}: the code {code!r} of {name!r} stands twice")
            found[name][code] = _total(row["total"], place)
    except csv.Error as reason:
        raise UnreadableFile(f"{file} is not CSV: {reason}") from reason
    return found


def _total(value: Any, place: str) -> float:
    try:
        total = float("nan" if isinstance(value, bool) else value)
    except (TypeError, ValueError, OverflowError):
        total = float("nan")
    if not 0 <= total < float("inf"):
        raise UnreadableFile(f"{place}: the total must be a number from 0 up, not {value!r}")
    return total


guard(__name__)
