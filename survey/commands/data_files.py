"""A data file with its codebook, as people hand it over: read, or refused with every place that is wrong."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from survey.commands.output import Refused, say

_MOST_PROBLEMS = 20
_MOST_LETTERS = 200


def check(data: Path, codebook: Path | None) -> None:
    """Refused for a CSV file whose codebook is not there or is none, or that is not separated by commas."""
    if data.suffix.lower() in (".sav", ".zsav", ".por", ".dta", ".parquet", ".json", ".xlsx"):
        return
    beside = codebook or data.with_suffix(".codebook.json")
    if not beside.is_file():
        raise Refused(f"{data} needs its codebook: give --codebook, or put it at {beside}")
    _check_codebook(beside)
    try:
        _check_separator(data)
    except OSError as reason:
        raise Refused(f"{data} cannot be read: {reason.strerror}") from reason
    except UnicodeDecodeError as reason:
        raise Refused(f"{data} is not UTF-8 text; save it as CSV UTF-8") from reason


def tell(problems: list[str]) -> None:
    """Print what does not fit a codebook, the first places of many, each cut where it is long."""
    for problem in problems[:_MOST_PROBLEMS]:
        say(problem if len(problem) <= _MOST_LETTERS else problem[:_MOST_LETTERS] + "…")
    if len(problems) > _MOST_PROBLEMS:
        say(f"… and {len(problems) - _MOST_PROBLEMS} more")


def _check_separator(data: Path) -> None:
    with data.open(encoding="utf-8-sig", newline="") as file:
        header = file.readline(1_000_000)
    for separator, word in ((";", "semicolons"), ("\t", "tabs")):
        if separator in header and "," not in header:
            raise Refused(f"{data} is separated by {word}; save it with commas")


def _check_codebook(path: Path) -> None:
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as reason:
        raise Refused(f"{path} cannot be read: {reason.strerror}") from reason
    except RecursionError as reason:
        raise Refused(f"{path} is nested too deep for a codebook") from reason
    except ValueError as reason:
        raise Refused(f"the codebook {path} is not JSON in UTF-8: {reason}") from reason
    if fault := next(_faults(content, _CODEBOOK, ""), None):
        raise Refused(f"the codebook {path}: {fault}")


def _faults(value: Any, shape: Any, place: str) -> Iterator[str]:
    """What lacks its shape: a mapping of known keys, a list of one shape, or a test with its words."""
    if isinstance(shape, dict):
        if not isinstance(value, Mapping):
            yield f"{place or 'it'} must be an object"
            return
        for key in [key for key in shape if key in value]:
            yield from _faults(value[key], shape[key], f"{place}.{key}" if place else key)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{place} must be a list"
            return
        for number, one in enumerate(value, start=1):
            yield from _faults(one, shape[0], f"{place}[{number}]")
    elif not shape[0](value):
        yield f"{place} must be {shape[1]}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_name(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and math.isfinite(float(value))
    except (TypeError, ValueError, OverflowError):
        return False


def _is_label(value: Any) -> bool:
    texts = value.values() if isinstance(value, Mapping) else [value]
    return all(isinstance(one, str) for one in texts)


def _or_nothing(test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or test(value)


_TEXT = (_is_text, "text")
_NAME = (_is_name, "text or a whole number")
_TRUTH = (lambda value: isinstance(value, bool), "true or false")
_LABEL = (_is_label, "text, or a text for each language")
_NUMBER = (_or_nothing(_is_number), "a number")
_LIMIT = (_or_nothing(lambda value: not isinstance(value, str) and _is_number(value)), "a number")
_FIRST = (_or_nothing(lambda value: type(value) is int and value > 0), "a whole number above 0")
_WORD = (_or_nothing(_is_text), "text")
_CODE = {"value": _NAME, "code": _NAME, "label": _LABEL, "missing": _WORD, "score": _NUMBER}
_NET = {"name": _TEXT, "label": _LABEL, "codes": [_TEXT]}
_VARIABLE = {
    **{
        "name": _TEXT,
        "label": _LABEL,
        "level": _WORD,
        "type": _WORD,
        "codes": [_CODE],
        "categories": [_CODE],
    },
    **{"missing_codes": [_NAME], "nets": [_NET], "universe": _TEXT, "unit": _LABEL, "reversed": _TRUTH},
    **{"background": _TRUTH, "low": _LIMIT, "high": _LIMIT},
}
_SET = {
    **{"name": _TEXT, "label": _LABEL, "kind": _TEXT, "variables": [_TEXT], "options": [_TEXT]},
    **{"option_labels": [_LABEL], "nets": [_NET], "first": _FIRST, "universe": _TEXT},
}
_CODEBOOK = {
    **{"name": _TEXT, "dataset": _TEXT, "version": _NAME, "languages": [_TEXT], "title": _LABEL},
    **{"variables": [_VARIABLE], "sets": [_SET]},
    "scales": [{"name": _TEXT, "label": _LABEL, "variables": [_TEXT]}],
}
