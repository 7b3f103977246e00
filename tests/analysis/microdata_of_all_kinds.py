"""Microdata of every kind, as hypothesis draws them: odd codes, labels, texts, missing kinds and designs."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from analysis.arrays import frozen
from analysis.codebook import MISSING_KINDS, SKIPPED, Code, Codebook, Level, Net, Variable, VariableSet
from analysis.columns import CODED, NUMERIC, Column
from analysis.design import Design
from analysis.microdata import Microdata

LANGUAGES = ("kk", "ru", "en")
words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and text not in MISSING_KINDS
)
texts = st.one_of(
    words,
    st.sampled_from(
        [
            "=1+1",
            "'=1",
            "'",
            "-5",
            "+7 701",
            "@x",
            "a\nb",
            "“a”, b;\tc",
            "NA",
            "None",
            "é" * 300,
            "ұ" * 20_000,
            "a\0b",
        ]
    ),
)
labels = st.builds(lambda one, two: {"kk": one, "ru": two, "en": "x"}, words, st.text("абвә ", max_size=400))
code_values = st.one_of(
    st.integers(-120, 120).map(str),
    st.sampled_from(["yes", "no", "01", "1.5", "=2", "бір", "2000000001"]),
    words,
)


@st.composite
def code_lists(draw: Any) -> tuple[Code, ...]:
    """At least one valid code, perhaps some that mean a missing answer; scores on some."""
    values = draw(st.lists(code_values, min_size=1, max_size=7, unique=True))
    codes = []
    for place, value in enumerate(values):
        kind = draw(st.sampled_from([None, None, *MISSING_KINDS])) if place else None
        score = draw(st.sampled_from([None, float(place), 7.5])) if kind is None else None
        codes.append(Code(value, draw(labels), kind, score))
    return tuple(codes)


@st.composite
def columns(draw: Any, name: str, n: int) -> Column:
    """A column of any level with n values."""
    level: Level = draw(st.sampled_from(["nominal", "ordinal", "scale", "text", "id"]))
    codes = draw(code_lists()) if level in CODED else tuple(one for one in draw(code_lists()) if one.missing)
    valid = [code for code in codes if code.missing is None]
    nets = (Net("n", draw(labels), (valid[0].value,)),) if valid and draw(st.booleans()) else ()
    variable = Variable(name, draw(labels), level, codes, nets, draw(st.sampled_from(["", "a == 'b'"])))
    flagged = [code.missing or SKIPPED for code in codes if code.missing]
    ways = [(0, -1), *((1 + i, -1) for i in range(len(MISSING_KINDS)))]
    ways += [(1 + MISSING_KINDS.index(kind), i) for i, kind in enumerate(flagged)]
    rows = draw(st.lists(st.sampled_from(ways), min_size=n, max_size=n))
    # of a kind that has a code of its own, the word alone means that code
    given = [place if place >= 0 or not kind else _code_of(kind, flagged) for kind, place in rows]
    missing = np.array([kind for kind, _ in rows], np.int8)
    if level in CODED:
        values: Any = np.array([draw(st.integers(0, len(valid) - 1)) if not kind else -1 for kind in missing])
    elif level in NUMERIC:
        number = st.one_of(st.integers(-500, 500).map(float), st.floats(-1e299, 1e299).map(lambda x: x + 0.0))
        values = np.array([draw(number) if not kind else 0.0 for kind in missing], float)
    else:
        taken = {code.value for code in codes}
        plain = texts.filter(lambda text: text not in taken)
        values = np.array([*(draw(plain) if not kind else "" for kind in missing), None], object)[:-1]
    said = frozen(np.array(given, np.int64)) if any(place >= 0 for place in given) else None
    return Column(variable, frozen(values), frozen(missing), said)


def _code_of(kind: int, flagged: list[str]) -> int:
    name = MISSING_KINDS[kind - 1]
    return flagged.index(name) if name in flagged and name != SKIPPED else -1


NAMES = ["age", "Age", "q 1", "BY", "сұрақ", "a" * 40, "b" * 70, "b" * 70 + "c", "x__missing", "x", "_n", "9"]


@st.composite
def microdata(draw: Any) -> Microdata:
    """A few columns of 1 to 9 people, perhaps a set of multiple choice, a design, a title."""
    n = draw(st.integers(1, 9))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    found = {name: draw(columns(name, n)) for name in names}
    sets: tuple[VariableSet, ...] = ()
    if draw(st.booleans()):
        choice = (Code("1", {"en": "yes"}), Code("0", {"en": "no"}))
        for name in ("set_a", "set_b"):
            variable = Variable(name, draw(labels), "nominal", choice)
            chosen = frozen(np.array(draw(st.lists(st.integers(0, 1), min_size=n, max_size=n)), np.int64))
            found[name] = Column(variable, chosen, frozen(np.zeros(n, np.int8)))
        sets = (
            VariableSet(
                "set", draw(labels), "multiple", ("set_a", "set_b"), ("a", "b"), (draw(labels), draw(labels))
            ),
        )
    book = Codebook(
        "drawn", tuple(one.variable for one in found.values()), sets, languages=LANGUAGES, title=draw(labels)
    )
    return Microdata(book, n, found, draw(designs(n)))


@st.composite
def designs(draw: Any, n: int) -> Design:
    """No design, a population, weights, strata with their sizes, clusters."""
    kind = draw(st.integers(0, 4))
    weights = draw(st.lists(st.floats(0.5, 9), min_size=n, max_size=n)) if kind in (1, 4) else None
    if kind == 2:
        return Design(population=n + draw(st.integers(0, 50)))
    strata = draw(st.lists(st.sampled_from(["а", "b"]), min_size=n, max_size=n)) if kind >= 3 else None
    if kind == 3 and strata is not None:
        return Design(strata=strata, stratum_sizes=dict.fromkeys(sorted(set(strata)), n + 5))
    clusters = [f"{stratum}{draw(st.integers(0, 2))}" for stratum in strata] if strata is not None else None
    return Design(weights, strata, clusters=clusters)
