"""The findings of all wording rules as problems of the file, each once."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.nodes import Node
from questionnaires.problems import Problem, problem
from questionnaires.wording import broken
from questionnaires.wording.texts import wordings


def check(root: Node | None) -> Iterator[Problem]:
    """What the wording rules say of a file, at the text that breaks each. A shared code list is told of once.

    Whoever silences rules in a file filters these problems by rule and place, as all other advice.
    """
    seen: set[tuple[str, int, int]] = set()
    for wording in wordings(root):
        for rule, finding in broken(wording):
            place = finding.place or wording.place
            if (key := (rule, place.line, place.column)) not in seen:
                seen.add(key)
                yield problem(rule, place, about=wording.about, language=wording.language, **finding.values)
