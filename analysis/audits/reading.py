"""Tables of published figures as people type them: CSV, JSON or records, read or refused with the place."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from analysis.audits.table import Answers, Column, Figure, PublishedTable
from analysis.entrance import guard
from analysis.errors import UnreadableFile
from analysis.letters import fold
from analysis.rounding import RULES, Printed, Rule

MOST_ROWS = 10_000
MOST_PEOPLE = 10**9
_NUMBER = re.compile(r"-?[0-9]{1,4}([.,][0-9]{1,6})?")
_COUNT = re.compile(r"[0-9]{1,10}")
HEADS: Mapping[str, tuple[str, ...]] = {
    "label": ("label", "row", "answer", "жауап", "атауы", "ответ", "название"),
    "percent": ("percent", "per cent", "%", "share", "пайыз", "процент", "доля"),
    "count": ("count", "n", "people", "саны", "число", "количество"),
    "question": ("question", "table", "сұрақ", "вопрос"),
    "group": ("group", "column", "топ", "группа"),
    "by": ("by", "бөліну", "разрез"),
    "base": ("base", "негіз", "база"),
    "frame": ("frame", "іріктеу негізі", "основа выборки"),
    "answers": ("answers", "жауаптар", "ответы"),
    "rounding": ("rounding", "дөңгелектеу", "округление"),
    "total of": ("total of", "total_of", "жиынтығы", "итог"),
    "mean": ("mean", "орташа", "среднее"),
    "sd": ("sd", "стандарт ауытқу", "стандартное отклонение"),
    "items": ("items", "баға саны", "оценок"),
    "low": ("low", "min", "ең азы", "минимум"),
    "high": ("high", "max", "ең көбі", "максимум"),
    "weighted": ("weighted", "салмақталған", "взвешено"),
}
"""What a column of a file may be headed, in English, Kazakh and Russian, by what it holds."""
_HEAD_OF = {fold(name): key for key, names in HEADS.items() for name in names}
_ANSWERS: dict[str, Answers] = {
    **dict.fromkeys(("one", "single", "бір", "один"), "one"),
    **dict.fromkeys(("part", "бөлігі", "часть"), "part"),
    **dict.fromkeys(("several", "multiple", "бірнеше", "несколько"), "several"),
}
_YES = {"yes": True, "true": True, "1": True, "иә": True, "да": True, "no": False, "false": False, "0": False}
_YES |= {"жоқ": False, "нет": False}
_OF_QUESTION: Mapping[str, Any] = {"answers": "", "weighted": False, "rounding": RULES}
"""What holds for a whole question, and what holds where it is not said."""
Row = Mapping[str, Any]
Lines = list[tuple[int, dict[str, Any]]]


def read_table(path: str | Path) -> PublishedTable:
    """The table of a file: CSV (comma, semicolon or tab) with a line of heads, or JSON, a list of objects or
    an object with the list "rows". UnreadableFile says what is wrong and on which line."""
    file = Path(path)
    try:
        content = file.read_bytes().decode("utf-8-sig")
    except OSError as reason:
        raise UnreadableFile(f"{file} cannot be read: {reason.strerror}") from reason
    except UnicodeDecodeError as reason:
        raise UnreadableFile(f"{file} is not UTF-8 text; save it as CSV UTF-8") from reason
    try:
        rows = _of_json(content) if file.suffix.lower() == ".json" else _of_csv(content)
        return table_of(rows, first_line=1 if file.suffix.lower() == ".json" else 2)
    except UnreadableFile as reason:
        raise UnreadableFile(f"{file}: {reason}") from None


def _of_json(content: str) -> list[Row]:
    try:
        found = json.loads(content, parse_float=str, parse_constant=_no_number)
    except RecursionError:
        raise UnreadableFile("nested too deep for a table of figures") from None
    except ValueError as reason:
        raise UnreadableFile(f"not JSON: {reason}") from None
    rows = found.get("rows") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise UnreadableFile('must be a list of objects, or an object with the list "rows"')
    return rows


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _of_csv(content: str) -> list[Row]:
    first = content.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True))
    except csv.Error as reason:
        raise UnreadableFile(f"not CSV: {reason}") from None
    if not lines:
        raise UnreadableFile("holds no lines")
    for place, line in enumerate(lines[1:], start=2):
        if len(line) > len(lines[0]):
            raise UnreadableFile(f"line {place} has more cells than the line of heads; quote a decimal comma")
    return [dict(zip(lines[0], line, strict=False)) for line in lines[1:]]


def table_of(rows: Iterable[Row], *, first_line: int = 1) -> PublishedTable:
    """The table of rows, one for each published figure, their keys heads such as "label" and "percent";
    numbers as text keep their decimals ("24.0"). What holds for a column (base, answers, frame, rounding,
    weighted, by) is said in any of its rows. UnreadableFile names the row that is wrong."""
    known = [
        (line, _cells(row, line))
        for line, row in enumerate(rows, start=first_line)
        if any(map(_given, row.values()))
    ]
    if not known:
        raise UnreadableFile("holds no figures")
    if len(known) > MOST_ROWS:
        raise UnreadableFile(f"holds {len(known)} figures; {MOST_ROWS} are the most at once")
    asked: dict[str, Lines] = {}
    for line, cells in known:
        asked.setdefault(cells.get("question", ""), []).append((line, cells))
    return PublishedTable(tuple(column for question in asked.items() for column in _columns(*question)))


def _given(value: Any) -> bool:
    return value is not None and str(value).strip() != ""


def _cells(row: Row, line: int) -> dict[str, Any]:
    """The cells of a row that are not empty, by their known heads, as values."""
    cells: dict[str, Any] = {}
    for head, value in row.items():
        key = _HEAD_OF.get(fold(str(head)))
        if key is None and _given(value):
            raise UnreadableFile(f"{head!r} is no head; known: {', '.join(HEADS)}")
        if key is not None and _given(value):
            try:
                cells[key] = _READ[key](str(value).strip())
            except ValueError as reason:
                shown = str(value).strip()[:40]
                raise UnreadableFile(f"line {line}, {key}: {shown!r} is not {reason}") from None
    if "label" not in cells:
        raise UnreadableFile(f"line {line} has no label")
    if not cells.keys() & {"percent", "count", "mean"}:
        raise UnreadableFile(f"line {line} ({cells['label']}) has no percent, count or mean")
    return cells


def _printed(text: str) -> Printed:
    bare = text.removesuffix("%").strip().replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(bare):
        raise ValueError("a number as it is printed, such as 24.0")
    return Printed.of(bare.replace(",", "."))


def _positive(text: str) -> Printed:
    found = _printed(text)
    if found.units < 0:
        raise ValueError("a number from 0 up")
    return found


def _count(text: str) -> int:
    if not _COUNT.fullmatch(text) or int(text) > MOST_PEOPLE:
        raise ValueError(f"a whole number of people up to {MOST_PEOPLE}")
    return int(text)


def _base(text: str) -> int:
    if not _count(text):
        raise ValueError("a whole number of people above 0")
    return _count(text)


def _items(text: str) -> int:
    if not 1 <= _count(text) <= 100:
        raise ValueError("a whole number of ratings from 1 to 100")
    return int(text)


def _score(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,3}", text):
        raise ValueError("a whole score")
    return int(text)


def _answers(text: str) -> Answers:
    if fold(text) not in _ANSWERS:
        raise ValueError("one (one answer each, all listed), part (one each, not all listed) or several")
    return _ANSWERS[fold(text)]


def _rule(text: str) -> tuple[Rule, ...]:
    found = tuple(rule for rule in RULES if rule == text)
    if not found:
        raise ValueError(f"a rule of rounding: {', '.join(RULES)}")
    return found


def _truth(text: str) -> bool:
    if fold(text) not in _YES:
        raise ValueError("yes or no")
    return _YES[fold(text)]


def _labels(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(";") if one.strip())


_READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("label", "question", "group", "by"), str),
    **{"percent": _positive, "count": _count, "base": _base, "frame": _base, "answers": _answers},
    **{"rounding": _rule, "total of": _labels, "mean": _printed, "sd": _positive, "items": _items},
    **{"low": _score, "high": _score, "weighted": _truth},
}


def _columns(question: str, asked: Lines) -> Iterator[Column]:
    """The columns of a question, in the order of their first rows."""
    said = {key: _only(asked, key, usual) for key, usual in _OF_QUESTION.items()}
    groups: dict[str, Lines] = {}
    for line, cells in asked:
        groups.setdefault(cells.get("group", ""), []).append((line, cells))
    for group, mine in groups.items():
        _check_totals(mine)
        bases = list(dict.fromkeys(cells["base"] for _, cells in mine if "base" in cells))
        common = bases[0] if len(bases) == 1 else None
        yield Column(
            tuple(_figure(line, cells, common) for line, cells in mine),
            question,
            group,
            by=_only(mine, "by", ""),
            answers=said["answers"],
            base=common,
            frame=_only(mine, "frame", None),
            weighted=said["weighted"],
            rules=said["rounding"],
        )


def _check_totals(mine: Lines) -> None:
    """UnreadableFile for a total whose parts are not among the other rows of its column."""
    for line, cells in ((line, cells) for line, cells in mine if "total of" in cells):
        others = {one["label"] for other, one in mine if other != line and "total of" not in one}
        lacking = [part for part in cells.get("total of", ()) if part not in others | {"*"}]
        if lacking or not others:
            raise UnreadableFile(f"line {line}: no other row of its column is {lacking or ['*']}")


def _figure(line: int, cells: Mapping[str, Any], common: int | None) -> Figure:
    names = ("label", "percent", "count", "mean", "sd", "items", "low", "high")
    given = {name: cells[name] for name in names if name in cells}
    own = cells.get("base") if common is None else None
    low, high = cells.get("low"), cells.get("high")
    if low is not None and high is not None and low >= high:
        raise UnreadableFile(f"line {line}: the lowest score {low} is not below the highest, {high}")
    return Figure(**given, line=line, base=own, parts=cells.get("total of", ()))


def _only(rows: Lines, key: str, default: Any) -> Any:
    """What the rows say of their column; UnreadableFile where they say two things."""
    found = {cells[key]: line for line, cells in rows if key in cells}
    if len(found) > 1:
        lines = " and ".join(str(line) for line in found.values())
        raise UnreadableFile(f"lines {lines} differ in {key!r}, which holds for all of them")
    return next(iter(found), default)


guard(__name__)
