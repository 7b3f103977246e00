"""An author's paragraphs, emphasis and lists as data: what the page shows as HTML, paper shows from this."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

MARKS = {"strong": "strong", "em": "em"}


def read(source: str) -> list[dict[str, Any]]:
    """The paragraphs: `mark` is "" or what stands before a list's item, `depth` how deep the list is, and
    `runs` are the pieces of text, each with its emphasis. Everything else is text."""
    found: list[dict[str, Any]] = []
    counters: list[int | None] = []
    mark = ""
    for token in _markdown().parse(source):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            counters.append(token.attrGet("start") or 1 if token.type.startswith("ordered") else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            counters.pop()
        elif token.type == "list_item_open":
            mark = "•" if counters[-1] is None else f"{counters[-1]}."
            counters[-1] = None if counters[-1] is None else int(counters[-1]) + 1
        elif token.type == "inline":
            found.append({"mark": mark, "depth": len(counters), "runs": _runs(token.children or [])})
            mark = ""
    return found


def _runs(tokens: list[Any]) -> list[dict[str, Any]]:
    runs = []
    marks: list[str] = []
    for token in tokens:
        kind, _, side = token.type.rpartition("_")
        if kind in MARKS and side == "open":
            marks.append(MARKS[kind])
        elif kind in MARKS:
            marks.remove(MARKS[kind])
        else:
            said = "\n" if token.type in ("softbreak", "hardbreak") else token.content
            runs.append({"text": said, "marks": list(marks)})
    return [run for run in runs if run["text"]]


@lru_cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["list", "emphasis", "newline", "escape", "entity"])
