"""Who is asked what: relevance, filters of arrays, old conditions; checks; what has no place here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from questionnaires.formats import expression_manager
from questionnaires.formats.drafts import Fields, Section
from questionnaires.formats.limesurvey.calls import regular
from questionnaires.formats.limesurvey.survey import Group, Part, Question, Survey
from questionnaires.formats.limesurvey.symbols import Holds, Symbol, both, negated
from questionnaires.formats.limesurvey.terms import Untranslatable
from questionnaires.functions import number_of

if TYPE_CHECKING:
    from questionnaires.formats.limesurvey.build import Build

_BRACES = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[A-Za-z0-9_]+")

UNSAID: Mapping[str, str] = {
    "time_limit": "nobody is hurried: time limits are left out",
    "other_comment_mandatory": "words beside “other” cannot be demanded",
    "other_numbers_only": "words beside “other” are not checked for numbers",
    "commented_checkbox": "which boxes take comments cannot be chosen",
    "exclude_all_others_auto": "an exclusive option is not ticked by itself",
    "alphasort": "answers stand as they are written, not by the alphabet",
    "parent_order": "answers stand as they are written, not in the order of another question",
    "show_totals": "sums are not shown while people answer",
    "multiflexible_step": "the steps between numbers are not checked",
    "dropdown_prepostfix": "words before and behind a list are left out",
    "display_map": "maps are not shown",
}
"""Attribute -> why it is left out. What only changes looks is not told."""


def plain_expression(text: str) -> str:
    """An expression without the braces that may stand around it; “1” where nothing is said."""
    inner = text.strip()
    if inner.startswith("{") and inner.endswith("}") and inner.count("{") == 1:
        inner = inner[1:-1].strip()
    return inner or "1"


def relevance(question: Question) -> str:
    """What decides whether the question is asked: its relevance, or its old conditions."""
    said = plain_expression(question.relevance)
    return said if said != "1" or not question.conditions else _old(question)


def _old(question: Question) -> str:
    """Conditions of the old editor: scenarios are alternatives, answers to one question too."""
    scenarios: dict[str, dict[str, list[str]]] = {}
    for row in question.conditions:
        field = row.get("cfieldname", "").lstrip("+")
        value, method = row.get("value", ""), row.get("method", "==").strip() or "=="
        other = value.strip("@") if re.fullmatch(r"@[0-9]+X[^@]+@", value) else ""
        right = f"{other}.NAOK" if other else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        said = f"regexMatch({right}, {field}.NAOK)" if method == "RX" else f"{field}.NAOK {method} {right}"
        scenarios.setdefault(row.get("scenario", "1"), {}).setdefault(field, []).append(f"({said})")
    every = [
        " and ".join(f"({' or '.join(one)})" for one in fields.values()) for fields in scenarios.values()
    ]
    return " or ".join(f"({one})" for one in every)


def words(survey: Survey) -> Iterator[str]:
    """Every word in what may be an expression."""
    for group in survey.groups:
        yield from _WORD.findall(group.relevance)
    for one in survey.questions:
        parts = (part.relevance for part in one.subquestions)
        for text in (one.relevance, *one.attributes.values(), *parts):
            yield from _WORD.findall(text)
        yield from (row.get("cfieldname", "").lstrip("+") for row in one.conditions)


def said(survey: Survey) -> Iterator[str]:
    """Every word that may be an earlier answer in a text."""
    for one in survey.questions:
        labels = (text for part in (*one.subquestions, *one.answers) for text in part.texts.values())
        for text in (*one.texts.values(), *one.help.values(), *labels):
            for found in _BRACES.findall(text):
                yield from _WORD.findall(found)


def part(made: Build, question: Question, one: Part) -> Holds:
    """When a subquestion or option is offered: its own relevance, and what filters it."""
    place = f"{question.code}/{one.code}"
    holds = [made.holds(plain_expression(one.relevance), place, "offer")] if one.relevance.strip() else []
    for attribute, excluded in (("array_filter", False), ("array_filter_exclude", True)):
        for source in re.split(r"[;,\s]+", question.attribute(attribute)):
            symbol = made.symbols.get(f"{source}_{one.code}") if source else None
            if symbol is not None:
                given = expression_manager.Translator(made.lookup).given(symbol)
                holds.append(negated(given) if excluded else given)
    return both(*holds)


def question(made: Build, one: Question) -> None:
    """The checks of a question, and what of it has no place here."""
    if not made.made or made.own is None:
        return
    last = next((item for item in reversed(made.made) if item["type"] != "note"), None)
    if last is None:
        return
    _validation(made, one, last)
    _pattern(made, one)
    _amounts(made, one, last)
    for attribute, reason in UNSAID.items():
        if one.on(attribute):
            made.draft.lose("setting", one.code, reason)
    if one.qid in made.survey.scripts:
        made.draft.lose("setting", one.code, "a script of the question is left out")
    if one.mandatory == "S":
        made.draft.lose("setting", one.code, "a soft “mandatory” may be passed over there, but not here")


def _validation(made: Build, one: Question, last: Fields) -> None:
    text = plain_expression(one.attribute("em_validation_q"))
    if text != "1":
        holds = made.holds(text, one.code, "check")
        made.check(last, holds, one.told("em_validation_q_tip"), one.code)
    text = plain_expression(one.attribute("em_validation_sq"))
    if text == "1" or made.own is None:
        return
    whole = made.own
    for symbol in whole.parts or (whole,):
        made.own = symbol
        item = next((item for item in made.made if _makes(item, symbol)), last)
        holds = made.holds(text, one.code, "check")
        made.check(
            item,
            _if_given(made, symbol, holds, alone=item["item"] == symbol.name),
            one.told("em_validation_sq_tip"),
            one.code,
        )
    made.own = whole


def _makes(item: Fields, symbol: Symbol) -> bool:
    name = str(item["item"])
    return item["type"] != "note" and (name == symbol.name or symbol.name.startswith(f"{name}_"))


def _if_given(made: Build, symbol: Symbol, holds: Holds, *, alone: bool) -> Holds:
    """A check of a part that may be empty while others are not."""
    if alone:
        return holds
    given = expression_manager.Translator(made.lookup).given(symbol)
    return expression_manager.either(negated(given), holds)


def _pattern(made: Build, one: Question) -> None:
    if not one.pattern.strip():
        return
    for item in made.made:
        if item["type"] in ("text", "number", "decimal"):
            try:
                holds = f"matches({item['item']}, {regular(one.pattern)})"
            except Untranslatable as error:
                made.draft.lose("check", one.code, f"“{one.pattern[:80]}” cannot be said here: {error}")
                return
            made.check(item, holds, {}, one.code)
        elif item["type"] not in ("note", "calculated"):
            made.draft.lose("check", one.code, "a pattern checks words and numbers only")


def _amounts(made: Build, one: Question, last: Fields) -> None:
    """How many answers, and what they add up to."""
    whole = made.own
    if whole is None:
        return
    if last["type"] == "ranking" and one.attribute("min_answers").isdigit():
        placed = ", ".join(f'if({part.name} == 0, "", 1)' for part in whole.parts)
        limit(made, one, last, ("min_answers", f"count({placed})", "<"))
    every = [part.name for part in whole.parts] if whole.parts else [whole.name]
    names = ", ".join(dict.fromkeys(every))
    several = last["type"] in ("multiple", "ranking") or len(made.made) > 1
    for attribute, value, operator in (
        ("min_answers", f"count({names})", "<"),
        ("max_answers", f"count({names})", ">"),
        ("min_num_value", f"sum({names})", "<"),
        ("max_num_value", f"sum({names})", ">"),
        ("equals_num_value", f"sum({names})", "!="),
    ):
        if several and last["type"] not in ("constant_sum", "ranking"):
            limit(made, one, last, (attribute, value, operator))


def limit(made: Build, one: Question, item: Fields, bound: tuple[str, str, str]) -> None:
    """A check that a value is not beyond an attribute's; an empty attribute sets no limit."""
    attribute, value, operator = bound
    said = plain_expression(one.attribute(attribute))
    if not one.attribute(attribute):
        return
    try:
        right = said if number_of(said) is not None else expression_manager.value(said, made.lookup)
    except Untranslatable as error:
        made.draft.lose("check", one.code, f"{attribute} “{said[:80]}” cannot be said here: {error}")
        return
    turned = {"<": ">=", ">": "<=", "!=": "=="}[operator]
    holds = (
        f"{value} {turned} {right}" if number_of(right) is not None else f"not ({value} {operator} {right})"
    )
    made.check(item, holds, {}, one.code)


def order(made: Build, section: Section, group: Group, questions: list[Question]) -> None:
    """Random orders: of all questions of a group, yes; of some of them or of groups, no."""
    named = {one.attribute("random_group") for one in questions}
    if named - {""}:
        if len(named) == 1 and len(questions) > 1:
            section.fields["order"] = "random"
        else:
            made.draft.lose(
                "setting", f"group {group.gid}", "some questions of a group cannot change places alone"
            )
    if group.randomization.strip():
        made.draft.lose(
            "setting", f"group {group.gid}", "groups keep their places; only questions are shuffled"
        )


def settings(made: Build) -> None:
    """What of the whole survey has no place here."""
    survey = made.survey
    for quota in survey.quotas:
        reason = "quotas end interviews by their answers; samples are drawn beforehand here"
        made.draft.lose("setting", f"quota “{quota.get('name', '')[:60]}”", reason)
    if survey.counts.get("assessments"):
        made.draft.lose(
            "setting", "assessments", "nobody is given marks for answers; the scores of codes are kept"
        )
