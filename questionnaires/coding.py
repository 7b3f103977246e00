"""From answers to variables: the codebook of a questionnaire, and one record with every variable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from analysis.codebook import NOT_ASKED, SKIPPED, Code, Codebook, Text, Variable, VariableSet
from questionnaires import house
from questionnaires.conditions import Condition
from questionnaires.questionnaire import Bands, Item, Option, Questionnaire, Section
from questionnaires.routing import asked
from questionnaires.types import Answer, type_of
from questionnaires.types.text import told_apart

Record = dict[str, str | float]


def codebook(questionnaire: Questionnaire) -> Codebook:
    """The variables of a questionnaire version: of each item its own, its write-ins, its bands."""
    variables: list[Variable] = []
    sets: list[VariableSet] = []
    for section in questionnaire.sections:
        for item in section.items:
            universe = _universe(section, item)
            variables += [replace(one, universe=universe) for one in _variables(item)]
            sets += [replace(one, universe=universe) for one in type_of(item).sets(item)]
    return Codebook(
        questionnaire.name,
        tuple(variables),
        tuple(sets),
        questionnaire.scales,
        questionnaire.languages,
        questionnaire.version,
        questionnaire.title,
    )


def record(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], write_ins: Mapping[str, str]
) -> Record:
    """Every variable's value: a code, a number, a text, or the kind of missing as a word.

    An item that the answers do not lead to is “not_asked”, one without an answer “skipped”; answers of
    items that are not asked count for nothing.
    """
    reached = asked(questionnaire, answers)
    found: Record = {}
    for item in questionnaire.items():
        there = item.name in reached
        found |= said(item, answers.get(item.name), write_ins) if there else unasked(item)
    return found


def said(item: Item, answer: Answer, write_ins: Mapping[str, str]) -> Record:
    """The values of the variables of an item that was asked, see `record`."""
    return _coded(item, answer, SKIPPED) | _written(item, answer, write_ins)


def unasked(item: Item) -> Record:
    """The values of the variables of an item that was not asked."""
    return _coded(item, None, NOT_ASKED) | {name: NOT_ASKED for name, _ in write_in_names(item)}


def band_variable(item: Item, bands: Bands) -> Variable:
    """The variable cut from an item's number."""
    pairs = zip(bands.codes, bands.labels, strict=True)
    codes = tuple(Code(code, label) for code, label in pairs)
    return Variable(bands.name, bands.label, "ordinal", codes, background=bands.background)


def _variables(item: Item) -> Iterator[Variable]:
    yield from type_of(item).variables(item)
    for name, option in write_in_names(item):
        yield Variable(name, _written_label(option), "text", background=item.background)
    if item.bands:
        yield band_variable(item, item.bands)


def _universe(section: Section, item: Item) -> str:
    both = [condition for condition in (section.shown_if, item.shown_if) if condition is not None]
    return both[0].source if len(both) == 1 else " and ".join(f"({_line(one)})" for one in both)


def _line(condition: Condition) -> str:
    return " ".join(condition.source.split())


def _coded(item: Item, answer: Answer, missing: str) -> Record:
    coded = type_of(item).code(item, answer, missing)
    found: Record = {name: missing if value is None else value for name, value in coded.items()}
    if item.bands:
        value = found[item.name]
        found[item.bands.name] = value if isinstance(value, str) else item.bands.code_of(value)
    return found


def _written(item: Item, answer: Answer, write_ins: Mapping[str, str]) -> Record:
    """The texts beside chosen options; beside others nothing was asked."""
    chosen = answer if isinstance(answer, list) else [answer]
    found: Record = {}
    for name, option in write_in_names(item):
        text = write_ins.get(f"{item.name}.{option.value}", "")
        found[name] = NOT_ASKED if option.value not in chosen else told_apart(text) or SKIPPED
    return found


def write_in_names(item: Item) -> list[tuple[str, Option]]:
    """The variables of the texts that are written in beside options, each with its option."""
    return [(f"{item.name}_{option.value}_text", option) for option in item.options if option.write_in]


def _written_label(option: Option) -> Text:
    words = house.spoken(house.WRITTEN, tuple(option.label))
    return {language: f"{text} ({words[language]})" for language, text in option.label.items()}
