"""Our question types as LimeSurvey's. Adding one is one line of the table at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape

from analysis.codebook import Text
from questionnaires.formats.limesurvey import ours
from questionnaires.formats.limesurvey.terms import Untranslatable
from questionnaires.formats.limesurvey.write import Tables, html, plain
from questionnaires.questionnaire import Item, Option
from questionnaires.types.number import short

Kind = Callable[[Tables, Item], int]
"""Adds the rows of an item; the id of its question."""

ANSWER, PART = 5, 20
"""The most letters of the codes of answers and of subquestions."""


def _codes(names: Iterable[str], longest: int) -> dict[str, str]:
    """Our code -> theirs: letters and digits, short."""
    found: dict[str, str] = {}
    for name in names:
        text = "".join(letter for letter in name if letter.isalnum() and letter.isascii())
        wanted = text[:longest] or "A"
        place = 1
        while wanted in found.values():
            place += 1
            wanted = f"{text[: longest - len(str(place))]}{place}"
        found[name] = wanted
    return found


def _add(tables: Tables, item: Item, kind: str, **more: object) -> tuple[int, str]:
    """The question itself: its id and its code."""
    code = tables.code(item.name)
    relevance = tables.said(item.shown_if, item.name)
    given = {
        "mandatory": "Y" if item.required else "N",
        "relevance": relevance,
        "help": plain(item.hint),
        **more,
    }
    texts = html(item.question) if kind == "X" else plain(item.question)
    return tables.question(kind, code, texts, **given), code


def _other(tables: Tables, item: Item) -> Option | None:
    """The option beside which words can be written; LimeSurvey has one, at the end."""
    found = [option for option in item.options if option.write_in]
    for option in found[1:]:
        tables.lose("text", f"{item.name}/{option.value}", "words can be written beside one option only")
    return found[0] if found else None


def choice(tables: Tables, item: Item) -> int:
    """One of the codes."""
    other = _other(tables, item)
    qid, code = _add(tables, item, "!" if item.type == "dropdown" else "L", other="Y" if other else "N")
    listed = [option for option in item.options if option is not other]
    codes = _codes((option.value for option in listed), ANSWER)
    for option in listed:
        tables.answer(qid, codes[option.value], option.label, option.score)
    if other is not None:
        codes[other.value] = "-oth-"
        _said_other(tables, item, qid, other, codes)
    tables.known[item.name] = ours.Theirs(code, codes)
    return qid


def _said_other(tables: Tables, item: Item, qid: int, other: Option, codes: Mapping[str, str]) -> None:
    for language, text in other.label.items():
        tables.attribute(qid, "other_replace_text", text, language)
    place = item.options.index(other)
    if place < len(item.options) - 1:
        before = codes[item.options[place - 1].value] if place else ""
        tables.attribute(qid, "other_position", "specific" if place else "beginning")
        tables.attribute(qid, "other_position_code", before)


def several(tables: Tables, item: Item) -> int:
    """Any of the codes."""
    other = _other(tables, item)
    qid, code = _add(tables, item, "M", other="Y" if other else "N")
    listed = [option for option in item.options if option is not other]
    codes = _codes((option.value for option in listed), PART)
    for option in listed:
        tables.question("T", codes[option.value], plain(option.label), parent_qid=qid)
    if other is not None:
        codes[other.value] = "other"
        _said_other(tables, item, qid, other, codes)
    alone = ";".join(codes[option.value] for option in listed if option.exclusive)
    tables.attribute(qid, "exclude_all_others", alone)
    tables.known[item.name] = ours.Theirs(
        code, codes, {option.value: f"{code}_{codes[option.value]}" for option in item.options}
    )
    return qid


def yes_no(tables: Tables, item: Item) -> int:
    """Yes or no."""
    if any(option.missing for option in item.options):
        return choice(tables, item)
    qid, code = _add(tables, item, "Y")
    tables.known[item.name] = ours.Theirs(code, {"yes": "Y", "no": "N"})
    return qid


def grid(tables: Tables, item: Item) -> int:
    """Rows rated on codes."""
    qid, code = _add(tables, item, "F")
    codes = _codes((option.value for option in item.options), ANSWER)
    for option in item.options:
        tables.answer(qid, codes[option.value], option.label, option.score)
    for name, there in _rows(tables, item, qid).items():
        tables.known[f"{item.name}_{name}"] = ours.Theirs(f"{code}_{there}", codes)
    tables.known[item.name] = ours.Theirs(code, codes)
    return qid


def _rows(tables: Tables, item: Item, qid: int) -> dict[str, str]:
    """The rows as subquestions: our name -> their code."""
    codes = _codes((row.name for row in item.rows), PART)
    for row in item.rows:
        label: Text = {
            language: escape(f"{text}|{row.right[language]}" if row.right else text, quote=False)
            for language, text in row.label.items()
        }
        tables.question("T", codes[row.name], label, parent_qid=qid)
        if row.name != codes[row.name]:
            tables.attribute(qid, f"saualnama_row_{codes[row.name]}", row.name)
    return codes


def matrix(tables: Tables, item: Item) -> int:
    """Boxes in rows and columns."""
    qid, code = _add(tables, item, ":")
    rows = _rows(tables, item, qid)
    codes = _codes((option.value for option in item.options), PART)
    for option in item.options:
        tables.question("T", codes[option.value], plain(option.label), parent_qid=qid, scale_id=1)
    tables.attribute(qid, "multiflexible_checkbox", 1)
    for name, there in rows.items():
        boxes = {option.value: f"{code}_{there}_{codes[option.value]}" for option in item.options}
        tables.known[f"{item.name}_{name}"] = ours.Theirs(code, codes, boxes)
    tables.known[item.name] = ours.Theirs(code, codes)
    return qid


def ranking(tables: Tables, item: Item) -> int:
    """An order of the codes."""
    if any(option.write_in for option in item.options):
        tables.lose("text", item.name, "words cannot be written beside a ranked option")
    qid, code = _add(tables, item, "R")
    listed = [option for option in item.options if not option.missing]
    codes = _codes((option.value for option in listed), ANSWER)
    for option in listed:
        tables.answer(qid, codes[option.value], option.label, None)
    tables.attribute(qid, "max_answers", item.settings.get("first"))
    tables.known[item.name] = ours.Theirs(code, codes)
    return qid


def number(tables: Tables, item: Item) -> int:
    """A number."""
    if item.type in ("slider", "year"):
        tables.lose("type", item.name, f"a question of the type “{item.type}” is a number there")
    qid, code = _add(tables, item, "N")
    for name, limit in (("min_num_value_n", item.low), ("max_num_value_n", item.high)):
        tables.attribute(qid, name, None if limit is None else short(limit))
    tables.attribute(qid, "num_value_int_only", 1 if item.settings.get("whole") else "")
    for language, text in item.settings.get("unit", {}).items():
        tables.attribute(qid, "suffix", text, language)
    tables.known[item.name] = ours.Theirs(code)
    return qid


def words(tables: Tables, item: Item) -> int:
    """A text."""
    qid, code = _add(tables, item, "T" if item.settings["long"] else "S")
    tables.attribute(qid, "maximum_chars", item.settings["length"])
    tables.known[item.name] = ours.Theirs(code)
    return qid


def day(tables: Tables, item: Item) -> int:
    """A day or a time."""
    qid, code = _add(tables, item, "D")
    tables.attribute(qid, "date_format", "HH:MM" if item.type == "time" else "yyyy-mm-dd")
    if item.type == "date":
        tables.attribute(qid, "date_min", item.settings["from"])
        tables.attribute(qid, "date_max", item.settings["to"])
    tables.known[item.name] = ours.Theirs(code)
    return qid


def note(tables: Tables, item: Item) -> int:
    """A text between the questions."""
    return _add(tables, item, "X")[0]


def points(tables: Tables, item: Item) -> int:
    """Points that make a fixed sum."""
    qid, code = _add(tables, item, "K")
    for name, there in _rows(tables, item, qid).items():
        tables.known[f"{item.name}_{name}"] = ours.Theirs(f"{code}_{there}")
    tables.attribute(qid, "equals_num_value", item.settings["total"])
    tables.attribute(qid, "num_value_int_only", 1)
    return qid


def box(tables: Tables, item: Item) -> int:
    """A box to tick."""
    qid, code = _add(tables, item, "M")
    tables.question("T", "yes", plain(item.options[0].label), parent_qid=qid)
    tables.known[item.name] = ours.Theirs(code, {"yes": "yes"}, {"yes": f"{code}_yes"})
    return qid


def computed(tables: Tables, item: Item) -> int:
    """A value that is computed."""
    qid, code = _add(tables, item, "*")
    try:
        said = ours.value(item.computes.tree, tables.known) if item.computes else '""'
    except Untranslatable as error:
        tables.lose("value", item.name, str(error))
        said = '""'
    tables.attribute(qid, "equation", f"{{{said}}}")
    tables.attribute(qid, "hidden", 1)
    tables.known[item.name] = ours.Theirs(code)
    return qid


KINDS_OUT: Mapping[str, Kind] = {
    "single": choice,
    "dropdown": choice,
    "multiple": several,
    "yes_no": yes_no,
    "grid": grid,
    "matrix": matrix,
    "ranking": ranking,
    "number": number,
    "decimal": number,
    "slider": number,
    "year": number,
    "text": words,
    "date": day,
    "time": day,
    "note": note,
    "constant_sum": points,
    "acknowledgement": box,
    "calculated": computed,
}
