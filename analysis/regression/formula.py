"""Formulas: `outcome ~ a + b + a:b`, with `a*b` for `a + b + a:b` and `score(a)` for a rating as a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.codebook import CodebookError
from analysis.entrance import guard

_PART = re.compile(r"\s*(?:score\(\s*(?P<rated>[^\s()~+:*]+)\s*\)|(?P<plain>[^\s()~+:*]+))\s*")


class FormulaError(CodebookError):
    """A formula that cannot be read, or that asks for what it does not hold; the message says where."""


@dataclass(frozen=True, slots=True)
class Part:
    """One variable as it stands in a formula; `scored` turns its codes into numbers."""

    name: str
    scored: bool = False

    def __str__(self) -> str:
        return f"score({self.name})" if self.scored else self.name


Term = tuple[Part, ...]
"""The parts that are multiplied: one for a main effect, several for an interaction."""


@dataclass(frozen=True, slots=True)
class Formula:
    """The outcome and the terms in order, main effects before interactions; no terms: only a constant."""

    outcome: Part
    terms: tuple[Term, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every predictor once, in order."""
        return tuple(dict.fromkeys(part for term in self.terms for part in term))

    def __str__(self) -> str:
        return f"{self.outcome} ~ {' + '.join(map(named, self.terms)) or '1'}"


def named(term: Term) -> str:
    """A term as it is written.

    >>> named((Part("a"), Part("b", scored=True)))
    'a:score(b)'
    """
    return ":".join(map(str, term))


def parse(source: str) -> Formula:
    """The formula of a text; FormulaError where it is none, or an interaction stands without its parts.

    >>> str(parse("trust ~ age*sex"))
    'trust ~ age + sex + age:sex'
    """
    left, tilde, right = source.partition("~")
    if not tilde:
        raise FormulaError(f"{source!r} is no formula: write outcome ~ predictor + predictor")
    outcome = _part(left, source)
    found = _terms(right, source)
    terms = tuple(sorted(found.values(), key=len))
    _check(outcome, terms)
    return Formula(outcome, terms)


def _terms(right: str, source: str) -> dict[frozenset[Part], Term]:
    """The terms by what they are made of, so that a:b and b:a are one."""
    found: dict[frozenset[Part], Term] = {}
    for piece in right.split("+"):
        if piece.strip() == "1":
            continue
        for term in _crossed([_term(one, source) for one in piece.split("*")]):
            found.setdefault(frozenset(term), term)
    return found


def _crossed(factors: list[Term]) -> Iterator[Term]:
    """a*b*c: every product of some of the factors."""
    for chosen in range(1, 2 ** len(factors)):
        picked = [factor for i, factor in enumerate(factors) if chosen >> i & 1]
        yield tuple(dict.fromkeys(part for factor in picked for part in factor))


def _term(text: str, source: str) -> Term:
    return tuple(dict.fromkeys(_part(one, source) for one in text.split(":")))


def _part(text: str, source: str) -> Part:
    match = _PART.fullmatch(text)
    if match is None:
        shown = text.strip()
        raise FormulaError(f"{source!r}: {shown!r} is not a variable" if shown else f"{source!r}: a gap")
    return Part(match["rated"] or match["plain"], match["rated"] is not None)


def _check(outcome: Part, terms: tuple[Term, ...]) -> None:
    known = set(terms)
    for term in terms:
        if any(part.name == outcome.name for part in term):
            raise FormulaError(f"{outcome.name} cannot be both the outcome and a predictor")
        lacking = [str(part) for part in term if (part,) not in known]
        if lacking:
            raise FormulaError(f"the interaction {named(term)} needs {' and '.join(lacking)} as well")


guard(__name__)
