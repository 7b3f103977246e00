"""LimeSurvey's question types, each as items of ours. Adding one is one line of the table at the end."""

from __future__ import annotations

from collections.abc import Mapping

from questionnaires import house
from questionnaires.formats.drafts import Fields
from questionnaires.formats.limesurvey import arrays, cells, choices
from questionnaires.formats.limesurvey.build import Build, Kind
from questionnaires.formats.limesurvey.survey import Question
from questionnaires.formats.limesurvey.symbols import Symbol, written


def own_words(made: Build) -> bool:
    """Whether the house has words of its own in all languages of the survey."""
    return not house.unspoken(made.draft.languages.values())


def fixed(codes: Mapping[str, str]) -> Kind:
    """A choice among LimeSurvey's own words: their code -> the key of its word, or a number."""

    def ask(made: Build, question: Question) -> Symbol:
        if question.type == "Y" and own_words(made):
            name = made.item(question, "yes_no")
            symbol = Symbol(name, "coded", {"Y": "yes", "N": "no"})
        else:
            name = made.item(question, "single", codes=arrays.fixed_codes(made, codes))
            symbol = Symbol(name, "coded", {code: code for code in codes})
        made.know(question, symbol)
        return symbol

    return ask


def ranked(made: Build, question: Question) -> Symbol | None:
    """An order of the answers."""
    answers = question.answers or question.rows()
    codes, names = made.codes(answers, question)
    if len(codes) < 2:
        made.draft.lose("type", question.code, "fewer than two answers cannot be put in order")
        return None
    most = question.attribute("max_answers")
    first = int(most) if most.isdigit() and 0 < int(most) <= len(codes) else None
    name = made.item(question, "ranking", codes=codes, first=first, **choices.order(question))
    if most and first is None and not most.isdigit():
        made.draft.lose("check", question.code, "how many places there are cannot follow an answer")
    for place in range(1, len(codes) + 1):
        made.know(question, _at(name, names, place, made.shown(answers)), str(place))
    return Symbol(
        name,
        "parts",
        parts=tuple(Symbol(f"{name}_{ours}", "number", told=code) for code, ours in names.items()),
    )


def _at(name: str, names: Mapping[str, str], place: int, shown: Mapping[str, str]) -> Symbol:
    """The answer at a place."""
    parts = tuple(Symbol(f"{name}_{ours}", "number", told=code) for code, ours in names.items())
    return Symbol(name, "place", dict(names), option=str(place), parts=parts, shown=shown)


def number(made: Build, question: Question) -> Symbol:
    """One number."""
    name = made.item(question, "number", **cells.limits(made, question), **cells.unit(made, question))
    symbol = Symbol(name, "number")
    made.know(question, symbol)
    cells.bounds(made, question, name)
    return symbol


def words(made: Build, question: Question) -> Symbol | None:
    """A text, short or long; a number where only numbers are let in; a place on a map is refused."""
    if question.on("location_mapservice"):
        reason = "points on a map tell who answers: they are not asked in anonymous surveys"
        made.draft.lose("geography", question.code, reason, declared=True)
        return None
    if question.on("numbers_only"):
        return number(made, question)
    name = made.item(
        question, "text", long="" if question.type == "S" else "yes", length=cells.length(question)
    )
    symbol = Symbol(name, "text")
    made.know(question, symbol)
    return symbol


def date(made: Build, question: Question) -> Symbol:
    """A day, a time, or both as two items."""
    form = question.attribute("date_format").lower().replace("mm/dd", "d/d").replace("dd.mm", "d.d")
    timed, dated = "hh" in form or "h:" in form, not form or "y" in form or "d" in form
    limits = {
        ours: question.attribute(theirs)[:10] for ours, theirs in (("from", "date_min"), ("to", "date_max"))
    }
    known: Fields = {key: text for key, text in limits.items() if text[:4].isdigit()}
    for theirs in ("date_min", "date_max"):
        if question.attribute(theirs) and not question.attribute(theirs)[:4].isdigit():
            made.draft.lose(
                "check", question.code, f"{theirs} “{question.attribute(theirs)[:60]}” is not checked"
            )
    if timed and not dated:
        name = made.item(question, "time")
    else:
        name = made.item(question, "date", **known)
        if timed:
            at = made.item(question, "time", "time", made.word("time"))
            made.know(question, Symbol(at, "text"), "time", "#time")
    symbol = Symbol(name, "text")
    made.know(question, symbol)
    return symbol


def display(made: Build, question: Question) -> None:
    """A text that stands between the questions."""
    if question.on("hidden"):
        made.draft.remarks.append(f"{question.code}: a hidden text is kept as a note that nobody is shown")
        made.universe = False
    texts = made.long(dict(question.texts), question.code, filled=True)
    made.made.append(
        made.draft.item(
            made.draft.name(question.attribute("saualnama_name") or question.code, question.code),
            "note",
            texts,
            shown_if=written(made.universe),
            hint=made.hint(question),
        )
    )


def upload(made: Build, question: Question) -> None:
    """Files are refused."""
    made.know(question, Symbol("", "void"))
    made.know(question, Symbol("", "void"), "filecount", "_filecount")
    made.draft.lose(
        "media",
        question.code,
        "files tell who answers: they are not taken in anonymous surveys",
        declared=True,
    )


def language(made: Build, question: Question) -> None:
    """The page changes languages itself, and which one a person chose is not kept."""
    made.know(question, Symbol("", "void"))
    reason = "the page changes languages itself; which one somebody reads is not kept beside answers"
    made.draft.lose("device", question.code, reason, declared=True)


def equation(made: Build, question: Question) -> Symbol | None:
    """A computed value."""
    from questionnaires.formats.limesurvey.equations import computed

    return computed(made, question)


KINDS: Mapping[str, Kind] = {
    "L": choices.listed,
    "!": choices.listed,
    "O": choices.listed,
    "5": fixed({str(n): str(n) for n in range(1, 6)}),
    "Y": fixed({"Y": "Y", "N": "N"}),
    "G": fixed({"F": "F", "M": "M"}),
    "M": choices.multiple,
    "P": choices.multiple,
    "R": ranked,
    "N": number,
    "S": words,
    "T": words,
    "U": words,
    "D": date,
    "X": display,
    "|": upload,
    "I": language,
    "*": equation,
    "F": arrays.grid,
    "H": arrays.grid,
    "A": arrays.fixed_grid({str(n): str(n) for n in range(1, 6)}),
    "B": arrays.fixed_grid({str(n): str(n) for n in range(1, 11)}),
    "C": arrays.fixed_grid({"Y": "Y", "U": "U", "N": "N"}),
    "E": arrays.fixed_grid({"I": "I", "S": "S", "D": "D"}),
    "1": arrays.dual,
    ":": cells.numbers,
    ";": cells.texts,
    "Q": cells.short_texts,
    "K": cells.several_numbers,
}
