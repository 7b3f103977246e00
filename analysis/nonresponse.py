"""Nonresponse: response rates from final dispositions, and weights from the frame.

Source of the rates: AAPOR, Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for
Surveys (10th ed., 2023). All numbers are people (or units) of the sampling frame.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from analysis.design import Design
from analysis.entrance import guard, guarded
from analysis.errors import DesignError, NobodyAnswered, NotANumber, TooFew, UndefinedStatistic

RATES = ("RR1", "RR2", "RR3", "RR4", "RR5", "RR6")

_CODE = re.compile(r"[1-4](\.[0-9]+)?")
_KINDS = (
    ("1.2", "partial"),
    ("1", "complete"),
    ("2.1", "refusal"),
    ("2.2", "noncontact"),
    ("2", "other"),
    ("3.1", "unknown_household"),
    ("3", "unknown_other"),
    ("4", "not_eligible"),
)


@dataclass(frozen=True, slots=True)
class Dispositions:
    """Final dispositions counted, in AAPOR's letters: I `complete` and P `partial` interviews, R `refusal`,
    NC `noncontact`, O `other`, UH `unknown_household`, UO `unknown_other`, and those who turned out
    `not_eligible`. NotANumber for what is no whole number from 0 up."""

    complete: int = 0
    partial: int = 0
    refusal: int = 0
    noncontact: int = 0
    other: int = 0
    unknown_household: int = 0
    unknown_other: int = 0
    not_eligible: int = 0

    def __post_init__(self) -> None:
        for name, count in self.counts().items():
            if isinstance(count, bool) or not isinstance(count, int) or count < 0:
                raise NotANumber(f"{name}: a number of people is whole and not negative, not {count!r}")

    @classmethod
    @guarded
    def of_frame(cls, size: int, answered: int) -> Dispositions:
        """A frame that lists eligible people only, and tells nothing of those who stayed silent: they
        are eligible nonrespondents ("other"), so that no rate is flattered by leaving them out."""
        if answered > size:
            raise DesignError(f"{answered} people answered of {size} in the frame")
        return cls(complete=answered, other=size - answered)

    @classmethod
    @guarded
    def of_codes(cls, codes: Iterable[str]) -> Dispositions:
        """AAPOR's disposition codes counted, at any depth ("1.1", "2.112", "3.19", "4.1").

        UndefinedStatistic for a code of no known group.

        >>> Dispositions.of_codes(["1.1", "1.2", "2.112", "3.19"]).counts()["unknown_household"]
        1
        """
        return cls(**Counter(_kind(code) for code in codes))

    def counts(self) -> dict[str, int]:
        """Name -> number of people."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def __add__(self, more: Dispositions) -> Dispositions:
        return Dispositions(*(a + b for a, b in zip(self._values(), more._values(), strict=True)))

    @property
    def answered(self) -> int:
        """Interviews, complete and partial."""
        return self.complete + self.partial

    @property
    def eligible(self) -> int:
        """All who are known to be eligible: interviews, refusals, noncontacts and others."""
        return self.answered + self.refusal + self.noncontact + self.other

    @property
    def unknown(self) -> int:
        """Those of whom it is not known whether they are eligible."""
        return self.unknown_household + self.unknown_other

    def eligibility(self) -> float:
        """e, the share of the unknown taken as eligible: that among the known, eligible / (eligible +
        not eligible) (the proportional allocation, or CASRO, method). TooFew when nobody is known."""
        known = self.eligible + self.not_eligible
        if not known:
            raise TooFew("of nobody is it known whether they are eligible")
        return self.eligible / known

    @guarded
    def rates(self, e: float | None = None) -> dict[str, float]:
        """RR1 to RR6, each between 0 and 1:

        RR1 = I / (I + P + R + NC + O + UH + UO);  RR2 = (I + P) / the same;
        RR3 = I / (I + P + R + NC + O + e (UH + UO));  RR4 = (I + P) / the same;
        RR5 = I / (I + P + R + NC + O);  RR6 = (I + P) / the same.
        `e` is computed by `eligibility` unless given. RR5 and RR6 are left out where nobody is known to be
        eligible; NobodyAnswered where nobody can be.

        >>> round(Dispositions(complete=237, other=20).rates()["RR1"], 4)
        0.9222
        """
        share = self._share(e)
        bases = (self.eligible + self.unknown, self.eligible + share * self.unknown, self.eligible)
        if not bases[1]:
            raise NobodyAnswered("nobody in the frame can be eligible: there is no response rate")
        taken = (self.complete, self.answered)
        values = [one / base for base in bases if base for one in taken]
        return dict(zip(RATES, values, strict=False))

    def _share(self, e: float | None) -> float:
        if e is None:
            return self.eligibility() if self.unknown else 1.0
        if not (math.isfinite(e) and 0 <= e <= 1):
            raise NotANumber(f"e, the share of eligible people, lies between 0 and 1, not {e}")
        return e

    def _values(self) -> tuple[int, ...]:
        return tuple(self.counts().values())


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum of the frame (code "" the whole): dispositions, rates, and the weight of its
    respondents, None where nobody answered."""

    code: str
    dispositions: Dispositions
    rates: Mapping[str, float]
    weight: float | None


@dataclass(frozen=True, slots=True)
class ResponseRates:
    """Response rates overall and by stratum (`strata`); `e` the share of unknown people taken as eligible,
    from 0 to 1, as rates are."""

    overall: Stratum
    strata: tuple[Stratum, ...]
    e: float


def response_rates(frame: Mapping[str, Dispositions], e: float | None = None) -> ResponseRates:
    """RR1 to RR6 of a frame, overall and by stratum; one `e` of the whole frame serves all strata.

    Strata that hold nobody who could be eligible are left out. NobodyAnswered for an empty frame.
    """
    whole = sum(frame.values(), Dispositions())
    share = whole._share(e)
    strata = [_stratum(code, one, share) for code, one in frame.items() if _could(one, share)]
    return ResponseRates(_stratum("", whole, share), tuple(strata), share)


def class_weights(frame: Mapping[str, Dispositions], e: float | None = None) -> dict[str, float]:
    """Weighting-class adjustment: class -> (eligible + e unknown) / answered, the number of people whom
    each respondent of the class stands for (Kalton and Flores-Cervantes 2003).

    TooFew names the classes in which nobody answered: unite them with others (`united`).
    """
    share = sum(frame.values(), Dispositions())._share(e)
    silent = [code for code, one in frame.items() if _could(one, share) and not one.answered]
    if silent:
        raise TooFew(f"nobody answered in {', '.join(silent)}: unite these classes with others")
    return {code: _weight(one, share) for code, one in frame.items() if one.answered}


def united(frame: Mapping[str, Dispositions], into: Mapping[str, str]) -> dict[str, Dispositions]:
    """The frame with classes united: `into` says for a class which one it joins; the others stay."""
    classes: dict[str, Dispositions] = {}
    for code, one in frame.items():
        name = into.get(code, code)
        classes[name] = classes.get(name, Dispositions()) + one
    return classes


def weighted_by_class(
    classes: Sequence[str], frame: Mapping[str, Dispositions], e: float | None = None
) -> Design:
    """The design of respondents whose weighting classes are given, by person: weights from the frame,
    classes as strata with their sizes (post-stratified to the frame).

    DesignError for a class that the frame lacks, or with another number of respondents than in the frame.
    """
    weights = class_weights(frame, e)
    counts = Counter(classes)
    for code in sorted(counts.keys() | weights.keys()):
        said = frame[code].answered if code in frame else 0
        if counts[code] != said:
            raise DesignError(f"class {code!r}: {counts[code]} respondents, but {said} in the frame")
    sizes = {code: round(weights[code] * count) for code, count in counts.items()}
    return Design([weights[code] for code in classes], strata=list(classes), stratum_sizes=sizes)


def as_json(found: ResponseRates) -> dict[str, Any]:
    """The rates as JSON-able values, 0 to 1."""
    strata = [_stratum_out(one) for one in found.strata]
    return {"overall": _stratum_out(found.overall), "strata": strata, "e": found.e}


def _stratum_out(one: Stratum) -> dict[str, Any]:
    return {
        "stratum": one.code,
        "dispositions": one.dispositions.counts(),
        "rates": dict(one.rates),
        "weight": one.weight,
    }


def _kind(code: str) -> str:
    plain = code.strip()
    if _CODE.fullmatch(plain):
        return next(kind for start, kind in _KINDS if plain.startswith(start))
    raise UndefinedStatistic(f"{code!r} is no disposition code of AAPOR's groups 1 to 4")


def _stratum(code: str, one: Dispositions, e: float) -> Stratum:
    return Stratum(code, one, one.rates(e), _weight(one, e) if one.answered else None)


def _could(one: Dispositions, e: float) -> bool:
    return one.eligible + e * one.unknown > 0


def _weight(one: Dispositions, e: float) -> float:
    return (one.eligible + e * one.unknown) / one.answered


guard(__name__)
