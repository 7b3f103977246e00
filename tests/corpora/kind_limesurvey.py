"""LimeSurvey: questions are found by their codes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.corpora.kinds import Case, files, register


def cases(folder: Path) -> Iterator[Case]:
    """Every file, the code of a question as its path."""
    for case in files(folder):
        questions = [{**one, "path": one.get("code", one.get("name"))} for one in case.expected["questions"]]
        yield replace(case, expected={**case.expected, "questions": questions})


register("limesurvey", cases)
