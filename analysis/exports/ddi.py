"""DDI-Codebook 2.5: what archives read of a data file, beside the CSV that it describes.

Every text stands once in each language. Source: DDI Alliance, DDI-Codebook 2.5 (codebook.xsd, 2012).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np

from analysis.codebook import Code, Codebook, Net, Text, Variable
from analysis.columns import Column
from analysis.exports.counts import Counts, counted
from analysis.exports.losses import Loss
from analysis.exports.registry import Export, register
from analysis.microdata import Microdata
from analysis.words import word

SPACE = "ddi:codebook:2_5"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FILE = "F1"
GROUPS = {"multiple": "multipleResp", "grid": "grid", "ranking": "other"}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(data: Microdata, path: Path, language: str) -> None:
    """The XML, with the frequencies of all people, without weights."""
    book = data.codebook
    names = {variable.name: f"V{place}" for place, variable in enumerate(book.variables, start=1)}
    root = ET.Element("codeBook", {"xmlns": SPACE, "version": "2.5", LANG: language})
    _study(root, book)
    _file(root, data, path.with_suffix(".csv").name)
    description = _add(root, "dataDscr")
    for place, one in enumerate(book.sets, start=1):
        members = " ".join(names[name] for name in one.variables if name in names)
        group = _add(description, "varGrp", ID=f"G{place}", type=GROUPS[one.kind], name=one.name, var=members)
        if GROUPS[one.kind] == "other":
            group.set("otherType", one.kind)
        _labels(group, "labl", one.label)
        if one.universe:
            _add(group, "universe", one.universe)
    for variable in book.variables:
        if variable.name in data.columns:
            _variable(description, names[variable.name], data.columns[variable.name])
    ET.indent(root, " ")
    ET.ElementTree(root).write(path, "utf-8", xml_declaration=True)


def losses(data: Microdata) -> tuple[Loss, ...]:
    """DDI describes the answers, which the CSV beside it holds."""
    scales = [
        Loss("scales", tuple(one.name for one in data.codebook.scales), "DDI-Codebook has no place for them")
    ]
    return tuple(scales) if data.codebook.scales else ()


def _study(root: ET.Element, book: Codebook) -> None:
    citation = _add(_add(root, "stdyDscr"), "citation")
    statement = _add(citation, "titlStmt")
    title = book.title or {book.languages[0]: book.name}
    first, *others = title.items()
    _add(statement, "titl", first[1]).set(LANG, first[0])
    for language, text in others:
        _add(statement, "parTitl", text).set(LANG, language)
    _add(statement, "IDNo", book.name)
    _add(_add(citation, "verStmt"), "version", book.version)


def _file(root: ET.Element, data: Microdata, name: str) -> None:
    text = _add(_add(root, "fileDscr", ID=FILE), "fileTxt")
    _add(text, "fileName", name)
    dimensions = _add(text, "dimensns")
    _add(dimensions, "caseQnty", str(data.n))
    _add(dimensions, "varQnty", str(len(data.columns)))
    _add(text, "fileType", "CSV, UTF-8")


def _variable(parent: ET.Element, key: str, column: Column) -> None:
    variable, counts = column.variable, counted(column)
    one = _add(parent, "var", ID=key, name=variable.name, files=FILE, **_attributes(column))
    _labels(one, "labl", variable.label)
    question = _add(one, "qstn")
    _labels(question, "qstnLit", variable.label)
    if variable.low is not None or variable.high is not None:
        ends = {"min": variable.low, "max": variable.high}
        _add(
            _add(one, "valrng"),
            "range",
            **{name: f"{end:g}" for name, end in ends.items() if end is not None},
        )
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
    _add(one, "varFormat", type="character" if not column.numeric else "numeric", schema="other")


def _attributes(column: Column) -> Mapping[str, str]:
    variable = column.variable
    kind = "code" if column.coded else "numeric" if column.numeric else "text"
    found = {"intrvl": "contin" if column.numeric else "discrete", "representationType": kind}
    if variable.level in ("nominal", "ordinal"):
        found["nature"] = variable.level
    if variable.level == "weight":
        found["wgt"] = "wgt"
    if variable.unit:
        found["measUnit"] = next(iter(variable.unit.values()))
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
    inside = " ".join(f"{key}C{codes.index(code) + 1}" for code in net.codes if code in codes)
    group = _add(parent, "catgryGrp", ID=f"{key}N{number}", catgry=inside, levelnm=net.name)
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
    for language, text in said.items():
        _add(parent, tag, text).set(LANG, language)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    clean = {name: _FORBIDDEN.sub("\ufffd", value) for name, value in attributes.items()}
    found = ET.SubElement(parent, tag, clean)
    found.text = _FORBIDDEN.sub("\ufffd", text) or None
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
