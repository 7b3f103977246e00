"""Advice beyond errors: what can be read but will trouble respondents or analysts; and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.codebook import Text, Variable, text
from questionnaires import coding, letters, paths, rules
from questionnaires.nodes import Mapping, Node, Scalar, Sequence, compose
from questionnaires.order import later
from questionnaires.problems import Place, Point, Problem, Report
from questionnaires.proof import Finding, prove
from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.rosters import turn_of
from questionnaires.types import type_of
from questionnaires.wording import advice as wording

USUAL_BLOCKS = 2
"""Blocks of a roster that most people fill in."""

_WORDS_A_MINUTE = 180
_SECONDS = {"text": 25.0, "scale": 6.0}
_SECONDS_ELSE = 4.0


def check(questionnaire: Questionnaire, found: tuple[Finding, ...] | None = None) -> list[Problem]:
    """Warnings, in the order of the file; `found` is the proof of its paths where it is known."""
    report = Report()
    root = compose(questionnaire.source, Report()) if questionnaire.source else None
    for item in questionnaire.items():
        _item(item, report)
    paths.advise(questionnaire, prove(questionnaire) if found is None else found, report)
    for item, other in later(questionnaire.sections) if questionnaire.order else ():
        report.add("condition-later", _place(item), about=_about(item), value=other.name, line=other.line)
    _scales(questionnaire, root, report)
    _unused_codes(root, report)
    for node in _to_come(root):
        report.add("still-to-come", node, value=node.text)
    every = [*report.problems(), *letters.check(questionnaire.source, root), *wording.check(root)]
    return sorted(one for one in set(every) if not _silent(one, root))


def _silent(problem: Problem, root: Node | None) -> bool:
    """Whether the file silences the rule: as a whole, or at the item in which the problem stands."""
    number = rules.number_of(problem.rule)
    if number in _words(_under(root, "silence")):
        return True
    groups = [
        node
        for section in _list(_under(root, "sections"))
        for one in (section, *_list(_under(section, "items")))
        for node in (one, *_list(_under(one, "asks")))
    ]
    above = [node for node in groups if node.line <= problem.line]
    return bool(above) and number in _words(_under(max(above, key=_where), "silence"))


def _where(node: Node) -> tuple[int, int]:
    return node.line, node.column


def _words(node: Node | None) -> list[str]:
    return [one.text for one in _list(node) if isinstance(one, Scalar)]


def summary(questionnaire: Questionnaire, found: tuple[Finding, ...] | None = None) -> list[tuple[str, str]]:
    """What the questionnaire holds, as pairs of a name and a value."""
    codebook = coding.codebook(questionnaire)
    types = Counter(item.type for item in questionnaire.items())
    scales = [f"{scale.name} ({len(scale.variables)})" for scale in questionnaire.scales]
    return [
        ("questionnaire", f"{questionnaire.name}, version {questionnaire.version}"),
        ("title", text(questionnaire.title, questionnaire.languages[0])),
        ("languages", ", ".join(questionnaire.languages)),
        ("sections", ", ".join(f"{one.name} ({len(one.items)})" for one in questionnaire.sections)),
        ("items", f"{types.total()}: " + ", ".join(f"{count} {name}" for name, count in types.most_common())),
        ("variables", str(len(codebook.variables))),
        ("scales", ", ".join(scales) or "none"),
        *_designs(questionnaire),
        *paths.summary(prove(questionnaire) if found is None else found),
        ("takes about", f"{minutes(questionnaire)} min"),
    ]


def _to_come(node: Node | None) -> Iterator[Scalar]:
    """Where files are named that are still to come."""
    for key, value in _entries(node):
        if key.text == "to come" and isinstance(value, Scalar):
            yield value
        yield from _to_come(value)
    for one in _list(node):
        yield from _to_come(one)


def _designs(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """How the sets of a best-worst item are balanced."""
    for item in questionnaire.items():
        if "together" in item.settings:
            often, together = (_span(*item.settings[one]) for one in ("often", "together"))
            sets = len(item.rows) // 2
            words = f"{sets} sets, each code in {often} of them, every two codes together in {together}"
            yield f"design of {item.name}", words


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"


def minutes(questionnaire: Questionnaire) -> int:
    """A rough time to fill in everything: reading at 180 words a minute, and a few seconds an answer."""
    language = questionnaire.languages[0]
    words = sum(len(text(one, language).split()) for one in _texts(questionnaire))
    seconds = sum(_seconds(item) for item in questionnaire.items() if turn_of(item) <= USUAL_BLOCKS)
    return max(1, round(words / _WORDS_A_MINUTE + seconds / 60))


def _item(item: Item, report: Report) -> None:
    if item.required and item.background and not any(option.missing for option in item.options):
        report.add("no-way-out", _place(item), about=_about(item))
    several = any(one.kind == "multiple" for one in type_of(item).sets(item))
    if several and all(option.exclusive for option in item.options):
        report.add("all-excluding", _place(item), about=_about(item))


def _scales(questionnaire: Questionnaire, root: Node | None, report: Report) -> None:
    variables = {variable.name: variable for variable in coding.codebook(questionnaire).variables}
    places = {key.text: key for key, _ in _entries(_under(root, "scales"))}
    for scale in questionnaire.scales:
        place: Place = places.get(scale.name, Point())
        first, *others = scale.variables
        if not others:
            report.add("scale-short", place, scale=scale.name)
        other = next((one for one in others if _scores(variables[one]) != _scores(variables[first])), None)
        if other:
            report.add("scale-codes", place, scale=scale.name, first=first, other=other)


def _scores(variable: Variable) -> tuple[float | None, ...]:
    return tuple(code.score for code in variable.valid_codes)


def _unused_codes(root: Node | None, report: Report) -> None:
    used = {
        value.text
        for section in _list(_under(root, "sections"))
        for outer in _list(_under(section, "items"))
        for item in (outer, *_list(_under(outer, "asks")))
        for key, value in _entries(item)
        if key.text == "codes" and isinstance(value, Scalar)
    }
    for key, _ in _entries(_under(root, "codes")):
        if key.text not in used:
            report.add("unused-codes", key, value=key.text)


def _entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Mapping) else ()


def _list(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _under(node: Node | None, key: str) -> Node | None:
    return next((value for name, value in _entries(node) if name.text == key), None)


def _place(item: Item) -> Point:
    return Point(item.line or 1)


def _about(item: Item) -> str:
    return f"Item “{item.name}”"


def _texts(questionnaire: Questionnaire) -> Iterator[Text]:
    yield questionnaire.introduction
    for section in questionnaire.sections:
        yield from (section.title, section.introduction)
        for item in (one for one in section.items if turn_of(one) <= USUAL_BLOCKS):
            yield from (item.question, item.hint)
            yield from (option.label for option in item.options)
            yield from (one for row in item.rows for one in (row.label, row.right))


def _seconds(item: Item) -> float:
    """What giving the answer takes: a multiple choice is one answer, a ranking one for each place."""
    question_type = type_of(item)
    variables = question_type.variables(item)
    answers = len(variables)
    for one in question_type.sets(item):
        if one.kind == "multiple":
            answers = 1
        elif one.kind == "ranking":
            answers = one.first or answers
    level = variables[0].level if variables else ""
    return answers * _SECONDS.get(level, _SECONDS_ELSE)
