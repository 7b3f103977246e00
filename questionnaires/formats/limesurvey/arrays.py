"""Arrays: rows rated on codes, boxes or fields in rows and columns, several fields under one question.

Rows that not everybody is asked stand apart: an item has one universe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from questionnaires.formats.drafts import Fields, safe_name, unique
from questionnaires.formats.limesurvey import routes
from questionnaires.formats.limesurvey.build import Build, Kind
from questionnaires.formats.limesurvey.survey import Part, Question, Texts
from questionnaires.formats.limesurvey.symbols import Holds, Symbol
from questionnaires.formats.limesurvey.words import WORDS


@dataclass(slots=True)
class Chunk:
    """Rows that stand together, because the same people are asked them."""

    holds: Holds
    rows: list[Part] = field(default_factory=list)
    whole: bool = False
    """Whether these are all rows of the question."""


Ask = Callable[[Chunk], list[Symbol]]
"""Adds the items of some rows and gives what they stand for."""


def in_chunks(made: Build, question: Question, ask: Ask) -> Symbol:
    """Ask the rows, those together that the same people are asked; later ones may speak of earlier ones."""
    known: list[Symbol] = []
    rows = question.rows()
    chunk, last = Chunk(True), ""
    for row in rows:
        if chunk.rows and row.relevance != last and _of_own(question, row):
            known += ask(chunk)
            chunk = Chunk(True)
        made.own = Symbol("", "parts", parts=tuple(known))
        holds = routes.part(made, question, row)
        if chunk.rows and holds != chunk.holds:
            known += ask(chunk)
            chunk = Chunk(holds)
        chunk.holds, last = holds, row.relevance
        chunk.rows.append(row)
    chunk.whole = len(chunk.rows) == len(rows)
    known += ask(chunk) if chunk.rows else []
    return Symbol("", "parts", parts=tuple(known))


def _of_own(question: Question, row: Part) -> bool:
    return "self" in row.relevance or question.code in row.relevance


def fixed_codes(made: Build, codes: Mapping[str, str]) -> dict[str, Fields]:
    """LimeSurvey's own codes with their words; numbers stand for themselves and count as such."""
    said: dict[str, Fields] = {}
    for code, key in codes.items():
        texts = made.word(key) if key in WORDS else dict.fromkeys(made.survey.languages, key)
        said[code] = made.draft.text(texts, code) | ({"score": int(code)} if code.isdigit() else {})
    return said


def grid(made: Build, question: Question) -> Symbol | None:
    """Rows rated on the answers of the question."""
    codes, names = made.codes(question.scaled("0") if question.answers else [], question)
    rated = made.counts(question.answers)
    scores = {part.code: part.value for part in question.answers} if rated else {}
    for part in question.scaled("0") if scores else ():
        if "missing" not in codes[names[part.code]]:
            codes[names[part.code]]["score"] = part.value
    return _graded(made, question, Scale(codes, names, made.shown(question.answers), scores))


def fixed_grid(codes: Mapping[str, str]) -> Kind:
    """Rows rated on LimeSurvey's own codes."""

    def ask(made: Build, question: Question) -> Symbol | None:
        names = {code: code for code in codes}
        return _graded(made, question, Scale(fixed_codes(made, codes), names))

    return ask


@dataclass(frozen=True, slots=True)
class Scale:
    """The codes of a grid; `names`: their code -> ours. `suffix` tells the two scales of a dual one apart."""

    codes: dict[str, Fields]
    names: dict[str, str]
    shown: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    suffix: str = ""
    header: Texts = field(default_factory=dict)


def _graded(made: Build, question: Question, *scales: Scale) -> Symbol | None:
    if not question.rows() or any(not scale.codes for scale in scales):
        made.item(question, "note", required="")
        made.draft.remarks.append(f"{question.code}: it has no rows or no codes; its text stands as a note")
        return None
    return in_chunks(
        made,
        question,
        lambda chunk: [symbol for scale in scales for symbol in _grid_of(made, question, chunk, scale)],
    )


def _grid_of(made: Build, question: Question, chunk: Chunk, scale: Scale) -> list[Symbol]:
    rows, _ = rows_of(made, question, chunk.rows)
    parts = ["" if chunk.whole else chunk.rows[0].code, scale.suffix]
    suffix = "_".join(part for part in parts if part)
    texts = question.texts if not scale.header else beside(question.texts, scale.header)
    more: Fields = {
        "codes": scale.codes,
        "only": chunk.holds,
        "order": "random" if question.on("random_order") else "",
    }
    if len(scale.codes) < 2:
        variables = [_box(made, question, chunk, scale, row) for row in chunk.rows]
        scale = replace(scale, names=dict.fromkeys(scale.names, "yes"))
    elif chunk.whole or len(chunk.rows) > 1:
        name = made.item(question, "grid", suffix, texts, rows=rows, **more)
        variables = [f"{name}_{row}" for row in rows]
    else:
        texts = beside(texts, chunk.rows[0].texts)
        variables = [made.item(question, "single", suffix, texts, **more)]
    found = []
    for row, variable in zip(chunk.rows, variables, strict=True):
        told = f"{row.code}_{scale.suffix}" if scale.suffix else row.code
        symbol = Symbol(variable, "coded", scale.names, shown=scale.shown, scores=scale.scores, told=told)
        made.know(question, symbol, told, told.replace("_", "#") if scale.suffix else None)
        found.append(symbol)
    return found


def _box(made: Build, question: Question, chunk: Chunk, scale: Scale, row: Part) -> str:
    """A row with one code only is a box to tick."""
    label = {key: text for key, text in next(iter(scale.codes.values())).items() if key != "score"}
    suffix = "_".join(part for part in (row.code, scale.suffix) if part)
    texts = beside(beside(question.texts, scale.header), row.texts)
    return made.item(question, "acknowledgement", suffix, texts, label=label, only=chunk.holds)


def rows_of(
    made: Build, question: Question, parts: Sequence[Part]
) -> tuple[dict[str, Fields], dict[str, str]]:
    """The rows, and their code -> our name; “left|right” makes two poles."""
    rows: dict[str, Fields] = {}
    names: dict[str, str] = {}
    poles = all("|" in text for part in parts for text in part.texts.values() if text)
    for part in parts:
        place = f"{question.code}/{part.code}"
        names[part.code] = ours = unique(
            safe_name(question.attribute(f"saualnama_row_{part.code}") or part.code), rows
        )
        if poles and any(part.texts.values()):
            split = {language: text.partition("|") for language, text in part.texts.items()}
            rows[ours] = {
                "left": made.label({one: text[0] for one, text in split.items()}, place),
                "right": made.label({one: text[2] for one, text in split.items()}, place),
            }
        else:
            rows[ours] = made.label(part.texts, place)
    return rows, names


def beside(texts: Texts, more: Texts) -> Texts:
    """Two texts with a dash between, by language."""
    return {
        language: " – ".join(one for one in (text, more.get(language, "")) if one.strip())
        for language, text in texts.items()
    }


def dual(made: Build, question: Question) -> Symbol | None:
    """Two scales beside each other: two grids."""
    scales = []
    for suffix, header in (("0", "dualscale_headerA"), ("1", "dualscale_headerB")):
        codes, names = made.codes([part for part in question.answers if part.scale == suffix], question)
        parts = [part for part in question.answers if part.scale == suffix]
        scales.append(Scale(codes, names, made.shown(parts), suffix=suffix, header=question.told(header)))
    return _graded(made, question, *scales)
