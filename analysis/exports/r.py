"""R: a script that reads the CSV beside it as labelled factors, with the design of the survey."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.codebook import MISSING_KINDS, Codebook, Variable, text
from analysis.columns import CODED, NUMERIC
from analysis.design import Design
from analysis.exports.losses import Loss, loss
from analysis.exports.names import told_apart
from analysis.exports.prepared import design_losses
from analysis.exports.registry import Export, register
from analysis.exports.shared import other_languages
from analysis.microdata import Microdata

_HEAD = """\
# {title}
# Reads {csv}, which lies in `folder`: `data` are the answers as factors and numbers with their labels,
# `reasons` say why an answer is missing, `design` is how people were chosen (package survey).
# source("{script}", encoding = "UTF-8", chdir = TRUE)

folder <- "."
said <- read.csv(file.path(folder, {name}), colClasses = "character", na.strings = "",
                 encoding = "UTF-8", check.names = FALSE)

bare <- function(text) sub("^'( *['=+@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20-])", "\\\\1", text)
said[] <- lapply(said, bare)
data <- said
reasons <- said
reasons[] <- NA_character_

coded <- function(name, label, codes, labels, ordered = FALSE) {{
  column <- factor(said[[name]], levels = codes, labels = labels, ordered = ordered)
  attr(column, "label") <- label
  data[[name]] <<- column
  reasons[[name]] <<- ifelse(said[[name]] %in% codes, NA, said[[name]])
}}
number <- function(name, label, missing) {{
  there <- !(said[[name]] %in% missing)
  column <- rep(NA_real_, nrow(said))
  column[there] <- as.numeric(said[[name]][there])
  attr(column, "label") <- label
  data[[name]] <<- column
  reasons[[name]] <<- ifelse(there, NA, said[[name]])
}}
text <- function(name, label, missing) {{
  there <- !(said[[name]] %in% missing)
  column <- ifelse(there, said[[name]], NA)
  attr(column, "label") <- label
  data[[name]] <<- column
  reasons[[name]] <<- ifelse(there, NA, said[[name]])
}}
"""


def write(data: Microdata, path: Path, language: str) -> None:
    """The script; labels and comments in `language`."""
    book, csv = data.codebook, path.with_suffix(".csv").name
    title = " ".join(text(book.title, language).split()) or book.name
    lines = [_HEAD.format(title=title, csv=csv, script=path.name, name=quoted(csv))]
    lines += [_column(one, language) for one in book.variables if one.name in data.columns]
    lines += ["", *_sets(book, language), *_design(book, data.design)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def losses(data: Microdata) -> tuple[Loss, ...]:
    """What the script does not keep."""
    universes = [one.name for one in data.codebook.variables if one.universe]
    nets = [one.name for one in data.codebook.variables if one.nets]
    nets += [one.name for one in data.codebook.sets if one.nets]
    return (
        *other_languages(data.codebook, "R keeps labels of one language; the codebook has all"),
        *loss("universe", universes, "a factor of R has no place for it; the codebook has"),
        *loss("net", nets, "a factor of R has no place for it; the codebook has"),
        *design_losses(data.design),
    )


def _column(variable: Variable, language: str) -> str:
    label = quoted(text(variable.label, language) or variable.name)
    missing = [*MISSING_KINDS, *(code.value for code in variable.codes if code.missing)]
    name = quoted(variable.name)
    if variable.level in CODED:
        codes = [code.value for code in variable.valid_codes]
        labels = told_apart([text(code.label, language) for code in variable.valid_codes], codes)
        ordered = ", ordered = TRUE" if variable.level == "ordinal" else ""
        return f"coded({name}, {label},\n      {_vector(codes)},\n      {_vector(labels)}{ordered})"
    kind = "number" if variable.level in NUMERIC else "text"
    return f"{kind}({name}, {label}, {_vector(missing)})"


def _sets(book: Codebook, language: str) -> Iterator[str]:
    """Which variables one item yields together."""
    for one in book.sets:
        yield f"# {' '.join(text(one.label, language).split())}"
        yield f"{_symbol(one.name)} <- {_vector(one.variables)}"


def _design(book: Codebook, design: Design) -> list[str]:
    levels: dict[str, list[str]] = {}
    for one in book.variables:
        levels.setdefault(one.level, []).append(one.name)
    parts = [f"ids = {_formula(levels.get('cluster', []))}"]
    if not {"weight", "fpc"} & levels.keys():
        parts.append("weights = ~1")
    parts += [f"{part} = {_formula(levels[level])}" for part, level in _PARTS if level in levels]
    parts += ["nest = TRUE"] if "cluster" in levels and "stratum" in levels else []
    return [
        "",
        'if (requireNamespace("survey", quietly = TRUE)) {',
        f'  options(survey.lonely.psu = "{design.lonely}")',
        f"  design <- survey::svydesign({', '.join(parts)}, data = data)",
        "}",
    ]


_PARTS = (("strata", "stratum"), ("weights", "weight"), ("fpc", "fpc"))


def _formula(names: Sequence[str]) -> str:
    return "~" + (" + ".join(map(_symbol, names)) or "1")


def _symbol(name: str) -> str:
    """A name as R writes it."""
    return f"`{name.replace('`', '_')}`"


def quoted(said: str) -> str:
    r"""A text of R.

    >>> print(quoted("a\tb"))
    "a\tb"
    """
    return json.dumps(said, ensure_ascii=False)


def _vector(words: Sequence[str]) -> str:
    return f"c({', '.join(map(quoted, words))})"


register(
    Export(
        "r",
        ".R",
        {
            "kk": "R тіліндегі сценарий, CSV файлымен",
            "ru": "Сценарий на R с файлом CSV",
            "en": "A script of R with its CSV file",
        },
        write,
        losses,
        beside=("csv", "codebook"),
        carries=False,
    )
)
