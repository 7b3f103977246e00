"""Open answers: searched, sorted, counted and coded, blind to case and to look-alike letters.

Texts are compared by `analysis.letters.skeleton` and shown as they were typed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.agreement import kappa
from analysis.codebook import Text
from analysis.entrance import guard, guarded
from analysis.errors import DesignError, NobodyAnswered, NotTabulable, UndefinedStatistic
from analysis.letters import skeleton, sort_key
from analysis.microdata import Microdata

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Frequency:
    """An answer or word as it was typed most often (`text`), how many people gave it, their share (per
    cent)."""

    text: str
    count: int
    percent: float


def texts(microdata: Microdata, name: str) -> tuple[str, ...]:
    """What was typed to a variable, without missing answers; texts kept apart from the rows where there
    are some. NotTabulable for a variable that is no text."""
    column = microdata.tallied(name)
    if column.variable.level != "text":
        raise NotTabulable(f"{name!r} is no text: its level is {column.variable.level}")
    return tuple(column.values[column.answered].tolist())


def search(typed: Iterable[str], words: str) -> tuple[str, ...]:
    """The texts that hold every one of the words (beginnings and parts of words too), in their order.

    >>> search(["Жалақы аз", "ЖАЛАКЫ", "жaлaқы өспейді"], "жалақы")
    ('Жалақы аз', 'жaлaқы өспейді')
    """
    wanted = skeleton(words).split()
    return tuple(one for one in typed if all(word in skeleton(one) for word in wanted))


def ordered(typed: Iterable[str]) -> tuple[str, ...]:
    """The texts in alphabetical order (Kazakh); those that differ in case only keep their order."""
    return tuple(sorted(typed, key=sort_key))


def frequencies(typed: Sequence[str], *, words: bool = False) -> tuple[Frequency, ...]:
    """How many people gave each answer (or used each word: `words`), most frequent first, equals by the
    alphabet; per cents of all texts. NobodyAnswered when there are none."""
    if not typed:
        raise NobodyAnswered("nobody wrote anything")
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    folded = cache(skeleton)
    for text in typed:
        said = {folded(one): one for one in (_WORD.findall(text) if words else [text.strip()])}
        for key, spelling in said.items():
            spelt[key][spelling] += 1
    rows = [(_usual(counts), counts.total()) for counts in spelt.values()]
    rows.sort(key=lambda row: (-row[1], sort_key(row[0])))
    return tuple(Frequency(text, count, 100 * count / len(typed)) for text, count in rows)


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda one: (-spellings[one], one))


@dataclass(frozen=True, slots=True)
class CodeFrame:
    """The codes that open answers are sorted into: code -> label. `several` says whether one text can
    bear several codes. DesignError for fewer than two codes."""

    name: str
    codes: Mapping[str, Text]
    several: bool = False

    def __post_init__(self) -> None:
        if len(self.codes) < 2:
            raise DesignError(f"the code frame {self.name!r} needs two codes at least")

    @guarded
    def check(self, coding: Sequence[Collection[str]]) -> None:
        """DesignError for a text with a code that is not in the frame, or with more than it may bear."""
        for place, given in enumerate(coding, start=1):
            if isinstance(given, str):
                raise DesignError(f"text {place}: its codes must be a collection, such as {{{given!r}}}")
            if unknown := sorted(set(given) - set(self.codes)):
                raise DesignError(f"text {place}: {', '.join(unknown)} is not in the frame {self.name!r}")
            if not self.several and len(set(given)) != 1:
                raise DesignError(f"text {place} bears {len(set(given))} codes; this frame wants one")

    @guarded
    def counts(self, coding: Sequence[Collection[str]]) -> dict[str, int]:
        """Code -> number of texts that bear it, in the frame's order."""
        self.check(coding)
        found = Counter(code for given in coding for code in set(given))
        return {code: found[code] for code in self.codes}


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement of two coders on one code (code "": on all of a single-choice frame): the share of texts
    on which they agree, Cohen's kappa with its interval, None with a `refusal` where it is undefined."""

    code: str
    texts: int
    agreed: float
    kappa: float | None = None
    low: float | None = None
    high: float | None = None
    refusal: str = ""


def agreement(
    frame: CodeFrame,
    first: Sequence[Collection[str]],
    second: Sequence[Collection[str]],
    level: float = 0.95,
) -> tuple[CodeAgreement, ...]:
    """Two coders of the same texts, compared: first over all codes (single-choice frames), then code by
    code, given against not given; Cohen's (1960) kappa = (po - pc) / (1 - pc), see `analysis.agreement`.

    DesignError where the codings differ in length or leave the frame; NobodyAnswered without texts.
    """
    if len(first) != len(second):
        raise DesignError(f"one coder has {len(first)} texts, the other {len(second)}")
    if not first:
        raise NobodyAnswered("there are no texts that both have coded")
    frame.check(first)
    frame.check(second)
    found = [_agreement(code, _given(first, code), _given(second, code), level) for code in frame.codes]
    if not frame.several:
        place = {code: i for i, code in enumerate(frame.codes)}
        one, other = ([place[next(iter(given))] for given in coding] for coding in (first, second))
        found.insert(0, _agreement("", one, other, level))
    return tuple(found)


def disputed(
    typed: Sequence[str], first: Sequence[Collection[str]], second: Sequence[Collection[str]]
) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """The texts that two coders coded differently, with the codes of each, to be talked over."""
    if not len(typed) == len(first) == len(second):
        raise DesignError(f"{len(typed)} texts, coded {len(first)} and {len(second)} times")
    triples = zip(typed, first, second, strict=True)
    return tuple((text, tuple(sorted(a)), tuple(sorted(b))) for text, a, b in triples if set(a) != set(b))


def _given(coding: Sequence[Collection[str]], code: str) -> list[int]:
    return [int(code in given) for given in coding]


def _agreement(code: str, first: list[int], second: list[int], level: float) -> CodeAgreement:
    size = max(2, 1 + max(*first, *second))
    table = np.zeros((size, size))
    np.add.at(table, (first, second), 1)
    share = float(np.trace(table) / table.sum())
    try:
        found = kappa(table)
    except UndefinedStatistic as reason:
        return CodeAgreement(code, len(first), share, refusal=str(reason))
    low, high = found.interval(level)
    return CodeAgreement(code, len(first), share, found.value, low, high)


guard(__name__)
