"""DDI-Codebook: what we write is what the standard allows, and says all that the codebook knows.

A schema of our own stands for the standard; it allows what we write and no more. Where DDI_SCHEMA names the
whole one (codebook.xsd of the DDI Alliance, version 2.5), everything is held to that too, our part with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import analysis
from analysis.codebook import Code, Codebook, Net, Scale, Variable, VariableSet
from analysis.design import Design
from analysis.exports import export
from analysis.exports.ddi import LANG, SPACE
from analysis.exports.waves import stacked
from analysis.microdata import Microdata
from questionnaires import coding, reader, rehearsal
from tests.analysis.microdata_of_all_kinds import microdata
from tests.analysis.people import CODEBOOK, people

PART = Path(__file__).with_name("files") / "ddi-codebook-2.5-part.xsd"
WHOLE = os.environ.get("DDI_SCHEMA")
DATA = Path(__file__).parents[2] / "docs/tasks/data"
XS = "{http://www.w3.org/2001/XMLSchema}"
NAME = f"{{{SPACE}}}"
REFERENCES = ("var", "varGrp", "files", "catgry")
A = {"kk": "а", "ru": "б", "en": "c"}

with_the_whole = pytest.mark.skipif(WHOLE is None, reason="DDI_SCHEMA names no codebook.xsd")


@cache
def schema(path: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def written(data: Microdata, language: Any = "kk") -> Any:
    """The root of the document of some microdata."""
    with TemporaryDirectory() as folder:
        return etree.parse(export(data, Path(folder, "d.xml"), language).files[0]).getroot()


def assert_valid(root: Any) -> None:
    """By our part and the whole; identifiers stand once, and each reference leads to one."""
    for path in (str(PART), *([WHOLE] if WHOLE else [])):
        schema(path).assertValid(root)
    known = [one.get("ID") for one in root.iter() if one.get("ID")]
    assert len(known) == len(set(known))
    for one in root.iter():
        for name in REFERENCES:
            assert set(one.get(name, "").split()) <= set(known), (one.tag, name)


def rehearsed(name: str) -> Microdata:
    """60 people who fill in a shipped questionnaire at random."""
    questionnaire = reader.shipped(name)
    rows = [one.record(questionnaire) for one in rehearsal.rehearse(questionnaire, 60).responses]
    return Microdata.from_records(coding.codebook(questionnaire), rows, Design())


@pytest.mark.parametrize("name", reader.shipped_names())
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_shipped_survey_is_valid(name: str, language: str) -> None:
    assert_valid(written(rehearsed(name), language))


def test_waves_weights_and_all_kinds_of_variables_are_valid() -> None:
    first, second = (analysis.read(DATA / name) for name in ("librarians.csv", "librarians-2.csv"))
    assert_valid(written(stacked([("1", first), ("2", second)])))
    assert_valid(written(replace(people(), design=Design([1.0, 2, 3, 4, 5, 6, 7], population=100))))


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(microdata())
def test_whatever_is_drawn_is_valid(data: Microdata) -> None:
    assert_valid(written(data))


def one(variable: Variable, *values: Any, **about: Any) -> Microdata:
    rows = [{variable.name: value} for value in values]
    return Microdata.from_records(Codebook("e", (variable,), **about), rows, Design())


EDGES = {
    "nothing": Microdata(Codebook("e", ()), 0, {}),
    "no texts": one(Variable("q", {}, codes=(Code("a", {}),)), "a", "not_asked", title={"kk": " "}),
    "nets of nobody": one(
        Variable("q", A, codes=(Code("a", A),), nets=(Net("n", A, ()), Net("m", A, ("gone",)))), "a"
    ),
    "sets of nobody": replace(
        people(),
        codebook=replace(
            CODEBOOK,
            sets=(VariableSet("s", A, "multiple", (), (), (), (Net("n", A, ("x",)),)),),
            scales=(Scale("t", A, ()),),
        ),
    ),
    "odd languages": one(Variable("q", {"zz_ZZ": "x", "kk-Arab": "y", "": "z"}), ""),
    "letters that XML has not": one(Variable("q", {"kk": "\x00\x0b"}, "text"), "\x0c"),
    "long numbers": one(Variable("q", A, "scale", low=-1234567.25, high=1e22, unit=A), 1.5, 12345678),
}


@pytest.mark.parametrize("name", EDGES)
def test_the_edges_are_valid(name: str) -> None:
    assert_valid(written(EDGES[name]))


def test_limits_are_exact() -> None:
    (found,) = written(EDGES["long numbers"]).iter(f"{NAME}range")
    assert dict(found.attrib) == {"UNITS": "REAL", "min": "-1234567.25", "max": "10000000000000000000000"}


def test_it_holds_every_text_code_universe_and_count() -> None:
    data = analysis.read(DATA / "librarians.csv")
    root = written(data)
    for variable, found in zip(data.codebook.variables, root.iter(f"{NAME}var"), strict=True):
        assert found.get("name") == variable.name
        assert {x.get(LANG): x.text for x in found.findall(f"{NAME}labl")} == dict(variable.label)
        assert (found.findtext(f"{NAME}universe") or "") == variable.universe
        entries = {x.findtext(f"{NAME}catValu"): x for x in found.findall(f"{NAME}catgry")}
        frequencies = data.column(variable.name).frequencies()
        for code in variable.codes:
            entry = entries[code.value]
            assert {x.get(LANG): x.text for x in entry.findall(f"{NAME}labl")} == dict(code.label)
            assert entry.get("missType") == code.missing
            assert int(entry.findtext(f"{NAME}catStat") or -1) == frequencies.get(code.value, 0)


def test_sets_their_nets_and_scales_are_groups_of_variables() -> None:
    book = replace(CODEBOOK, scales=(Scale("work", A, ("a_pay", "a_work")),))
    root = written(replace(people(), codebook=book))
    names = {found.get("ID"): found.get("name") for found in root.iter(f"{NAME}var")}
    groups = {found.get("ID"): found for found in root.iter(f"{NAME}varGrp")}
    kinds = [(found.get("name"), found.get("type"), found.get("otherType")) for found in groups.values()]
    assert kinds == [
        *(("motive", "multipleResp", None), ("outer", "other", "net"), ("a", "grid", None)),
        *(("cause", "other", "ranking"), ("outer", "other", "net"), ("work", "analysis", None)),
    ]
    (net,) = groups["G1"].get("varGrp").split()
    assert [names[key] for key in groups[net].get("var").split()] == ["motive_chance", "motive_money"]
    question = next(one for one in root.iter(f"{NAME}var") if one.get("name") == "motive_wish")
    assert [x.text for x in question.iter(f"{NAME}qstnLit")] == [*CODEBOOK.sets[0].label.values()]


def wrong(root: Any) -> Iterator[tuple[str, Any]]:
    """What an element could be by mistake: without an attribute or child, turned around, with a stranger."""
    for place, found in enumerate(root.iter()):
        for name in found.attrib:
            yield f"{found.tag} without {name}", (place, "attribute", name)
        if len(found):
            yield f"{found.tag} without its first", (place, "first", "")
        if len({child.tag for child in found}) > 1:
            yield f"{found.tag} turned around", (place, "turned", "")
        yield f"{found.tag} with a stranger", (place, "stranger", "")


def mistaken(root: Any, mistake: tuple[int, str, str]) -> Any:
    place, kind, name = mistake
    again = etree.fromstring(etree.tostring(root))
    found = [*again.iter()][place]
    if kind == "attribute":
        del found.attrib[name]
    elif kind == "first":
        found.remove(found[0])
    elif kind == "turned":
        found[:] = reversed(found)
    else:
        found.set("stranger", "x")
    return again


def test_our_part_refuses_strangers_and_another_order_everywhere() -> None:
    root = written(people())
    mistakes = [(what, one) for what, one in wrong(root) if one[1] in ("stranger", "turned")]
    assert len(mistakes) > 200
    for what, mistake in mistakes:
        assert not schema(str(PART)).validate(mistaken(root, mistake)), what


class Drawn:
    """Documents drawn from our part: every type of it, attributes that are there or not, all their words."""

    def __init__(self, seed: int) -> None:
        self.random, self.ids = Random(seed), 0
        root = etree.parse(str(PART)).getroot()
        self.types = {found.get("name"): found for found in root.iter() if found.get("name")}
        self.root = self.element("codeBook", self.types["codeBook"][0])

    def element(self, tag: str, kind: Any) -> Any:
        made = etree.Element(f"{NAME}{tag}", nsmap={None: SPACE})
        for attribute in kind.iter(f"{XS}attribute"):
            if attribute.get("use") == "required" or self.random.random() < 0.6:
                name = LANG if attribute.get("ref") else attribute.get("name")
                made.set(name, self.word(attribute, attribute.get("type") or attribute.get("ref")))
        for part in kind.iter(f"{XS}element"):
            low, high = int(part.get("minOccurs", 1)), part.get("maxOccurs", "1")
            most = low + 2 if high == "unbounded" else int(high)
            for _ in range(self.random.randint(low, most)):
                made.append(self.element(part.get("name"), self.types[part.get("type")]))
        for plain in kind.iter(f"{XS}extension"):
            made.text = self.word(plain, plain.get("base"))
        return made

    def word(self, where: Any, kind: str | None) -> str:
        """A word of a simple type, or one of those that are listed."""
        listed = [found.get("value") for found in where.iter(f"{XS}enumeration")]
        if kind is None:
            return str(self.random.choice(listed))
        self.ids += kind == "xs:ID"
        words = {"xs:ID": f"I{self.ids}", "references": "I1", "xml:lang": "kk-Arab", "number": "-1.5e+22"}
        return words.get(kind, "7")


@with_the_whole
def test_what_our_part_allows_the_whole_allows() -> None:
    for seed in range(100):
        root = Drawn(seed).root
        schema(str(PART)).assertValid(root)
        schema(str(WHOLE)).assertValid(root)


@with_the_whole
def test_whatever_the_whole_refuses_our_part_refuses() -> None:
    root = written(rehearsed("young-librarians"))
    for what, mistake in [*wrong(root)][::29]:
        again = mistaken(root, mistake)
        assert schema(str(WHOLE)).validate(again) or not schema(str(PART)).validate(again), what
