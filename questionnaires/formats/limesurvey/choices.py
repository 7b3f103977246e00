"""Lists of which one or any number is chosen: other, comments, options that follow earlier answers."""

from __future__ import annotations

from collections.abc import Mapping

from questionnaires.formats.drafts import Fields, safe_code, unique
from questionnaires.formats.limesurvey import routes
from questionnaires.formats.limesurvey.build import Build
from questionnaires.formats.limesurvey.survey import Part, Question
from questionnaires.formats.limesurvey.symbols import Holds, Symbol, written

OTHER = "-oth-"
"""What LimeSurvey stores for “other”."""


def listed(made: Build, question: Question) -> Symbol | None:
    """A list of which one is chosen: as buttons, or as a list that opens."""
    codes, names = made.codes(question.answers, question)
    if not codes and question.other != "Y":
        made.item(question, "note", required="")
        made.draft.remarks.append(f"{question.code}: it has no answers; its text stands as a note")
        return None
    scores = _scored(question.answers, codes, names) if made.counts(question.answers) else {}
    shown = made.shown(question.answers)
    if question.other == "Y":
        names[OTHER] = _other(made, question, codes, names)
    if len(codes) == 1:
        return _single_box(made, question, codes, next(iter(names)))
    _offers(made, question, question.answers, codes, names)
    kind = "dropdown" if question.type == "!" and question.other != "Y" else "single"
    name = made.item(question, kind, codes=codes, **_offered(made), **order(question))
    symbol = Symbol(name, "coded", names, shown=shown, scores=scores)
    made.know(question, symbol)
    if question.other == "Y":
        made.know(question, beside(made, question, name, names[OTHER], "other"), "other")
    if question.type == "O":
        comment = made.item(question, "text", "comment", made.word("comment"), long="yes", required="")
        made.know(question, Symbol(comment, "text"), "comment")
    return symbol


def _scored(parts: list[Part], codes: Mapping[str, Fields], names: Mapping[str, str]) -> dict[str, float]:
    """What answers count, where they count differently."""
    for part in parts:
        if "missing" not in codes[names[part.code]]:
            codes[names[part.code]]["score"] = part.value
    return {part.code: part.value for part in parts}


def _other(made: Build, question: Question, codes: dict[str, Fields], names: Mapping[str, str]) -> str:
    """Add “other” with a field for its words; its code."""
    named = question.attribute(f"saualnama_name_{OTHER}") or question.attribute("saualnama_name_other")
    ours = unique(safe_code(named or "other"), codes)
    said = {one: text for one, text in question.told("other_replace_text").items() if text.strip()}
    own = {} if made.mentions(question, "other", "other") else {"write in": "yes"}
    label = made.label(said or made.word("other"), f"{question.code}/other", **own)
    position, before = question.attribute("other_position"), question.attribute("other_position_code")
    entries = list(codes.items())
    place = 0 if position == "beginning" else len(entries)
    if position == "specific" and before in names:
        place = list(codes).index(names[before]) + 1
    codes.clear()
    codes.update([*entries[:place], (ours, label), *entries[place:]])
    return ours


def beside(made: Build, question: Question, name: str, option: str, suffix: str) -> Symbol:
    """The words beside an option: in its field, or in an item of their own where others speak of them."""
    if not made.mentions(question, suffix, suffix):
        return Symbol(name, "lost", option=option)
    texts = question.told("other_replace_text") if suffix == "other" else {}
    key = "other" if suffix == "other" else "comment"
    said = {one: text for one, text in texts.items() if text.strip()} or made.word(key)
    item = made.item(question, "text", f"{suffix}_text", said, required="", only=f"{name} == {option}")
    made.asked.add(item)
    return Symbol(item, "text", told=suffix)


def _single_box(made: Build, question: Question, codes: Mapping[str, Fields], theirs: str) -> Symbol:
    """One answer alone is a box to tick."""
    label = {
        key: text for key, text in next(iter(codes.values())).items() if key in made.draft.languages.values()
    }
    name = made.item(question, "acknowledgement", label=label)
    symbol = Symbol(name, "coded", {theirs: "yes"})
    made.know(question, symbol)
    return symbol


def _offers(
    made: Build, question: Question, parts: list[Part], codes: Mapping[str, Fields], names: Mapping[str, str]
) -> None:
    """Options that not everybody is offered: a column says when."""
    when = [routes.part(made, question, part) for part in parts]
    made.offer = ""
    if all(one is True for one in when):
        return
    cases: dict[Holds, str] = {}
    for code in codes.values():
        code |= {"columns": {"asked": "always"}}
    for part, holds in zip(parts, when, strict=True):
        if holds is not True:
            codes[names[part.code]] |= {
                "columns": {"asked": cases.setdefault(holds, f"case_{len(cases) + 1}")}
            }
    conditions = [f'(asked == "{case}" and ({written(holds)}))' for holds, case in cases.items()]
    made.offer = " or ".join(['asked == "always"', *conditions])


def _offered(made: Build) -> Fields:
    return {"offer_if": made.offer} if made.offer else {}


def order(question: Question) -> Fields:
    """A random order where the question asks for one."""
    shuffled = question.on("random_order") or "random" in (
        question.attribute("answer_order"),
        question.attribute("subquestion_order"),
    )
    return {"order": "random"} if shuffled else {}


def multiple(made: Build, question: Question) -> Symbol | None:
    """Any of the subquestions; with comments, words can be written beside each."""
    options = question.rows()
    codes, names = made.codes(options, question)
    if not codes and question.other != "Y":
        made.item(question, "note", required="")
        made.draft.remarks.append(f"{question.code}: it has no options; its text stands as a note")
        return None
    if question.other == "Y":
        names["other"] = _other(made, question, codes, names)
    alone = question.attribute("exclude_all_others").replace(",", ";").split(";")
    for theirs in alone:
        if theirs.strip() in names:
            codes[names[theirs.strip()]]["exclusive"] = "yes"
    for code in codes.values() if question.type == "P" else ():
        code["write in"] = "yes"
    for theirs, ours in names.items() if question.type == "P" else ():
        if made.mentions(question, f"{theirs}comment", f"{theirs}comment"):
            del codes[ours]["write in"]
    if len(codes) == 1:
        box = _single_box(made, question, codes, next(iter(names)))
        choice = Symbol(box.name, "choice", option="yes", told=next(iter(names)))
        made.know(question, choice, choice.told)
        return Symbol(box.name, "parts", parts=(choice,))
    _offers(made, question, options, codes, names)
    name = made.item(question, "multiple", codes=codes, **_offered(made), **order(question))
    shown = made.shown(options)
    choices = tuple(
        Symbol(
            name, "choice", option=ours, told=theirs, shown={"Y": shown[theirs]} if theirs in shown else {}
        )
        for theirs, ours in names.items()
    )
    for choice in choices:
        made.know(question, choice, choice.told)
    for theirs, ours in names.items() if question.type == "P" else ():
        said = f"{theirs}comment"
        made.know(question, beside(made, question, name, ours, said), said)
    if question.other == "Y" and made.mentions(question, "other", "other"):
        made.know(question, beside(made, question, name, names["other"], "other"), "other")
    return Symbol(name, "parts", parts=choices)
