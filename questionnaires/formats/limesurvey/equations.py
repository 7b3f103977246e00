"""Equations: values that are computed, alone or among words."""

from __future__ import annotations

import re

from questionnaires.formats.expression_manager import Translator
from questionnaires.formats.limesurvey.build import PIPED, Build
from questionnaires.formats.limesurvey.survey import Question
from questionnaires.formats.limesurvey.symbols import Symbol, quoted
from questionnaires.formats.limesurvey.terms import Untranslatable, parse
from questionnaires.formats.markup import plain

_PIECE = re.compile(r"(\{[^\s{}][^{}]*\})")


def computed(made: Build, question: Question) -> Symbol | None:
    """An equation as a calculated item; a loss where it cannot be said here."""
    base = made.survey.languages[0]
    written = question.attribute("equation")
    said = written or plain(question.texts.get(base, "")).text
    try:
        value, gives = spoken(made, said)
    except Untranslatable as error:
        made.draft.lose("type", question.code, f"“{said[:120]}” cannot be computed here: {error}")
        return None
    texts = question.texts if written and not any(map(PIPED.search, question.texts.values())) else {}
    labels = {one: text for one, text in texts.items() if text} or {base: question.code}
    name = made.item(question, "calculated", "", labels, value=value, gives=gives, required="", hint={})
    symbol = Symbol(name, gives)
    made.know(question, symbol)
    if not question.on("hidden"):
        made.draft.remarks.append(f"{question.code}: what is computed is kept, but not shown")
    return symbol


def spoken(made: Build, text: str) -> tuple[str, str]:
    """A text with expressions in braces as a value of ours, and whether it gives a number or a text."""
    translator = Translator(made.lookup)
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
