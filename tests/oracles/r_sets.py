"""The 0/1 variables of multiple-response sets, and plain weights, as R's lines derive them from the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from analysis.microdata import Microdata

LISTED = r'c\([^)]*\)|paste0\("[^"]*", ?\d+:\d+\)|\.?\w+'
LOOP = re.compile(
    rf'for \((\w+) in ({LISTED})\) d\[\[paste0\("mr_", ?\1\)\]\] <- as\.numeric\((.+?)\)\s*\}}?\s*$',
    re.DOTALL,
)
TEST = re.compile(
    r'(as\.numeric\()?d\[\[\w+\]\]\)?\s*(==|!=|>=|>|<=|<|%in%)\s*(c\([^)]*\)|"[^"]*"|\d+)', re.DOTALL
)
ROWS = re.compile(r"(\d+\.?\d*) \+ \(as\.numeric\(row\.names\(d\)\) ?%% ?(\d+)\)/(\d+)")
COMPARE: dict[str, Callable[[int, list[int]], bool]] = {
    "==": lambda place, wanted: place in wanted,
    "%in%": lambda place, wanted: place in wanted,
    "!=": lambda place, wanted: place not in wanted,
    ">=": lambda place, wanted: place >= wanted[0],
    ">": lambda place, wanted: place > wanted[0],
    "<=": lambda place, wanted: place <= wanted[0],
    "<": lambda place, wanted: place < wanted[0],
}


def chosen_codes(data: Microdata, lines: Sequence[str]) -> dict[str, list[str]]:
    """Variable -> the codes for which its mr_ variable is 1, from the lines that loop over variables."""
    found = {}
    for line in lines:
        loop = LOOP.search(line)
        test = TEST.search(loop[3]) if loop else None
        if loop and test:
            for name in _names(loop[2], line):
                found[name] = _codes(data, name, test[2], test[3])
    return found


def _names(words: str, line: str) -> list[str]:
    """The variables of c("a", "b"), of paste0("O", 1:5), or of a name that the same line gives them."""
    numbered = re.fullmatch(r'paste0\("([^"]*)", ?(\d+):(\d+)\)', words)
    if numbered:
        return [f"{numbered[1]}{i}" for i in range(int(numbered[2]), int(numbered[3]) + 1)]
    if words.startswith("c("):
        return re.findall(r'"([^"]*)"', words)
    given = re.search(rf"{re.escape(words)} <- ({LISTED})", line)
    return _names(given[1], line) if given and given[1] != words else []


def _codes(data: Microdata, name: str, mark: str, wanted: str) -> list[str]:
    """The codes that pass R's comparison: by label, or by place from 1 on."""
    codes = data.column(name).variable.valid_codes
    labels = [code.label["en"] for code in codes]
    words = re.findall(r'"([^"]*)"', wanted)
    places = [labels.index(word) + 1 for word in words] if words else [int(wanted)]
    return [code.value for place, code in enumerate(codes, 1) if COMPARE[mark](place, places)]


def row_weights(lines: Sequence[str], name: str, n: int) -> np.ndarray | None:
    """Weights that a line makes of row numbers: `d$w <- 0.5 + (as.numeric(row.names(d)) %% 7)/4`."""
    for line in lines:
        made = ROWS.search(line) if line.startswith(f"d${name} <- ") else None
        if made:
            weights: np.ndarray = float(made[1]) + (np.arange(1, n + 1) % int(made[2])) / float(made[3])
            return weights
    return None
