"""Tables in which values are looked up, and lists of codes and tables that are still to come from a file.

`look_up("prices", "price", "book", title)` gives the prices in the rows whose book is the title, and
`look_up("prices", "price")` those of all rows. What is `to come` names the file in which it stands:
conditions can speak of it, `saualnama check` reminds of it, and no survey is created before it is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from questionnaires.fields import Fields
from questionnaires.nodes import Scalar
from questionnaires.nodes import Sequence as Listed
from questionnaires.problems import listed, nearest
from questionnaires.questionnaire import Awaited, Lookup, Option
from questionnaires.terms import Call, Syntax, Word

TO_COME = "to_come"
"""The one code of a list that is still to come."""

MOST_CELLS = 50_000
"""Cells of all tables of a file together."""


def read(fields: Fields) -> dict[str, Lookup | None]:
    """The tables of the file; a broken one is None."""
    found: dict[str, Lookup | None] = {}
    for name, inner in fields.groups("lookups", "table") if "lookups" in fields else ():
        before = len(fields.context.report)
        awaited = inner.word("to come")
        made = Lookup(awaited=awaited) if awaited else _table(inner)
        inner.close()
        found[name.text] = made if len(fields.context.report) == before else None
    cells = sum(len(one.rows) * len(one.columns) for one in found.values() if one)
    if cells > MOST_CELLS:
        fields.report("look-up-large", "lookups", count=cells, limit=MOST_CELLS)
    return found


def _table(fields: Fields) -> Lookup:
    for key in ("columns", "rows"):
        if key not in fields:
            fields.report("missing-key", key=key)
    columns = tuple(one.text for one in fields.words("columns"))
    rows = []
    for node in fields.nodes("rows"):
        cells = (
            [one.text for one in node.items if isinstance(one, Scalar)] if isinstance(node, Listed) else []
        )
        if len(cells) != len(columns):
            fields.report_at("look-up-row", node, count=len(cells), wanted=len(columns))
        rows.append(tuple(cells))
    return Lookup(columns, tuple(rows))


def tree(
    call: Call, known: Mapping[str, Lookup | None], fail: Callable[..., None], value: Callable[[Syntax], Any]
) -> list[Any]:
    """`["look_up", {table, column, key, rows}, value]`; problems go to `fail`."""
    *names, last = call.arguments if len(call.arguments) == 4 else (*call.arguments, None)
    words = [one for one in names if isinstance(one, Word) and one.kind == "quoted"]
    if len(words) < len(names) or len(names) == 1 or len(call.arguments) == 3:
        fail("look-up", call.name.at)
        return ["'", ""]
    said = dict(zip(("table", "column", "key"), (one.text for one in words), strict=False))
    table = known.get(said["table"])
    if said["table"] not in known:
        fail("look-up-name", words[0].at, value=said["table"][:60], **_near(said["table"], known))
    if table is not None and table.awaited:
        return ["look_up", {**said, "rows": {}, "awaited": table.awaited}, value(last) if last else ["'", ""]]
    lacking = [one for one in words[1:] if table is not None and one.text not in table.columns]
    if lacking and table is not None:
        name, column = said["table"], lacking[0]
        fail(
            "look-up-column",
            column.at,
            name=name,
            value=column.text[:60],
            **_near(column.text, table.columns),
        )
    rows = {} if lacking or table is None else table.found(said["column"], said.get("key", ""))
    return ["look_up", {**said, "rows": rows}, value(last) if last else ["'", ""]]


def _near(word: str, known: Any) -> dict[str, str]:
    return {"hint": nearest(word, known), "known": listed(known)}


def is_to_come(fields: Fields) -> bool:
    """Whether a list of codes is still to come."""
    return any(key.text == "to come" for key, _ in fields.node.entries)


def to_come(fields: Fields) -> tuple[Option, ...]:
    """The one code that stands for a list of codes that is still to come. Its columns hold, in braces, what
    they are called in the file."""
    file = fields.word("to come", needed=True)
    awaited = Awaited(file, fields.word("code from"), fields.word("label from"))
    inner = fields.group("columns", f"{fields.about}: “columns”") if "columns" in fields else None
    columns = {
        key.text: f"{{{inner.word(key.text)}}}"
        for key, _ in (inner.node.entries if inner else ())
        if inner is not None and inner.check_name(key)
    }
    fields.close()
    label = dict.fromkeys(fields.context.languages, file)
    return (Option(TO_COME, label, columns=columns, awaited=awaited),)
