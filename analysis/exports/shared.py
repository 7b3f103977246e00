"""What the formats share: kinds of columns, and what programs with labels in one language do not keep."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.codebook import SKIPPED, Code, Codebook, Text, Variable, text
from analysis.columns import Column
from analysis.exports.losses import Loss, loss, lost
from analysis.exports.names import Rule, cut, fitting, told_apart
from analysis.exports.numbers import Numbered, numbered, whole_number
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
    """The texts of a column in UTF-8, which programs take to end at a zero byte."""
    return [str(one).replace("\0", " ").encode() for one in column.values]


def holds_texts(column: Column) -> bool:
    """Whether somebody's text stands in the column; one of nobody is written as the reasons why."""
    return type_name(column) == "text" and bool(column.answered.any())


def whole_text(said: str, size: int, letters: int) -> str:
    """`said` in at most so many bytes and letters, cut at the end of a letter."""
    line = " ".join(said.split())
    return cut(line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…", size)


def value_labels(one: Numbered, language: str, size: int) -> list[str]:
    """The labels of the valid codes and then of the ways of missing, in at most so many bytes, none twice."""
    codes = one.column.variable.valid_codes if one.valid else ()
    said = [
        *((code.label, code.value) for code in codes),
        *((w.label, w.code or w.kind) for w in one.missing),
    ]
    return told_apart([text(label, language) for label, _ in said], [mark for _, mark in said], size)


def partly_told(data: Microdata) -> list[str]:
    """The texts that some gave, and others did not for a reason that a blank field does not tell."""
    return [
        name
        for name, column in data.columns.items()
        if holds_texts(column) and (set(column.kinds()) - {SKIPPED} or column.given is not None)
    ]


def with_zeros(data: Microdata) -> list[str]:
    """The texts in which somebody's answer has a zero character."""
    found = data.columns.items()
    return [name for name, one in found if holds_texts(one) and any("\0" in str(said) for said in one.values)]


def foreign_losses(data: Microdata) -> tuple[Loss, ...]:
    """What statistical programs have no place for. The file carries it beside, so that we read it again."""
    book, beside = data.codebook, "carried beside the data, where Saualnama finds it again"
    variables = book.variables
    return (
        *other_languages(book, beside),
        *loss("universe", (one.name for one in variables if one.universe), beside),
        *loss("net", (one.name for one in variables if one.nets), beside),
        *loss("net", (one.name for one in book.sets if one.nets), beside),
        *loss("scale", (one.name for one in book.scales), beside),
        *loss("score", (name for name, column in data.columns.items() if _scored_apart(column)), beside),
        *loss(
            "name of codes", (v.name for v in variables if not all(map(_is_number, v.valid_codes))), beside
        ),
        *loss("reversed item", (one.name for one in variables if one.reversed), beside),
        *loss("background fact", (one.name for one in variables if one.background), beside),
        *loss("unit", (one.name for one in variables if one.unit), beside),
        *loss("limits", (v.name for v in variables if v.low is not None or v.high is not None), beside),
    )


def other_languages(book: Codebook, why: str) -> tuple[Loss, ...]:
    """The labels that a file of one language leaves out."""
    return (lost("labels in the other languages", why),) if len(book.languages) > 1 else ()


def name_losses(data: Microdata, rule: Rule) -> tuple[Loss, ...]:
    """Names that a program does not take."""
    names = [*data.columns]
    changed = [old for old, new in zip(names, fitting(names, rule), strict=True) if old != new]
    why = "a name has at most {} letters, digits and underscores" if rule.letters else _NAME
    return loss("name", changed, why, rule.size)


_NAME = "a name has at most {} bytes: letters, digits and underscores; capitals are no difference"


def label_losses(data: Microdata, sizes: tuple[int, int], letters: int = 9999) -> tuple[Loss, ...]:
    """Labels of variables and of codes that are cut at so many bytes (or letters), in any language."""
    label, value = sizes
    variables = data.codebook.variables
    return (
        *loss(
            "end of variable labels",
            (one.name for one in variables if _longer(one.label, label, letters)),
            *_least(label, letters),
        ),
        *loss(
            "end of value labels",
            (one.name for one in variables if any(_longer(said, value) for said in _codes(one))),
            "a label has at most {} bytes",
            value,
        ),
        *loss(
            "line breaks in labels",
            (one.name for one in variables if any(map(_broken, (one.label, *_codes(one))))),
            "labels have one line",
        ),
    )


def title_losses(data: Microdata, size: int, letters: int = 9999) -> tuple[Loss, ...]:
    """A title that is cut, in any language."""
    few = (
        ("a title has at most {} letters", letters)
        if letters < size
        else ("a title has at most {} bytes", size)
    )
    return (lost("end of the title", *few),) if _longer(data.codebook.title, size, letters) else ()


def _scored_apart(column: Column) -> bool:
    """Whether a code's number in the file is not its score."""
    codes = column.variable.valid_codes if column.coded else ()
    if all(code.score is None for code in codes):
        return False
    numbers = numbered(column).valid
    return any(code.score not in (None, number) for code, number in zip(codes, numbers, strict=True))


def _is_number(code: Code) -> bool:
    return whole_number(code.value) is not None


def _broken(said: Text) -> bool:
    return any(one.strip().splitlines()[1:] for one in said.values())


def _least(size: int, letters: int) -> tuple[str, int]:
    few = letters < size
    return ("a label has at most {} letters", letters) if few else ("a label has at most {} bytes", size)


def _codes(variable: Variable) -> Iterator[Text]:
    return (code.label for code in variable.codes)


def _longer(said: Text, size: int, letters: int = 9999) -> bool:
    """Whether a text is cut, by bytes or letters, in any language; spaces and line breaks count once."""
    lines = (" ".join(one.split()) for one in said.values())
    return any(len(one.encode()) > size or len(one) > letters for one in lines)
