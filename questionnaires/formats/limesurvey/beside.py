"""What stands beside questions and sections: defaults, hidden questions, texts and settings of the survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaires.formats.limesurvey.survey import Question, Texts
from questionnaires.formats.limesurvey.symbols import Symbol
from questionnaires.formats.markup import plain

if TYPE_CHECKING:
    from questionnaires.formats.limesurvey.build import Build

FILLED = frozenset(("text", "number", "date", "time", "slider"))
"""Our types whose fields can be filled beforehand."""


def defaults(made: Build, question: Question) -> None:
    """What stands in the fields beforehand; a choice is never made for anybody."""
    asked = [item for item in made.made if item["type"] != "note"]
    for sub, special, texts in question.defaults:
        values = {plain(text).text for text in texts.values() if text.strip()}
        if not values:
            continue
        code = next((one.code for one in question.subquestions if sub and sub in (one.qid, one.code)), "")
        symbol = made.symbols.get(f"{question.code}_{code}" if code else question.code)
        item = next((one for one in asked if symbol and one["item"] == symbol.name), None)
        place = f"{question.code}/{code}" if code else question.code
        if item is None or special or item["type"] not in FILLED:
            made.draft.lose("default", place, "a choice is not made beforehand for anybody")
        elif len(values) > 1 or "{" in "".join(values):
            made.draft.lose(
                "default", place, "a default that is computed, or differs by language, is left out"
            )
        else:
            item["default"] = values.pop()


def hidden(made: Build, question: Question) -> bool:
    """Whether nobody is asked, because links or scripts fill the question there."""
    if question.type in "X*" or not question.on("hidden"):
        return False
    reason = "a hidden question is filled by links or scripts there; nobody is asked it here"
    made.draft.lose("setting", question.code, reason)
    return True


def device(made: Build, question: Question) -> bool:
    """Whether the question tells of the device of a person."""
    if "browserdetect" not in question.row.get("question_theme_name", "").lower():
        return False
    made.know(question, Symbol("", "void"))
    reason = "what a device tells of itself is not kept beside answers"
    made.draft.lose("device", question.code, reason, declared=True)
    return True


def texts(made: Build) -> None:
    """Introduction and thanks; what has no place is named."""
    survey = made.survey
    parts = (made.long(survey.descriptions, "introduction"), made.long(survey.welcomes, "introduction"))
    before: Texts = {
        language: "\n\n".join(part[language] for part in parts if part.get(language))
        for language in survey.languages
    }
    for key, said in (("introduction", before), ("thanks", made.long(survey.ends, "thanks"))):
        given = {language: text for language, text in said.items() if text}
        if given:
            made.draft.more[key] = made.draft.text(given, key)
    if any(text.strip() for text in survey.policies.values()):
        made.draft.lose(
            "text", "policy", "the data policy is left out: the page on what we promise stands for it"
        )
    if any(address.strip() for address in survey.addresses.values()):
        made.draft.lose("setting", "end address", "people are not sent on to another page at the end")
