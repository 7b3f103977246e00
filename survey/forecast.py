"""Forecast of recognition: how many respondents will be alone with their background answers.

People are taken to be drawn with the margins that are known, each fact independently of the others; facts
that stand together in a frame of people are as together as there. With a combination of probability p, one of
n people is alone with it with the probability (1 - p)^(n - 1) (Bethlehem, Keller & Pannekoek, JASA 85, 1990);
of a frame in which c people share it, with (1 - f)^(c - 1) where each of them answers with the probability f.
Summed over all combinations where these are few enough, else over those of people drawn with a fixed seed.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.codebook import Text, Variable
from analysis.disclosure import K
from questionnaires.coding import codebook

if TYPE_CHECKING:
    from questionnaires.questionnaire import Questionnaire

MOST_CELLS = 300_000
"""Combinations that are summed one by one."""

MOST_VALUES = 60
"""Values that a number without bands is taken to have, where it has no narrower limits."""

_DRAWN, _SEED = 200_000, 2026
Shares = Mapping[str, float]
Groups = Mapping[str, Sequence[tuple[str, ...]]]
"""Fact -> its codes in groups that become one."""

Floats = NDArray[np.float64]
Key = TypeVar("Key")


class ForecastError(ValueError):
    """A forecast that cannot be made: what is wrong with the frame or the questionnaire."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A background fact: its codes with their shares, in order where it has one (`ordered`); `assumed` where
    nothing is known of the shares and all codes were taken to be as frequent."""

    name: str
    label: Text
    shares: Shares
    labels: Mapping[str, Text]
    ordered: bool
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Risk:
    """Of the respondents, how many are expected `alone` with their facts and how many `few`: among fewer than
    five with the same facts. As shares."""

    alone: float
    few: float


@dataclass(frozen=True, slots=True)
class Coarser:
    """A fact with fewer codes: the groups that became one, and the risk that remains."""

    fact: Fact
    groups: tuple[tuple[str, ...], ...]
    risk: Risk


@dataclass(frozen=True, slots=True)
class Forecast:
    """The risk of all `facts` together for `people` respondents; the risk `without` each fact; what coarser
    codes of each would leave, best first, and of all together."""

    people: int
    facts: tuple[Fact, ...]
    risk: Risk
    without: Mapping[str, Risk]
    coarser: tuple[Coarser, ...]
    all_coarser: Risk


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of the people: shares by variable and code, joint counts of some variables, how many."""

    margins: Mapping[str, Shares]
    joint: tuple[tuple[str, ...], Mapping[tuple[str, ...], float]] = ((), {})
    people: int = 0


def read_frame(path: Path, names: Sequence[str]) -> Frame:
    """A frame file: totals with the columns variable, code, total; or one line a person, with columns that
    are called like background facts. ForecastError when it is neither."""
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        raise ForecastError(f"{path} cannot be read: {reason}") from reason
    if not rows:
        raise ForecastError(f"{path} has no lines")
    if {"variable", "code", "total"} <= set(rows[0]):
        return _of_totals(path, rows)
    known = tuple(name for name in names if name in rows[0])
    if not known:
        wanted = ", ".join(names) or "no background facts"
        raise ForecastError(f"{path} has neither the columns variable, code and total nor one of {wanted}")
    counts = Counter(tuple(str(row[name] or "") for name in known) for row in rows)
    margins = {name: _shares(Counter(str(row[name] or "") for row in rows)) for name in known}
    return Frame(margins, (known, _shares(counts)), len(rows))


def _of_totals(path: Path, rows: Sequence[Mapping[str, str]]) -> Frame:
    found: dict[str, dict[str, float]] = {}
    for line, row in enumerate(rows, 2):
        try:
            total = float(row["total"])
        except (TypeError, ValueError) as reason:
            raise ForecastError(f"{path}, line {line}: the total {row['total']!r} is no number") from reason
        if not 0 <= total < float("inf"):
            raise ForecastError(f"{path}, line {line}: the total {row['total']!r} is no count")
        found.setdefault(row["variable"], {})[row["code"]] = total
    people = max((sum(totals.values()) for totals in found.values()), default=0.0)
    return Frame({name: _shares(totals) for name, totals in found.items()}, people=round(people))


def _shares(counts: Mapping[Key, float]) -> dict[Key, float]:
    total = sum(counts.values())
    if not total:
        raise ForecastError("the totals of a variable are all zero")
    return {code: count / total for code, count in counts.items() if count}


def facts(questionnaire: Questionnaire, frame: Frame, wanted: Sequence[str] = ()) -> tuple[Fact, ...]:
    """The background facts with their shares, or the `wanted` ones: bands instead of the number that they are
    cut from, texts left out (they never stand beside answers)."""
    banded = {item.name for item in questionnaire.items() if item.bands}
    found = [one for one in codebook(questionnaire).variables if one.background and one.name not in banded]
    known = [one for one in found if one.level != "text"]
    if strange := sorted(set(wanted) - {one.name for one in known}):
        names = ", ".join(one.name for one in known)
        raise ForecastError(f"{strange[0]!r} is no background fact of the questionnaire; these are: {names}")
    return tuple(_fact(one, frame) for one in known if one.name in wanted or not wanted)


def _fact(variable: Variable, frame: Frame) -> Fact:
    labels = {code.value: code.label for code in variable.valid_codes} or _values(variable)
    known = {code: share for code, share in frame.margins.get(variable.name, {}).items() if code}
    strange = sorted(set(known) - set(labels) - {code.value for code in variable.codes})
    if strange and variable.level != "scale":
        raise ForecastError(
            f"the frame gives {variable.name} the code {strange[0]!r}, which the questionnaire has not"
        )
    shares = known or dict.fromkeys(labels, 1 / len(labels))
    ordered = variable.level in ("ordinal", "scale")
    return Fact(variable.name, variable.label, shares, labels, ordered, not known)


def _values(variable: Variable) -> dict[str, Text]:
    low = int(variable.low or 0)
    high = min(int(variable.high) if variable.high is not None else low + MOST_VALUES, low + 10 * MOST_VALUES)
    return {str(value): dict.fromkeys(variable.label, str(value)) for value in range(low, high + 1)}


def forecast(every: Sequence[Fact], frame: Frame, people: int) -> Forecast:
    """What `people` respondents risk with these facts. ForecastError where there are none."""
    if people < 1:
        raise ForecastError("at least one respondent is needed")
    if not every:
        raise ForecastError("no item is marked “background: yes”, so there is nothing to be recognised by")
    model = _Model(every, frame, people)
    without = {one.name: model.risk([other for other in every if other is not one]) for one in every}
    coarser = [_coarser(model, one) for one in every if len(one.shares) > 2]
    best = sorted(coarser, key=lambda one: one.risk.alone)
    groups = {one.fact.name: merged(one.fact) for one in coarser}
    return Forecast(people, tuple(every), model.risk(every), without, tuple(best), model.risk(every, groups))


def merged(fact: Fact) -> tuple[tuple[str, ...], ...]:
    """Half as many codes: again and again the two smallest become one, of ordered ones the smallest with its
    smaller neighbour."""
    groups: list[tuple[str, ...]] = [(code,) for code in fact.labels if code in fact.shares]
    groups += [(code,) for code in fact.shares if code not in fact.labels]

    def size(group: tuple[str, ...]) -> float:
        return sum(fact.shares[code] for code in group)

    while len(groups) > max(2, -(-len(fact.shares) // 2)):
        if fact.ordered:
            place = min(range(len(groups) - 1), key=lambda at: size(groups[at]) + size(groups[at + 1]))
            groups[place : place + 2] = [groups[place] + groups[place + 1]]
        else:
            one, other = sorted(groups, key=size)[:2]
            groups = [*(group for group in groups if group not in (one, other)), one + other]
    return tuple(groups)


def _coarser(model: _Model, fact: Fact) -> Coarser:
    groups = merged(fact)
    return Coarser(
        fact, tuple(one for one in groups if len(one) > 1), model.risk(model.facts, {fact.name: groups})
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """Combinations of facts: the share of people who have each, and of how many others (`trials`) everyone
    has it too with the probability `same`. All of one length."""

    share: Floats
    trials: Floats
    same: Floats

    def risk(self) -> Risk:
        """The chances to be alone, and among fewer than K."""
        same = np.minimum(self.same, 1.0)
        stays = np.where(self.trials > 0, (1 - same) ** self.trials, 1.0)
        few, odds = np.zeros(len(same)), same / np.maximum(1 - same, 1e-300)
        term = stays
        for others in range(K - 1):
            sure = (same >= 1) & (self.trials == others)
            few = few + np.where(same < 1, term, sure)
            term = np.maximum(term * odds * (self.trials - others) / (others + 1), 0) * (same < 1)
        total = self.share.sum()
        return Risk(float(self.share @ stays / total), float(min(self.share @ few / total, 1.0)))


class _Model:
    """How combinations of facts are distributed."""

    def __init__(self, every: Sequence[Fact], frame: Frame, people: int) -> None:
        self.facts, self.frame, self.people = every, frame, people

    def risk(self, some: Sequence[Fact], groups: Groups | None = None) -> Risk:
        """The risk of these facts together, some of them with codes in groups."""
        names = {
            fact: {code: group[0] for group in parts for code in group}
            for fact, parts in (groups or {}).items()
        }
        joint, apart = (
            self._joint(some, names),
            [self._alone(one, names) for one in some if self._is_apart(one)],
        )
        size = len(joint) * np.prod([float(len(one)) for one in apart])
        shares, same = _all(joint, apart) if size < MOST_CELLS else _drawn(joint, apart)
        known = self.frame.people if self.people <= self.frame.people and len(joint) > 1 else 0
        if not known:
            weight = shares * same if size < MOST_CELLS else np.ones(len(same))
            return _Cells(weight, np.full(len(same), self.people - 1.0), shares * same).risk()
        asked = (self.people - 1) / max(known - 1, 1)
        weight = shares * same if size < MOST_CELLS else np.ones(len(same))
        return _Cells(weight, np.round(shares * known) - 1, same * asked).risk()

    def _is_apart(self, fact: Fact) -> bool:
        return fact.name not in self.frame.joint[0]

    def _joint(self, some: Sequence[Fact], names: Mapping[str, Mapping[str, str]]) -> Floats:
        """The shares of the combinations that the frame holds together; 1 where it holds none."""
        wanted, (joint, counts) = {one.name for one in some}, self.frame.joint
        places = [place for place, name in enumerate(joint) if name in wanted]
        sums: defaultdict[tuple[str, ...], float] = defaultdict(float)
        for codes, share in counts.items():
            sums[tuple(names.get(joint[at], {}).get(codes[at], codes[at]) for at in places)] += share
        return np.array(list(sums.values())) if places else np.ones(1)

    def _alone(self, fact: Fact, names: Mapping[str, Mapping[str, str]]) -> Floats:
        sums: defaultdict[str, float] = defaultdict(float)
        for code, share in fact.shares.items():
            sums[names.get(fact.name, {}).get(code, code)] += share
        return np.array(list(sums.values()))


def _all(joint: Floats, apart: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Of every combination the share of its part in the frame, and the probability of the rest."""
    rest = np.ones(1)
    for one in apart:
        rest = np.outer(rest, one).ravel()
    return np.repeat(joint, len(rest)), np.tile(rest, len(joint))


def _drawn(joint: Floats, apart: Sequence[Floats]) -> tuple[Floats, Floats]:
    """The same of people drawn at random."""
    random = np.random.default_rng(_SEED)
    rest = np.ones(_DRAWN)
    for one in apart:
        rest *= random.choice(one, _DRAWN, p=one / one.sum())
    return random.choice(joint, _DRAWN, p=joint / joint.sum()), rest
