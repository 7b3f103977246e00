"""Files of published figures, as `analysis.audit` takes them: read, or refused with the place at fault."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from analysis.doors import guard
from analysis.errors import UnreadableFile

_MOST = 10**9
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_FRACTION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}|/[1-9][0-9]{0,8})?")


def read_figures(path: str | Path) -> dict[str, Any]:
    """A file of figures (JSON): an object with the list `figures` and perhaps `districts`.

    UnreadableFile says what is no figure, and where.
    """
    path = Path(path)
    try:
        content = json.loads(path.read_text("utf-8-sig"), parse_constant=_no_number)
    except OSError as reason:
        raise UnreadableFile(f"{path} cannot be read: {reason.strerror}") from reason
    except RecursionError as reason:
        raise UnreadableFile(f"{path} is nested too deep for a file of figures") from reason
    except ValueError as reason:
        raise UnreadableFile(f"{path} is not JSON in UTF-8: {reason}") from reason
    if not isinstance(content, dict) or not isinstance(content.get("figures"), list):
        raise UnreadableFile(f'{path} must be an object with a list "figures"')
    for part in ("figures", "districts"):
        _check_part(path, part, content.get(part, []))
    return content


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _check_part(path: Path, part: str, entries: Any) -> None:
    if not isinstance(entries, list):
        raise UnreadableFile(f'{path}: "{part}" must be a list')
    for place, one in enumerate(entries, start=1):
        if not isinstance(one, dict):
            raise UnreadableFile(
                f'{path}: entry {place} of "{part}" must be an object with "id" and its numbers'
            )
        if not isinstance(one.get("id"), str) or not one["id"]:
            raise UnreadableFile(f'{path}: entry {place} of "{part}" has no "id"')
        _check_numbers(path, one)


def _check_numbers(path: Path, figure: Mapping[str, Any]) -> None:
    rules = {**_RULES, "value": (_is_fraction, 'a number such as "0.25" or "1/4"')}
    for key, (fits, wanted) in (rules if figure.get("kind") == "fraction" else _RULES).items():
        value = figure.get(key)
        if value is not None and not fits(value):
            shown = json.dumps(value, ensure_ascii=False)[:40]
            raise UnreadableFile(f'{path}: "{key}" of {figure["id"]!r} must be {wanted}, not {shown}')


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


def _is_base(value: Any) -> bool:
    return _is_count(value) and value > 0


def _is_percent(value: Any) -> bool:
    return not isinstance(value, bool) and _DECIMAL.fullmatch(str(value)) is not None


def _is_fraction(value: Any) -> bool:
    return not isinstance(value, bool) and _FRACTION.fullmatch(str(value)) is not None


_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "published_percent": (_is_percent, 'a number as it is printed, with a point, such as "24.0"'),
    "base_n": (_is_base, "a whole number of people above 0"),
    "staff_used": (_is_base, "a whole number of people above 0"),
    "count": (_is_count, "a whole number of people"),
    "young": (_is_count, "a whole number of people"),
}


guard(__name__)
