"""A questionnaire by the path of its file or by its name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from survey.commands.output import Refused

if TYPE_CHECKING:
    from questionnaires.questionnaire import Questionnaire


def named(questionnaire: str) -> Questionnaire:
    """The questionnaire of a file, or the shipped one of that name; Refused when it is neither, Problems
    when the file has any."""
    from questionnaires import reader

    if os.path.isfile(questionnaire):  # a name too long for a path is no file
        return reader.load(questionnaire)
    if questionnaire not in reader.shipped_names():
        known = ", ".join(reader.shipped_names())
        raise Refused(f"{questionnaire!r} is neither a file nor a shipped questionnaire ({known})")
    return reader.shipped(questionnaire)
