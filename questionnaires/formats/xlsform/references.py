"""References such as ${age}: what they must be, and what they must name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from questionnaires.formats import NotReadable
from questionnaires.formats.sheets import Sheet

REFERENCE = re.compile(r"\$\{(last-saved#)?([^\W\d][\w.\-]*)\}")
_ANY = re.compile(r"\$\{([^}]+)\}|\$\{[^}]*\Z")
_INSIDE = re.compile(r"(?:last-saved#)?([^\W\d][\w.\-\xb7]*)")


def triggers(text: str, sheet: str, row: int) -> tuple[str, ...]:
    """The names in the column `trigger`, divided by commas."""
    if not text:
        return ()
    if len(text) < 3 or "${" not in text:
        raise NotReadable(f"a trigger names a question such as ${{name}}, not “{text}”", sheet=sheet, row=row)
    found = [_names(part, sheet, "trigger", row) for part in text.split(",")]
    if any(len(names) > 1 for names in found):
        raise NotReadable("several triggers are divided by commas", sheet=sheet, row=row)
    return tuple(name for names in found for name in names)


def check(sheet: Sheet, names: Mapping[str, int], root: str, *, columns: Collection[str]) -> None:
    """Every reference in these columns names one question or group; NotReadable where not."""
    for row in sheet.rows:
        for column, text in row.cells.items():
            if column in columns:
                for name in _names(text, sheet.name, column, row.number):
                    _known(name, names, root, (sheet.name, column, row.number))


def _known(name: str, names: Mapping[str, int], root: str, place: tuple[str, str, int]) -> None:
    sheet, column, row = place
    if name not in names:
        reason = f"the column “{column}” speaks of ${{{name}}}, but no question is called so"
        raise NotReadable(reason, sheet=sheet, row=row)
    if names[name] > 1 or name == root:
        reason = f"the column “{column}” speaks of ${{{name}}}, and more than one thing is called so"
        raise NotReadable(reason, sheet=sheet, row=row)


def _names(text: str, sheet: str, column: str, row: int) -> list[str]:
    if len(text) < 3 or "${" not in text:
        return []
    found = []
    for one in _ANY.finditer(text):
        inside = _INSIDE.fullmatch(one[1] or "")
        if not inside:
            reason = f"in the column “{column}”, “{one[0][:40]}” is no reference such as ${{name}}"
            raise NotReadable(reason, sheet=sheet, row=row)
        found.append(inside[1])
    return found
