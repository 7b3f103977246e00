"""R's formulas in ours, through the variables that R's lines derive."""

from __future__ import annotations

import re

from analysis.microdata import Microdata
from tests.oracles.sources import setup_of

NAMES = r"[A-Za-z_][\w.]*"


def translated(dataset: str, data: Microdata, source: str) -> tuple[str, tuple[str, ...] | None]:
    """R's formula in ours, and the event where R computes the outcome from one."""
    left, _, right = (part.strip() for part in source.partition("~"))
    made = derived(dataset)
    event = happening(data, left)
    name = re.sub(rf".*?(?:as\.numeric|factor)\(({NAMES}).*", r"\1", left)
    if event is None and not data.codebook.has(name) and name in made:
        event = happening(data, made[name].replace("d$", ""))
        name = re.search(rf"d\$({NAMES})", made[name])[1]  # type: ignore[index]
    terms = re.sub(rf"as\.numeric\(({NAMES})\)", r"score(\1)", right)
    terms = re.sub(rf"factor\(({NAMES})[^)]*\)", r"\1", terms)
    return f"{name} ~ {re.sub(NAMES, lambda one: plain(data, made, one[0]), terms)}", event


def derived(dataset: str) -> dict[str, str]:
    """The variables that R's lines add to the data, and how."""
    found = (re.fullmatch(rf"d\$({NAMES}) <- (.*)", line) for line in setup_of(dataset))
    return {one[1]: one[2] for one in found if one}


def plain(data: Microdata, made: dict[str, str], name: str) -> str:
    """A variable, or the one of which R made it a factor without order."""
    same = re.match(rf"factor\(d\$({NAMES}), ordered = FALSE\)", made.get(name, ""))
    return same[1] if same and not data.codebook.has(name) else name


def happening(data: Microdata, words: str) -> tuple[str, ...] | None:
    """The codes for which R's condition makes 1, or the second of two levels; None without a condition."""
    compared = re.search(rf'({NAMES})\s*(==|!=|%in%)\s*(c\([^)]*\)|"[^"]+")', words)
    if not compared:
        return None
    wanted = set(re.findall(r'"([^"]+)"', compared[3]))
    there = labels(data, compared[1])
    true = {code for code, label in there.items() if (label in wanted) == (compared[2] != "!=")}
    chosen = re.search(
        r'ifelse\([^"]*"?.*?,\s*"([^"]+)",\s*"([^"]+)"\)(?:, levels = c\("[^"]+", "([^"]+)")?', words
    )
    if chosen and chosen[1] != (chosen[3] or max(chosen[1], chosen[2])):
        true = set(there) - true
    return tuple(code for code in there if code in true)


def labels(data: Microdata, name: str) -> dict[str, str]:
    return {code.value: code.label["en"] for code in data.codebook.variable(name).valid_codes}
