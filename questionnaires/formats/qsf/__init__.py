"""Qualtrics QSF: survey elements as JSON; blocks become sections, display and skip logic universes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from questionnaires.formats import Format, Imported, NotReadable, register
from questionnaires.formats.building import Building, Choice, groups, parsed
from questionnaires.formats.limesurvey.symbols import Holds, both, either, negated
from questionnaires.formats.limesurvey.terms import Untranslatable
from questionnaires.formats.qsf.elements import Elements, coded_by, inside, numbered, ordered, said_of, score
from questionnaires.formats.qsf.kinds import KINDS

Json = Mapping[str, Any]
_LOCATOR = re.compile(r"q://(QID[0-9A-Za-z_]+)/(\w+)(?:/([^/]+))?(?:/([^/]+))?\Z")
_OPERATORS = {
    "EqualTo": "==",
    "NotEqualTo": "!=",
    "GreaterThan": ">",
    "GreaterThanOrEqual": ">=",
    "LessThan": "<",
    "LessThanOrEqual": "<=",
}
REFUSED: Mapping[str, str] = {
    "FileUpload": "files tell who answers: they are not taken in anonymous surveys",
    "Signature": "a signature tells who answers",
    "Draw": "a signature tells who answers",
    "HeatMap": "pictures are not shown",
    "HotSpot": "pictures are not shown",
    "Captcha": "nobody is asked whether they are a machine",
}


def suits(content: bytes) -> bool:
    """Whether it holds survey elements."""
    return b'"SurveyElements"' in content


def read(content: bytes, file: str) -> Imported:
    """The questionnaire of a survey file."""
    whole = parsed(content)
    if not isinstance(whole, dict) or not groups(whole, "SurveyElements"):
        raise NotReadable("it is no survey of Qualtrics: “SurveyElements” are missing")
    entry = whole.get("SurveyEntry")
    entry = entry if isinstance(entry, dict) else {}
    elements = Elements(whole)
    language = str(entry.get("SurveyLanguage") or "EN").lower().split("-")[0]
    title = str(entry.get("SurveyName") or "")
    made = Made(
        PurePath(file).stem, [language, *elements.languages(language)], {language: title} if title else {}
    )
    for block in elements.blocks:
        made.block(block, elements)
    for what in elements.flow:
        if what in BESIDE:
            made.draft.lose("setting", f"flow {what}", BESIDE[what])
    found = {
        "title": entry.get("SurveyName"),
        "language": entry.get("SurveyLanguage"),
        "questions": made.said,
        "trash_questions": elements.thrown,
        "all_questions": len(elements.questions),
        "blocks": elements.count,
        "flow": dict(elements.flow),
    }
    return made.finish(found, "questions", "id")


BESIDE: Mapping[str, str] = {
    "Branch": "branches of the flow are left out: its blocks are asked of all; write universes instead",
    "BlockRandomizer": "blocks keep their places",
    "Randomizer": "blocks keep their places",
    "EmbeddedData": "data about people does not come in by links",
    "WebService": "no other service is asked",
    "Authenticator": "nobody has to say who they are",
    "Quota": "quotas end interviews by their answers; samples are drawn beforehand here",
}


class Made(Building):
    """The draft of a survey."""

    def __init__(self, name: str, languages: list[str], title: Mapping[str, str]) -> None:
        super().__init__(name, languages, title)
        self.said: list[dict[str, Any]] = []
        self._skips: list[tuple[Holds, str]] = []
        self.universe: Holds = True
        self.more: dict[str, Any] = {}

    def block(self, block: Json, elements: Elements) -> None:
        """A block becomes a section."""
        name = str(block.get("Description") or block.get("ID") or "block")
        section = self.draft.section(name[:40], {self.languages[0]: name}, name)
        options = block.get("Options")
        if isinstance(options, dict) and options.get("RandomizeQuestions") not in (None, "false", False):
            section.fields["order"] = "random"
        for inner in groups(block, "BlockElements"):
            identity = str(inner.get("QuestionID"))
            if inner.get("Type") == "Question" and identity in elements.questions:
                self._question(inner, identity, elements.questions[identity], name)
        self._skips = [(holds, where) for holds, where in self._skips if where != "ENDOFBLOCK"]

    def _question(self, inner: Json, identity: str, question: Json, block: str) -> None:
        self._skips = [(holds, where) for holds, where in self._skips if where != identity]
        skips = groups(inner, "SkipLogic") + groups(question, "SkipLogic")
        self.said.append(said_of(identity, question, block, skips=bool(skips)))
        logic = self._logic(question.get("DisplayLogic"), identity)
        self.universe = both(logic, *(negated(holds) for holds, _ in self._skips))
        settings = inside(question, "Validation", "Settings")
        forced = settings.get("ForceResponse") in ("ON", True)
        self.more = {"required": "yes" if forced else ""}
        if settings.get("ForceResponse") == "RequestResponse":
            self.draft.lose(
                "setting", f"{identity}//request", "nobody is reminded of an answer that is not needed"
            )
        if settings.get("Type") not in (None, "None", ""):
            self.draft.lose(
                "check", f"{identity}//validation", f"the check “{settings.get('Type')}” is left out"
            )
        if isinstance(question.get("Randomization"), dict):
            self.more["order"] = "random"
        kind = str(question.get("QuestionType"))
        ask = KINDS.get(kind)
        if kind in REFUSED:
            self.draft.lose("media", identity, f"{kind}: {REFUSED[kind]}", declared=True)
        elif kind in ("Timing", "Meta"):
            reason = "what devices tell and how long people take is not kept beside answers"
            self.draft.lose("device", identity, reason, declared=True)
        elif ask is None:
            self.draft.lose("type", identity, f"questions of the type “{kind[:40]}” cannot be asked here")
        else:
            ask(self, question, identity)
        for skip in skips:
            self._skip(skip, identity)

    def _skip(self, skip: Json, identity: str) -> None:
        """Who is sent on is not asked what stands between."""
        try:
            holds = self._expression({**skip, "LogicType": "Question", "Operator": skip.get("Condition")})
        except Untranslatable as error:
            self.draft.lose("routing", f"{identity}//skip", f"its skip logic cannot be said here: {error}")
            return
        self._skips.append((holds, str(skip.get("SkipToDestination"))))

    def _logic(self, logic: Any, identity: str) -> Holds:
        """Display logic as a condition; a loss where it cannot be."""
        if not isinstance(logic, dict):
            return True
        try:
            return _combined([self._set(one) for one in numbered(logic)])
        except Untranslatable as error:
            self.draft.lose("routing", identity, f"its display logic cannot be said here: {error}")
            return True

    def _set(self, one: Json) -> tuple[str, Holds]:
        word = str(one.get("Type", "If"))
        parts = [(str(part.get("Conjuction", "")), self._expression(part)) for part in numbered(one)]
        return ("Or" if "Or" in word else "And"), _combined(parts)

    def _expression(self, one: Json) -> Holds:
        operator = str(one.get("Operator"))
        if one.get("LogicType") not in ("Question", None):
            raise Untranslatable(f"it asks about “{one.get('LogicType')}”, not about an answer")
        found = _LOCATOR.match(str(one.get("LeftOperand") or one.get("ChoiceLocator") or ""))
        if not found:
            raise Untranslatable("it asks about something that is no answer")
        identity, what, first, second = found.groups()
        if operator in ("Selected", "NotSelected") and what == "SelectableChoice":
            name, value = (f"{identity}.{first}", second) if second else (identity, first)
            return self.compared(name, "==" if operator == "Selected" else "!=", value)
        if operator in ("Empty", "NotEmpty"):
            return self.compared(identity, "==" if operator == "Empty" else "!=", "")
        if operator in _OPERATORS and what in ("ChoiceTextEntryValue", "ChoiceNumericEntryValue"):
            name = f"{identity}.{first}" if first and f"{identity}.{first}" in self.symbols else identity
            return self.compared(name, _OPERATORS[operator], one.get("RightOperand", ""))
        raise Untranslatable(f"“{operator}” cannot be said of an answer here")

    def texts(self, question: Json) -> dict[str, str]:
        """The question's words by language."""
        texts = {self.languages[0]: str(question.get("QuestionText") or "")}
        for language, inner in self._translations(question):
            texts[language] = str(inner.get("QuestionText") or "")
        return {key: text for key, text in texts.items() if text.strip()} or {self.languages[0]: "–"}

    def _translations(self, question: Json) -> Iterator[tuple[str, Json]]:
        beside = question.get("Language")
        for language, inner in beside.items() if isinstance(beside, dict) else ():
            if isinstance(inner, dict):
                yield language.lower().split("-")[0], inner

    def options(self, question: Json, key: str) -> list[Choice]:
        """Choices or answers, in their order; those with a logic of their own are offered to all."""
        recode = question.get("RecodeValues") if key == coded_by(question) else None
        recode = recode if isinstance(recode, dict) else {}
        found = []
        for code, one in ordered(question, key):
            texts = {self.languages[0]: str(one.get("Display") or code)}
            for language, inner in self._translations(question):
                said = inside(inner, key).get(code)
                texts |= (
                    {language: str(said["Display"])} if isinstance(said, dict) and said.get("Display") else {}
                )
            if one.get("DisplayLogic"):
                place = f"{question.get('QuestionID', '')}//{code}"
                self.draft.lose(
                    "setting", place, "an option that follows an earlier answer is offered to all"
                )
            entry, alone = (_on(one.get(key)) for key in ("TextEntry", "ExclusiveAnswer"))
            found.append(Choice(code, texts, entry, alone, score(recode.get(code))))
        every = all(choice.score is not None for choice in found)
        return found if every else [Choice(one.code, one.texts, one.write_in, one.exclusive) for one in found]


def _on(value: Any) -> bool:
    return str(value).lower() in ("true", "on")


def _combined(parts: list[tuple[str, Holds]]) -> Holds:
    """“and” binds closer than “or”."""
    sums: list[list[Holds]] = [[]]
    for word, holds in parts:
        if word.lower().startswith("or") and sums[-1]:
            sums.append([])
        sums[-1].append(holds)
    return either(*(both(*one) for one in sums)) if len(sums) > 1 else both(*sums[0])


register(Format("qsf", (".qsf",), read, suits=suits))
