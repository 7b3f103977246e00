"""LimeSurvey's expressions said in our language, in the same sense."""

from __future__ import annotations

import pytest

from questionnaires.formats.expression_manager import condition, value
from questionnaires.formats.limesurvey.symbols import Symbol
from questionnaires.formats.limesurvey.terms import Untranslatable

CODES = {"1": "1", "2": "2", "3": "3"}
KNOWN = {
    "age": Symbol("age", "number"),
    "name": Symbol("name", "text"),
    "Q1": Symbol("q1", "coded", {"A1": "a1", "A2": "a2"}, shown={"A1": "Yes", "A2": "No"}),
    "rate": Symbol("rate", "coded", CODES),
    "M_a": Symbol("m", "choice", option="a"),
    "M_b": Symbol("m", "choice", option="b"),
    "R_1": Symbol("r", "place", {"x": "x", "y": "y"}, option="1"),
    "self": Symbol("", "parts", parts=(Symbol("s_a", "number"), Symbol("s_b", "number"))),
    "other": Symbol("q1", "lost"),
}


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("age > 18", "age > 18"),
        ("18 < age.NAOK", "age > 18"),
        ("age ge 18 and age le 30", "(age >= 18) and (age <= 30)"),
        ("!is_empty(age)", "answered age"),
        ("age != 3", "not (age == 3)"),
        ('Q1 == "A1" || Q1 == "A2"', "q1 in [a1, a2]"),
        ("rate > 1", "rate in [2, 3]"),
        ('rate != ""', "answered rate"),
        ('M_a == "Y" && M_b != "Y"', "(m == a) and (not (m == b))"),
        ('R_1 == "y"', "r_y == 1"),
        ("name == 'Aida'", 'name == "Aida"'),
        ("count(M_a, M_b) > 1", 'count(if(m == a, "Y", ""), if(m == b, "Y", "")) > 1'),
        ("sum(self) < 11", "sum(s_a, s_b) < 11"),
        ("(age/5) == floor(age/5)", "(age / 5) == floor((age / 5))"),
        ("regexMatch('/^[a-z]+$/', name)", 'matches(name, "[a-z]+")'),
        ('countif("A1", Q1) == 1', 'count(if(q1 == a1, 1, "")) == 1'),
        ("if(age > 3, 1, 0)", "age > 3"),
        ("strlen(name) > 3", "length(name) > 3"),
        ("age", "age != 0"),
        ("1 == 1 and age > 2", "(1 == 1) and (age > 2)"),
        ("0", False),
        ("1", True),
        ('Q1 == "A9"', False),
        ('Q1 != "A9"', True),
    ],
)
def test_a_condition_keeps_its_sense(theirs: str, ours: str | bool) -> None:
    assert condition(theirs, KNOWN.get) == ours


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("age + 1", "(age + 1)"),
        ('name + " and so on"', 'join(name, " and so on")'),
        ("if(Q1=='A1', 'his', 'her')", 'if(q1 == a1, "his", "her")'),
        ("Q1.shown", 'join(if(q1 == a1, "Yes", ""), if(q1 == a2, "No", ""))'),
        ("implode(', ', name, age)", 'join(name, ", ", age)'),
        ("list(name, age)", 'join(name, if(count(name) > 0 and count(age) > 0, ", ", ""), age)'),
        ("sumif(3, age)", 'sum(if(age == 3, age, ""))'),
        ("cos(pi()/2)", "0.0000000000".rstrip("0").rstrip(".")),
        ("round(age / 3, 1)", "round((age / 3), 1)"),
    ],
)
def test_a_value_keeps_its_sense(theirs: str, ours: str) -> None:
    assert value(theirs, KNOWN.get) == ours


@pytest.mark.parametrize(
    "theirs",
    [
        "nobody == 1",
        "if(age > 1, 2",
        "age = 3",
        "TOKEN:EMAIL == 'x'",
        "rand(1, 2) > 1",
        "(" * 80,
        "other == 'x'",
    ],
)
def test_what_cannot_be_said_is_told(theirs: str) -> None:
    with pytest.raises(Untranslatable):
        condition(theirs, KNOWN.get)
