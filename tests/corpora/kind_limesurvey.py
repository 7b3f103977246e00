"""LimeSurvey: questions are found by their codes; uploads and switches of language are refused by design."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.corpora.kinds import Case, files, register

REFUSED = {"|": "file", "I": "deviceid"}
"""What stands for the types that are refused, in the words of the scores."""


def _type(one: dict[str, Any]) -> Any:
    said = one.get("attributes", {})
    if "add_platform_info" in said:  # a theme that notes the browser
        return "deviceid"
    placed = said.get("location_mapservice", "0") not in ("", "0")
    return "geopoint" if placed else REFUSED.get(one.get("type", ""), one.get("type"))


def cases(folder: Path) -> Iterator[Case]:
    """Every file, the code of a question as its path."""
    for case in files(folder):
        questions = [
            {**one, "path": one.get("code", one.get("name")), "type": _type(one)}
            for one in case.expected["questions"]
        ]
        yield replace(case, expected={**case.expected, "questions": questions})


register("limesurvey", cases)
