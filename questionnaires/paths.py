"""What the proof of paths says to an author: advice for what cannot be, a line for what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from questionnaires.problems import Point, Report, listed
from questionnaires.proof import Finding
from questionnaires.questionnaire import Questionnaire

RULES = {"asked": "never-asked", "offered": "never-offered", "met": "check-never", "ends": "path-ends"}
"""What is found -> the rule that it breaks."""


def advise(questionnaire: Questionnaire, found: Iterable[Finding], report: Report) -> None:
    """Report what cannot be: once for each line of the file, so that a roster is told once."""
    lines = {item.name: item.line for item in questionnaire.items()}
    told: set[tuple[str, int]] = set()
    for one in found:
        rule = RULES[one.about]
        wrong = "possible" if one.about == "ends" else "impossible"
        if one.verdict.kind == wrong and (one.option or one.check or (rule, one.item.line) not in told):
            told.add((rule, one.item.line))
            about = f"Item “{one.item.name}”"
            report.add(rule, Point(one.item.line or 1), about=about, **_values(one, lines))


def _values(one: Finding, lines: dict[str, int]) -> dict[str, Any]:
    others = [f"“{name}” (line {lines[name]})" for name in one.verdict.because]
    because = f" together with that of {listed(others)}" if others else ""
    answers = [f"{name}: {_said(answer)}" for name, answer in one.verdict.witness.items()]
    return {
        "because": because,
        "value": one.option.value if one.option else "",
        "check": one.check.holds.source if one.check else "",
        "answers": listed(answers) if answers else "any",
    }


def _said(answer: Any) -> str:
    return (
        " and ".join(map(str, answer))
        if isinstance(answer, list)
        else "none"
        if answer is None
        else str(answer)
    )


def summary(found: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """How many items somebody is asked, and what could not be told with the reason."""
    every = list(found)
    asked = [one.verdict.kind for one in every if one.about == "asked"]
    words = f"{asked.count('possible')} of {len(asked)} items are asked of somebody"
    never, unsure = asked.count("impossible"), [one for one in every if one.verdict.kind == "open"]
    yield "paths", words + (f", {never} of nobody" if never else "")
    for one in unsure:
        yield "cannot tell", f"{one.item.name} ({_QUESTIONS[one.about]}): {one.verdict.why}"


_QUESTIONS = {
    "asked": "whether anybody is asked",
    "offered": "whether a code is ever offered",
    "met": "whether a check can be met",
    "ends": "whether the path always goes on",
}
