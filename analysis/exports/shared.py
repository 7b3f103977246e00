"""What the formats share: kinds of columns, and what programs with labels in one language do not keep."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.codebook import SKIPPED, Text, Variable
from analysis.columns import Column
from analysis.exports.losses import Loss, loss, lost
from analysis.exports.names import cut, fitting
from analysis.microdata import Microdata


def type_name(column: Column) -> str:
    """ "coded", "number" or "text"."""
    return "coded" if column.coded else "number" if column.numeric else "text"


def blocks(data: Microdata, size: int) -> Iterator[list[Column]]:
    """The columns of `size` rows at a time."""
    whole = [(one.variable, one.values, one.missing, one.given) for one in data.columns.values()]
    for start in range(0, data.n, size):
        rows = slice(start, start + size)
        yield [
            Column(variable, values[rows], missing[rows], None if given is None else given[rows])
            for variable, values, missing, given in whole
        ]


def texts(column: Column) -> list[bytes]:
    """The texts of a column in UTF-8."""
    return [str(one).encode() for one in column.values]


def holds_texts(column: Column) -> bool:
    """Whether somebody's text stands in the column; one of nobody is written as the reasons why."""
    return type_name(column) == "text" and bool(column.answered.any())


def whole_text(said: str, size: int, letters: int) -> str:
    """`said` in at most so many bytes and letters, cut at the end of a letter."""
    line = " ".join(said.split())
    return cut(line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…", size)


def partly_told(data: Microdata) -> list[str]:
    """The texts that some gave, and others did not for a reason that a blank field does not tell."""
    return [
        name
        for name, column in data.columns.items()
        if holds_texts(column) and (set(column.kinds()) - {SKIPPED} or column.given is not None)
    ]


def foreign_losses(data: Microdata) -> tuple[Loss, ...]:
    """What statistical programs have no place for. The file carries it beside, so that we read it again."""
    book = data.codebook
    universes = [one.name for one in book.variables if one.universe]
    nets = [one.name for one in book.variables if one.nets] + [one.name for one in book.sets if one.nets]
    beside = "carried beside the data, where Saualnama finds it again"
    return (
        *((lost("labels in the other languages", beside),) if len(book.languages) > 1 else ()),
        *loss("universe", universes, beside),
        *loss("net", nets, beside),
        *loss("scale", (one.name for one in book.scales), beside),
    )


def name_losses(data: Microdata, size: int, reserved: frozenset[str]) -> tuple[Loss, ...]:
    """Names that a program does not take."""
    names = [*data.columns]
    changed = [old for old, new in zip(names, fitting(names, size, reserved), strict=True) if old != new]
    return loss("name", changed, "a name has at most {} bytes: letters, digits and underscores", size)


def label_losses(data: Microdata, sizes: tuple[int, int], letters: int = 9999) -> tuple[Loss, ...]:
    """Labels of variables and of codes that are cut at so many bytes (or letters), in any language."""
    label, value = sizes
    long = (v for v in data.codebook.variables if _longer(v.label, label) or _wordy(v.label, letters))
    of_variables = [one.name for one in long]
    of_codes = [
        one.name for one in data.codebook.variables if any(_longer(text, value) for text in _codes(one))
    ]
    return (
        *loss("end of variable labels", of_variables, *_least(label, letters)),
        *loss("end of value labels", of_codes, "a label has at most {} bytes", value),
    )


def _least(size: int, letters: int) -> tuple[str, int]:
    few = letters < size
    return ("a label has at most {} letters", letters) if few else ("a label has at most {} bytes", size)


def _wordy(said: Text, letters: int) -> bool:
    return any(len(one) > letters for one in said.values())


def _codes(variable: Variable) -> Iterator[Text]:
    return (code.label for code in variable.codes)


def _longer(said: Text, size: int) -> bool:
    return any(len(one.encode()) > size for one in said.values())
