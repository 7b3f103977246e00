"""What closing withheld from the rows cannot be crossed: refused, with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey.commands.output import Refused

if TYPE_CHECKING:
    from analysis.microdata import Microdata
    from survey.commands.calls import Call


def crossed(found: Call, *names: str) -> Call:
    """The call that reads the data, once it is sure that these variables can stand in one table."""
    refuse_withheld(found.made, *names)
    return found


def refuse_withheld(found: Microdata, *names: str) -> None:
    """Refused where closing withheld one of these variables from every row."""
    for name in names:
        if _withheld(found, name):
            raise Refused(
                f"{name!r} was withheld from every row when the survey was closed, so that nobody can be "
                f"recognised: it cannot be crossed, only tallied. {_instead(found)} In the next wave, name "
                "it under `keep with answers` in the questionnaire"
            )


def _instead(found: Microdata) -> str:
    facts = [v.name for v in found.codebook.variables if v.background and v.codes]
    kept = [name for name in facts if not _withheld(found, name)]
    return f"Background facts that can be crossed: {', '.join(kept) or 'none'}."


def _withheld(found: Microdata, name: str) -> bool:
    if not found.n or not found.codebook.has(name):
        return False
    return found.column(name).kinds().get("withheld") == found.n
