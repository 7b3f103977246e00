"""Earlier answers in texts: `{name}` where an answer stands as it is, else a computed item just before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaires.formats import expression_manager
from questionnaires.formats.limesurvey.symbols import Symbol, written
from questionnaires.formats.limesurvey.terms import Call, Name, Number, Quoted, Term, Untranslatable, parse
from questionnaires.formats.markup import plain

if TYPE_CHECKING:
    from questionnaires.formats.limesurvey.build import Build
    from questionnaires.formats.limesurvey.survey import Question, Texts

PIPED = re.compile(r"\{([^\s{}][^{}]*)\}")
_LITERAL = re.compile(r"\{(?=[A-Za-z_{])")
_ESCAPED = re.compile(r"\\([\\*_])")
_TOLD = frozenset(("qid", "gid", "sid", "type", "mandatory", "sgqa", "question", "help"))

SAID = "what a text says"
"""The place of items that compute for texts."""


def piped(made: Build, text: str, place: str, language: str) -> str:
    """The text with our names in its places; Untranslatable where one cannot be filled."""
    pieces: list[str] = []
    at = 0
    for found in PIPED.finditer(text):
        inner = _ESCAPED.sub(r"\1", found[1]).strip()
        literal = not any(letter.isalpha() for letter in inner)
        filled = escaped(found[0]) if literal else _Filler(made, place, language).filled(inner)
        pieces += [escaped(text[at : found.start()]), filled]
        at = found.end()
    return "".join([*pieces, escaped(text[at:])])


def escaped(text: str) -> str:
    """The text with its braces as braces."""
    return _LITERAL.sub("{{", text)


class _Filler:
    """Says what stands in braces in one language of one text."""

    def __init__(self, made: Build, place: str, language: str) -> None:
        self._made, self._place, self._language = made, place, language
        self._translator = expression_manager.Translator(made.lookup, self._told)

    def filled(self, expression: str) -> str:
        """A name of ours in braces, or words that stand fast."""
        term = parse(expression)
        if isinstance(term, Call) and term.name in ("getAnswerOptionText", "getAnswerLabel"):
            return escaped(self._answer_text(term))
        if isinstance(term, Name):
            told = self._told(term)
            if told is not None:
                return escaped(told)
            symbol = self._translator.symbol(term)
            if symbol.kind == "void":
                return ""
            if symbol.kind in ("number", "text", "coded") and symbol.name in self._made.asked:
                return f"{{{symbol.name}}}"
        return f"{{{self._computed(term)}}}"

    def _told(self, name: Name) -> str | None:
        """What a name tells of the questionnaire itself: it stands fast."""
        if name.text in ("SURVEYNAME", "SID", "LANG") and not name.property:
            title = plain(self._made.survey.titles.get(self._language, "")).text
            return {"SURVEYNAME": title, "SID": self._made.survey.sid, "LANG": self._language}[name.text]
        known = name.text.removeprefix("that.")
        code, _, rest = known.partition("_")
        whole = self._made.questions.get(known)
        question = whole or self._made.questions.get(code)
        if name.text in ("self", "this"):
            whole = question = self._made.question
        if question is None or name.property not in _TOLD:
            return None
        rest = "" if whole else rest
        if name.property in ("question", "help"):
            return plain(self._texts(question, name.property, rest).get(self._language, "")).text
        return {
            "qid": question.qid,
            "gid": question.gid,
            "sid": self._made.survey.sid,
            "sgqa": f"{self._made.survey.sid}X{question.gid}X{question.qid}{rest}",
            "type": question.type,
            "mandatory": question.mandatory,
        }[name.property]

    def _texts(self, question: Question, of: str, rest: str) -> Texts:
        if of == "help":
            return question.help
        if rest == "other":
            return question.told("other_replace_text") or self._made.word("other")
        if rest.endswith("comment"):
            return self._made.word("comment")
        parts = (*question.subquestions, *question.answers)
        return next(
            (one.texts for one in parts if rest and one.code == rest.split("_", maxsplit=1)[0]),
            question.texts,
        )

    def _answer_text(self, call: Call) -> str:
        """The words of an answer, by its question and code."""
        said = [self._constant(term) for term in call.arguments[:3]]
        if len(said) < 2:
            raise Untranslatable(f"“{call.name}” needs a question and a code")
        every = self._made.survey.questions
        question = next((one for one in every if said[0] in (one.code, one.qid)), None)
        scale = said[2] if len(said) > 2 else "0"
        parts = question.answers if question else []
        texts: Texts = next((one.texts for one in parts if (one.code, one.scale) == (said[1], scale)), {})
        return plain(texts.get(self._language, "")).text

    def _constant(self, term: Term) -> str:
        match term:
            case Number(text) | Quoted(text):
                return text
            case Call("join", parts):
                return "".join(map(self._constant, parts))
            case Name():
                told = self._told(term)
                if told is not None:
                    return told
        raise Untranslatable("the code of the answer is not written out")

    def _value(self, term: Term) -> str:
        if isinstance(term, Name) and term.property == "relevanceStatus":
            code = term.text if term.text in self._made.universes else term.text.partition("_")[0]
            return self._translator.chosen(self._made.universes.get(code, False), "1", "0")
        return self._translator.value(term)

    def _computed(self, term: Term) -> str:
        """The name of an item that computes what stands in the text."""
        made = self._made
        value = self._value(term)
        if value in made.refused:
            raise Untranslatable(made.refused[value])
        if value in made.computed:
            return made.computed[value]
        gives = "text" if self._translator.is_text(term) else "number"
        code = self._place.partition("/")[0]
        name = made.draft.name(f"{code}_said", f"{code}/{SAID}")
        shown = {made.survey.languages[0]: name}
        made.draft.item(name, "calculated", shown, value=value, gives=gives, shown_if=written(made.universe))
        made.computed[value] = name
        return name


def nameable(symbol: Symbol | None) -> list[str]:
    """The names of ours that a text can say."""
    if symbol is None:
        return []
    if symbol.kind == "parts":
        return [name for part in symbol.parts for name in nameable(part)]
    return [symbol.name] if symbol.kind in ("number", "text", "coded") else []
