"""Equations: values that are computed, alone or among words."""

from __future__ import annotations

import re

from questionnaires.formats import expression_manager
from questionnaires.formats.limesurvey.build import Build
from questionnaires.formats.limesurvey.pipes import PIPED, escaped
from questionnaires.formats.limesurvey.survey import Question
from questionnaires.formats.limesurvey.symbols import Symbol, quoted, written
from questionnaires.formats.limesurvey.terms import Unreadable, Untranslatable, parse
from questionnaires.formats.markup import plain

_PIECE = re.compile(r"(\{[^\s{}][^{}]*\})")


def computed(made: Build, question: Question) -> Symbol | None:
    """An equation as a calculated item; a loss where it cannot be said here."""
    base = made.survey.languages[0]
    equation = question.attribute("equation")
    said = equation or plain(question.texts.get(base, "")).text
    try:
        value, gives = spoken(made, said)
    except Unreadable as error:
        return _void(made, question, said, str(error))
    except Untranslatable as error:
        made.draft.lose("type", question.code, f"“{said[:120]}” cannot be computed here: {error}")
        return None
    texts = question.texts if equation and not any(map(PIPED.search, question.texts.values())) else {}
    labels = {one: text for one, text in texts.items() if text} or {base: question.code}
    name = made.item(question, "calculated", "", labels, value=value, gives=gives, required="", hint={})
    symbol = Symbol(name, gives)
    made.know(question, symbol)
    if not question.on("hidden"):
        made.draft.remarks.append(f"{question.code}: what is computed is kept, but not shown")
    return symbol


def _void(made: Build, question: Question, said: str, why: str) -> Symbol:
    """What LimeSurvey cannot compute either gives nothing here, as it does there; its words are kept."""
    made.draft.lose("value", question.code, f"LimeSurvey cannot compute “{said[:80]}” either: {why}")
    texts = {one: escaped(plain(text).text) for one, text in question.texts.items()}
    name = made.draft.name(question.code, question.code)
    shown = written(made.universe)
    made.made.append(made.draft.item(name, "calculated", texts, value='""', gives="text", shown_if=shown))
    made.know(question, Symbol(name, "number"))
    return Symbol(name, "number")


def spoken(made: Build, text: str) -> tuple[str, str]:
    """A text with expressions in braces as a value of ours, and whether it gives a number or a text."""
    translator = expression_manager.Translator(made.lookup)
    pieces = [piece for piece in _PIECE.split(text.strip()) if piece.strip()]
    if not pieces:
        raise Untranslatable("it is empty")
    if len(pieces) == 1 and PIPED.fullmatch(pieces[0]):
        term = parse(pieces[0][1:-1])
        return translator.value(term), "text" if translator.is_text(term) else "number"
    parts = [
        translator.value(parse(piece[1:-1])) if PIPED.fullmatch(piece) else quoted(piece) for piece in pieces
    ]
    return (parts[0] if len(parts) == 1 else f"join({', '.join(parts)})"), "text"
