"""The sheets choices and external_choices: lists of answers."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.formats import NotReadable
from questionnaires.formats.sheets import Sheet
from questionnaires.formats.xlsform.headers import Line, lines, tokens_of
from questionnaires.formats.xlsform.nouns import Choice
from questionnaires.formats.xlsform.words import CHOICE_COLUMNS, CHOICE_NAMES

_LIST = "list name"


def read(sheet: Sheet, default_language: str, *, duplicates: bool) -> dict[str, list[Choice]]:
    """List -> choices. NotReadable for one without a name or, unless `duplicates`, one that stands twice."""
    tokens = tokens_of(sheet.headers, sheet.name, CHOICE_NAMES, CHOICE_COLUMNS)
    if sheet.rows and ("name",) not in tokens.values() and not any(t[0] == "name" for t in tokens.values()):
        raise NotReadable("the column “name” is missing", sheet=sheet.name, row=1)
    found: dict[str, list[Choice]] = {}
    for line in lines(sheet, tokens, default_language):
        if line.get(_LIST):
            found.setdefault(line.get(_LIST), []).append(_choice(line, sheet.name))
    for name, choices in found.items():
        if not duplicates:
            _unique(name, choices, sheet.name)
    return found


def _choice(line: Line, sheet: str) -> Choice:
    if "name" not in line.values:
        reason = f"a choice of the list “{line.get(_LIST)}” has no name"
        raise NotReadable(reason, sheet=sheet, row=line.number)
    known = {_LIST, "name", "label", "media"}
    extra = {
        key: text
        for key, text in line.more.items()
        if key.split("::")[0] not in known and " " not in key and key != "sms_option"
    }
    return Choice(line.get("name"), line.texts.get("label", {}), extra, line.number, media=bool(line.media))


def _unique(name: str, choices: Sequence[Choice], sheet: str) -> None:
    rows: dict[str, int] = {}
    for choice in choices:
        if choice.name in rows:
            reason = (
                f"the list “{name}” has “{choice.name}” already in row {rows[choice.name]}. Rename one, "
                "or put allow_choice_duplicates = yes into the settings"
            )
            raise NotReadable(reason, sheet=sheet, row=choice.row)
        rows[choice.name] = choice.row
