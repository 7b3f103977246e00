"""The elements of a Qualtrics file: questions, blocks, flow; what they say in their own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.formats.building import groups, members

Json = Mapping[str, Any]


class Elements:
    """The elements of the file: questions by id, blocks in the order of the flow."""

    def __init__(self, whole: Json) -> None:
        self.questions: dict[str, Json] = {}
        self.flow: Counter[str] = Counter()
        self._blocks: dict[str, Json] = {}
        order: list[str] = []
        for element in groups(whole, "SurveyElements"):
            payload, kind = element.get("Payload"), element.get("Element")
            if kind == "SQ" and isinstance(payload, dict):
                self.questions[str(element.get("PrimaryAttribute"))] = payload
            elif kind == "BL":
                inner = list(payload.values()) if isinstance(payload, dict) else payload
                self._blocks |= {str(one.get("ID")): one for one in groups({"blocks": inner}, "blocks")}
            elif kind == "FL":
                order = list(self._flowed(payload))
        trash = [one for one in self._blocks.values() if one.get("Type") == "Trash"]
        self.count = len(self._blocks)
        self.thrown = sum(len(groups(one, "BlockElements")) for one in trash)
        known = [self._blocks[one] for one in dict.fromkeys(order) if one in self._blocks]
        self.blocks = [one for one in known or self._blocks.values() if one.get("Type") != "Trash"]

    def _flowed(self, one: Any) -> Iterator[str]:
        """The blocks of the flow, whatever they stand in."""
        if isinstance(one, dict):
            if isinstance(one.get("Type"), str):
                self.flow[one["Type"]] += 1
            if one.get("Type") in ("Block", "Standard") and one.get("ID"):
                yield str(one["ID"])
            for value in one.values():
                yield from self._flowed(value)
        elif isinstance(one, list):
            for value in one:
                yield from self._flowed(value)

    def languages(self, base: str) -> list[str]:
        """The languages into which questions are translated."""
        found: dict[str, None] = {}
        for question in self.questions.values():
            beside = question.get("Language")
            found |= (
                dict.fromkeys(one.lower().split("-")[0] for one in beside) if isinstance(beside, dict) else {}
            )
        return [one for one in found if one != base]


def numbered(one: Json) -> list[Json]:
    """The members whose keys are numbers, in order."""
    keys = sorted((key for key in one if key.isdigit()), key=int)
    return [one[key] for key in keys if isinstance(one[key], dict)]


def inside(one: Json, *path: str) -> dict[str, Any]:
    """The object at the end of a path of names; an empty one where there is none."""
    for key in path:
        inner = one.get(key)
        one = inner if isinstance(inner, dict) else {}
    return dict(one)


def ordered(question: Json, key: str) -> list[tuple[str, Json]]:
    """Choices or answers with their codes, in the order in which they are shown."""
    held = question.get(key)
    if isinstance(held, list):
        return [(str(place), one) for place, one in enumerate(held, 1) if isinstance(one, dict)]
    known = (
        {str(code): one for code, one in held.items() if isinstance(one, dict)}
        if isinstance(held, dict)
        else {}
    )
    order = [str(code) for code in members(question, "ChoiceOrder" if key == "Choices" else "AnswerOrder")]
    return [(code, known[code]) for code in dict.fromkeys((*order, *known)) if code in known]


def coded_by(question: Json) -> str:
    """What the recoded values belong to."""
    return "Answers" if question.get("QuestionType") == "Matrix" else "Choices"


def score(value: Any) -> float | None:
    """A number as it stands in the file, or None."""
    text = str(value)
    return float(text) if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]+)?", text) else None


def said_of(identity: str, question: Json, block: str, *, skips: bool) -> dict[str, Any]:
    """A question in the words of the file."""
    text = str(question.get("QuestionText") or "")
    said: dict[str, Any] = {
        "id": identity,
        "tag": question.get("DataExportTag"),
        "block": block,
        "type": question.get("QuestionType"),
        "selector": question.get("Selector"),
        "text": text,
        "text_plain": " ".join(re.sub(r"<[^>]+>", "", text).split()),
        "display_logic": bool(question.get("DisplayLogic")),
        "skip_logic": skips,
        "force_response": inside(question, "Validation", "Settings").get("ForceResponse"),
    }
    if question.get("SubSelector"):
        said["subselector"] = question["SubSelector"]
    choices = [
        {"id": code, "text": one.get("Display"), "text_entry": bool(one.get("TextEntry"))}
        for code, one in ordered(question, "Choices")
    ]
    answers = [{"id": code, "text": one.get("Display")} for code, one in ordered(question, "Answers")]
    said |= {"choices": choices} if choices else {}
    said |= {"answers": answers} if answers else {}
    return said | ({"recode": question["RecodeValues"]} if question.get("RecodeValues") else {})
