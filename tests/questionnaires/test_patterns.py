"""Patterns in linear time: the same verdict as a backtracking engine, in no time to speak of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.patterns import Automaton, NotLinear, linear

EMAIL = r"^\w+([\.-]?\w+)*@\w+([\.-]?\w+)*(\.\w{2,3})+$"
PHONE = r"(([0-9]{1})*[- .(]*([0-9]{3})[- .)]*[0-9]{3}[- .]*[0-9]{4})+"

simple = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\w", r"\.", "-"])
patterns = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("|".join).map("({})".format),
        st.tuples(
            inner.map("(?:{})".format), st.sampled_from(["*", "+", "?", "*?", "{2}", "{0,2}", "{1,}"])
        ).map("".join),
    ),
    max_leaves=6,
)


@given(pattern=patterns, text=st.text("ab.-c", max_size=8))
def test_the_verdict_is_that_of_the_usual_engine(pattern: str, text: str) -> None:
    assert Automaton(pattern).matches(text) == (re.fullmatch(pattern, text, re.ASCII) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "holds"),
    [
        (EMAIL, "aigul.s@mail.example.kz", True),
        (EMAIL, "aigul@", False),
        (PHONE, "(727) 555-1234", True),
        (PHONE, "555-1234", False),
        ("^a$|^b$", "b", True),
        ("(a{2}){0}b", "b", True),
        ("(?:){3}", "", True),
        (r"[\p{L} ]+", "Әсем Айгүл", True),
        (r"\p{Lu}\p{L}+", "әсем", False),
        ("x", "", False),
    ],
)
def test_usual_patterns(pattern: str, text: str, holds: bool) -> None:
    assert Automaton(pattern).matches(text) is holds


@pytest.mark.parametrize(
    "pattern",
    [
        *("(", ")", "a)", "[", "*", "a**", "a{2}{3}", "a{3,2}", r"(a)\1", r"\bword", "(?=a)b", "a^b", "a$b"),
        *("((((){99}){99}){99}){99}", "((a{99}){99}){99}", "[z-a]"),
    ],
)
def test_what_is_not_known_is_refused(pattern: str) -> None:
    assert not linear(pattern)
    with pytest.raises(NotLinear, match=r".+"):
        Automaton(pattern)


def test_a_hostile_text_comes_to_an_end() -> None:
    """A backtracking engine needs 2^500 attempts here."""
    assert not Automaton("(a+)+b").matches("a" * 500)
    assert not Automaton(EMAIL).matches("a" * 500)
