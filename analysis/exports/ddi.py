"""DDI-Codebook 2.5: what archives read of a data file, beside the CSV that it describes.

Every text stands once in each language. Source: DDI Alliance, DDI-Codebook 2.5 (codebook.xsd, 2012).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np

from analysis.codebook import Code, Codebook, Net, Text, Variable, VariableSet, text
from analysis.columns import Column
from analysis.exports.counts import Counts, counted
from analysis.exports.losses import Loss, loss
from analysis.exports.registry import Export, register
from analysis.imports.labelled import written
from analysis.microdata import Microdata
from analysis.words import word

SPACE = "ddi:codebook:2_5"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FILE = "F1"
GROUPS = {"multiple": "multipleResp", "grid": "grid", "scale": "analysis"}
"""What DDI calls groups of variables; all others are "other"."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


def write(data: Microdata, path: Path, language: str) -> None:
    """The XML, with the frequencies of all people, without weights."""
    book = data.codebook
    names = {variable.name: f"V{place}" for place, variable in enumerate(book.variables, start=1)}
    root = ET.Element("codeBook", {"xmlns": SPACE, "version": "2.5", LANG: language})
    _study(root, book)
    _file(root, data, path.with_suffix(".csv").name)
    description = _add(root, "dataDscr")
    _groups(description, book, names)
    asked = {name: one.label for one in book.sets for name in one.variables}
    for variable in book.variables:
        if variable.name in data.columns:
            question = asked.get(variable.name, variable.label)
            one = _variable(description, names[variable.name], data.columns[variable.name], question)
            if variable.unit:
                one.set("measUnit", text(variable.unit, language))
    ET.indent(root, " ")
    ET.ElementTree(root).write(path, "utf-8", xml_declaration=True)


def losses(data: Microdata) -> tuple[Loss, ...]:
    """DDI describes the answers, which the CSV beside it holds."""
    book = data.codebook
    beside = "DDI-Codebook has no place for it; the codebook beside has"
    return (
        *loss("score", (v.name for v in book.variables if any(c.score is not None for c in v.codes)), beside),
        *loss("reversed item", (v.name for v in book.variables if v.reversed), beside),
        *loss("background fact", (v.name for v in book.variables if v.background), beside),
        *loss("number of ranks", (one.name for one in book.sets if one.first), beside),
        *loss("unit in the other languages", (v.name for v in book.variables if len(v.unit) > 1), beside),
    )


def _study(root: ET.Element, book: Codebook) -> None:
    citation = _add(_add(root, "stdyDscr"), "citation")
    statement = _add(citation, "titlStmt")
    title = {language: said for language, said in book.title.items() if said.strip()}
    first, *others = title.items() if title else [(book.languages[0], book.name)]
    _labels(statement, "titl", dict([first]))
    _labels(statement, "parTitl", dict(others))
    _add(statement, "IDNo", book.name)
    _add(_add(citation, "verStmt"), "version", book.version)


def _file(root: ET.Element, data: Microdata, name: str) -> None:
    file = _add(_add(root, "fileDscr", ID=FILE), "fileTxt")
    _add(file, "fileName", name)
    dimensions = _add(file, "dimensns")
    _add(dimensions, "caseQnty", str(data.n))
    _add(dimensions, "varQnty", str(len(data.columns)))
    _add(file, "fileType", "CSV", charset="UTF-8")


def _groups(parent: ET.Element, book: Codebook, names: Mapping[str, str]) -> None:
    """Sets with their nets, and scales, as groups of variables: DDI wants them before all variables."""
    for place, one in enumerate(book.sets, start=1):
        key, members = f"G{place}", [names[name] for name in one.variables if name in names]
        nets = [f"{key}N{number}" for number in range(1, 1 + len(one.nets))]
        group = _group(parent, (key, one.kind, one.name), one.label, members)
        group.attrib.update(_references(varGrp=nets))
        if one.universe:
            _add(group, "universe", one.universe)
        for net, number in zip(one.nets, nets, strict=True):
            _group(parent, (number, "net", net.name), net.label, _united(one, net, names))
    for place, scale in enumerate(book.scales, start=1):
        members = [names[name] for name in scale.variables if name in names]
        _group(parent, (f"S{place}", "scale", scale.name), scale.label, members)


def _united(one: VariableSet, net: Net, names: Mapping[str, str]) -> list[str]:
    """The variables of the options that a net of a set unites."""
    options = zip(one.options, one.variables, strict=True)
    return [names[name] for option, name in options if option in net.codes and name in names]


def _group(
    parent: ET.Element, about: tuple[str, str, str], label: Text, members: Sequence[str]
) -> ET.Element:
    key, kind, name = about
    told = {"type": GROUPS[kind]} if kind in GROUPS else {"type": "other", "otherType": kind}
    group = _add(parent, "varGrp", ID=key, name=name, **told, **_references(var=members))
    _labels(group, "labl", label)
    return group


def _variable(parent: ET.Element, key: str, column: Column, question: Text) -> ET.Element:
    variable, counts = column.variable, counted(column)
    one = _add(parent, "var", ID=key, name=variable.name, files=FILE, **_attributes(column))
    _labels(one, "labl", variable.label)
    _labels(_add(one, "qstn"), "qstnLit", question)
    ends = {name: end for name, end in (("min", variable.low), ("max", variable.high)) if end is not None}
    if ends:
        units = "INT" if all(float(end).is_integer() for end in ends.values()) else "REAL"
        _add(_add(one, "valrng"), "range", UNITS=units, **{name: written(end) for name, end in ends.items()})
    if variable.universe:
        _add(one, "universe", variable.universe)
    for kind, value in _statistics(column, counts):
        _add(one, "sumStat", value, type=kind)
    for place, net in enumerate(variable.nets, start=1):
        _net(one, (key, place), net, [code.value for code in variable.codes])
    for place, code in enumerate(variable.codes, start=1):
        _category(one, f"{key}C{place}", code, counts)
    for kind, n in counts.kinds.items():
        if kind != "skipped":
            _kind(one, kind, n, variable)
    _add(one, "varFormat", type="numeric" if column.numeric else "character")
    return one


def _attributes(column: Column) -> Mapping[str, str]:
    variable = column.variable
    kind = "code" if column.coded else "numeric" if column.numeric else "text"
    found = {"intrvl": "contin" if column.numeric else "discrete", "representationType": kind}
    if variable.level in ("nominal", "ordinal"):
        found["nature"] = variable.level
    if variable.level == "weight":
        found["wgt"] = "wgt"
    return found


def _statistics(column: Column, counts: Counts) -> Iterator[tuple[str, str]]:
    yield "vald", str(counts.answered)
    yield "invd", str(counts.n - counts.answered)
    if column.numeric and counts.answered:
        values = column.values[column.answered]
        yield "min", repr(float(values.min()))
        yield "max", repr(float(values.max()))
        yield "mean", repr(float(np.mean(values)))


def _net(parent: ET.Element, place: tuple[str, int], net: Net, codes: Sequence[str]) -> None:
    key, number = place
    inside = _references(catgry=[f"{key}C{codes.index(code) + 1}" for code in net.codes if code in codes])
    group = _add(parent, "catgryGrp", ID=f"{key}N{number}", levelnm=net.name, **inside)
    _labels(group, "labl", net.label)


def _category(parent: ET.Element, key: str, code: Code, counts: Counts) -> None:
    missing = {"missing": "Y", "missType": code.missing} if code.missing else {}
    one = _add(parent, "catgry", ID=key, **missing)
    _add(one, "catValu", code.value)
    _labels(one, "labl", code.label)
    n = (counts.flagged if code.missing else counts.codes).get(code.value, 0)
    _add(one, "catStat", str(n), type="freq")


def _kind(parent: ET.Element, kind: str, n: int, variable: Variable) -> None:
    """A reason of a missing answer that is no code: the word stands in the data."""
    one = _add(parent, "catgry", missing="Y", missType=kind)
    _add(one, "catValu", kind)
    _labels(one, "labl", {language: word(kind, language) for language in variable.label or ("en",)})
    _add(one, "catStat", str(n), type="freq")


def _labels(parent: ET.Element, tag: str, said: Text) -> None:
    """One element in each language; a key that is no tag of a language is not called one."""
    for language, words in said.items():
        _add(parent, tag, words, **({LANG: language} if _TAG.fullmatch(language) else {}))


def _references(**named: Sequence[str]) -> dict[str, str]:
    """Attributes that name other elements; one that would name none is left out."""
    return {name: " ".join(keys) for name, keys in named.items() if keys}


def _add(parent: ET.Element, tag: str, said: str = "", **attributes: str) -> ET.Element:
    clean = {name: _FORBIDDEN.sub("\ufffd", value) for name, value in attributes.items()}
    found = ET.SubElement(parent, tag, clean)
    found.text = _FORBIDDEN.sub("\ufffd", said) or None
    return found


register(
    Export(
        "ddi",
        ".xml",
        {
            "kk": "Мұрағаттарға (DDI-Codebook 2.5), CSV файлымен",
            "ru": "Архивам (DDI-Codebook 2.5) с файлом CSV",
            "en": "For archives (DDI-Codebook 2.5) with the CSV file",
        },
        write,
        losses,
        beside=("csv", "codebook"),
        carries=False,
    )
)
