"""Fields in rows and columns, and several fields under one question; numbers and their limits."""

from __future__ import annotations

from collections.abc import Mapping

from questionnaires.formats.drafts import Fields
from questionnaires.formats.limesurvey import routes
from questionnaires.formats.limesurvey.arrays import Chunk, beside, in_chunks, rows_of
from questionnaires.formats.limesurvey.build import Build
from questionnaires.formats.limesurvey.survey import Part, Question, Texts
from questionnaires.formats.limesurvey.symbols import Holds, Symbol
from questionnaires.functions import number_of

LENGTHS: Mapping[str, int] = {"S": 255, "T": 2000, "U": 5000}
LONGEST = 10_000


def numbers(made: Build, question: Question) -> Symbol | None:
    """Numbers in rows and columns; with boxes instead of numbers a matrix."""
    if not question.on("multiflexible_checkbox"):
        return _cells(made, question, "number")
    codes, names = made.codes(question.rows("1"), question)
    if not codes or not question.rows():
        return _cells(made, question, "number")

    def ask(chunk: Chunk) -> list[Symbol]:
        rows, ours = rows_of(made, question, chunk.rows)
        suffix = "" if chunk.whole else chunk.rows[0].code
        name = made.item(question, "matrix", suffix, rows=rows, codes=codes, only=chunk.holds)
        found = [
            Symbol(f"{name}_{ours[row.code]}", "choice", option=code, told=f"{row.code}_{theirs}")
            for row in chunk.rows
            for theirs, code in names.items()
        ]
        for symbol in found:
            made.know(question, symbol, symbol.told)
        return found

    return in_chunks(made, question, ask)


def texts(made: Build, question: Question) -> Symbol | None:
    """Texts in rows and columns."""
    return _cells(made, question, "number" if question.on("numbers_only") else "text")


def _cells(made: Build, question: Question, kind: str) -> Symbol | None:
    columns = question.rows("1") or [Part("")]
    _note(made, question)

    def ask(chunk: Chunk) -> list[Symbol]:
        return [
            _field(made, question, kind, _cell(row, column), chunk.holds)
            for row in chunk.rows
            for column in columns
        ]

    return in_chunks(made, question, ask)


def _cell(row: Part, column: Part) -> Part:
    code = f"{row.code}_{column.code}" if column.code else row.code
    return Part(code, texts=beside(row.texts, column.texts))


def _note(made: Build, question: Question) -> None:
    """The question itself stands as a note above its fields."""
    made.item(question, "note", required="")


def short_texts(made: Build, question: Question) -> Symbol | None:
    """Several texts."""
    return _fields(made, question, "number" if question.on("numbers_only") else "text")


def several_numbers(made: Build, question: Question) -> Symbol | None:
    """Several numbers, or points that make a fixed sum."""
    total = question.attribute("equals_num_value")
    if total.isdigit() and 0 < int(total) <= 1_000_000 and _all_asked(made, question):
        rows, names = rows_of(made, question, question.rows())
        name = made.item(question, "constant_sum", rows=rows, total=int(total))
        parts = tuple(Symbol(f"{name}_{names[one.code]}", "number", told=one.code) for one in question.rows())
        for symbol in parts:
            made.know(question, symbol, symbol.told)
        return Symbol(name, "parts", parts=parts)
    return _fields(made, question, "slider" if _slides(question) else "number")


def _all_asked(made: Build, question: Question) -> bool:
    plain = not any(question.attribute(f"{end}_num_value_n") for end in ("min", "max"))
    return (
        plain
        and len(question.rows()) > 1
        and all(routes.part(made, question, one) is True for one in question.rows())
    )


def _slides(question: Question) -> bool:
    step = number_of(question.attribute("slider_accuracy") or "1")
    limits = [number_of(question.attribute(f"slider_{end}") or "0") for end in ("min", "max")]
    return question.on("slider_layout") and step is not None and step >= 1 and None not in limits


def _fields(made: Build, question: Question, kind: str) -> Symbol | None:
    if not question.rows():
        made.draft.remarks.append(f"{question.code}: it has no fields; its text stands as a note")
        _note(made, question)
        return None
    _note(made, question)
    return in_chunks(
        made, question, lambda chunk: [_field(made, question, kind, row, chunk.holds) for row in chunk.rows]
    )


def _field(made: Build, question: Question, kind: str, part: Part, holds: Holds) -> Symbol:
    """One of several fields."""
    more: Fields = {"hint": {}, "only": holds}
    said = part.texts
    if kind == "text":
        more |= {
            "long": "yes" if question.attribute("display_rows").isdigit() else "",
            "length": length(question),
        }
    elif kind == "slider":
        said, more = _slider(made, question, part, more)
    else:
        more |= limits(made, question) | unit(made, question)
    name = made.item(question, kind, part.code, said, **more)
    symbol = Symbol(name, "text" if kind == "text" else "number", told=part.code)
    made.know(question, symbol, part.code)
    bounds(made, question, name)
    return symbol


def _slider(made: Build, question: Question, part: Part, more: Fields) -> tuple[Texts, Fields]:
    """“label|left|right”, and the ends."""
    mark = question.attribute("slider_separator") or "|"
    split = {language: [*text.split(mark), "", ""][:3] for language, text in part.texts.items()}
    ends = {key: {one: cells[at] for one, cells in split.items()} for key, at in (("left", 1), ("right", 2))}
    for key, said in ends.items():
        if any(said.values()):
            more[key] = made.draft.text(made.short(said, part.code, filled=False), part.code)
    for ours, theirs in (("min", "slider_min"), ("max", "slider_max")):
        if question.attribute(theirs):
            more[ours] = question.attribute(theirs)
    return {one: cells[0] for one, cells in split.items()}, more


def limits(made: Build, question: Question) -> Fields:
    """The limits of a number that are written out, and whether it is whole."""
    found: Fields = {"whole": "yes" if question.on("num_value_int_only") else ""}
    if question.type == ":":
        plain = {"min": "1", "max": "10"} if not question.on("input_boxes") else {}
        found |= {
            end: question.attribute(f"multiflexible_{end}") or plain.get(end, "") for end in ("min", "max")
        }
    else:
        found |= {end: question.attribute(f"{end}_num_value_n") for end in ("min", "max")}
    for end in ("min", "max"):
        value = number_of(found[end].strip()) if found[end] else None
        found[end] = None if value is None else int(value) if value == int(value) else value
    return found


def bounds(made: Build, question: Question, name: str) -> None:
    """Limits that follow an answer become checks."""
    stem = "multiflexible_{}" if question.type == ":" else "{}_num_value_n"
    for end, operator in (("min", "<"), ("max", ">")):
        attribute = stem.format(end)
        if question.attribute(attribute) and number_of(_plain(question.attribute(attribute))) is None:
            routes.limit(made, question, made.made[-1], (attribute, name, operator))


def _plain(text: str) -> str:
    return f"0{text}" if text.startswith(".") else text


def unit(made: Build, question: Question) -> Fields:
    """What stands behind the field, or before it."""
    for attribute in ("suffix", "prefix"):
        said = {one: text for one, text in question.told(attribute).items() if text.strip()}
        if said:
            place = f"{question.code}/{attribute}"
            return {"unit": made.draft.text(made.short(said, place, filled=False), place)}
    return {}


def length(question: Question) -> int:
    """The most characters of a text."""
    most = question.attribute("maximum_chars")
    return min(int(most), LONGEST) if most.isdigit() and int(most) else LENGTHS.get(question.type, 255)
