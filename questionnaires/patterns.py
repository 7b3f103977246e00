"""Regular expressions matched in linear time: all places where a text may stand in a pattern at once.

A backtracking engine can take for ever on a group that repeats around what repeats, such as (\\w+\\.?)+.
Here every character that a pattern may take is a position, and a text is read once (Glushkov 1961, “The
abstract theory of automata”). Known are characters, classes, groups, choices and repetitions; looking around,
going back and edges of words are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

MOST_POSITIONS = 500
"""Characters that a pattern may take, with those of its counted repetitions; attempts to read it are
ten times as many."""

_LOOSE_DASH = re.compile(r"(?<!\\)(\\[wdsWDS])-")
_KIND = re.compile(r"\\p\{(L[ulmot]?|Nd?)\}")
_ATOM = re.compile(
    r"\\[dDwWsSnrt]|\\p\{(?:L[ulmot]?|Nd?)\}|\\[^\w\s]|\[\^?\]?(?:\\.|[^]\\])*\]|[^\\()\[\]|*+?{}^$]",
    re.DOTALL,
)
_TIMES = re.compile(r"([*+?])|\{([0-9]{1,3})(,?)([0-9]{0,3})\}")
_ENDLESS = -1


class NotLinear(ValueError):
    """A pattern that needs more than linear time, or is none."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of a pattern begins and ends with, and whether it may be empty."""

    empty: bool
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()

    def then(self, other: _Part) -> _Part:
        """This part, then the other."""
        first = self.first | other.first if self.empty else self.first
        last = self.last | other.last if other.empty else other.last
        return _Part(self.empty and other.empty, first, last)


_NOTHING = _Part(empty=True)


class Automaton:
    """A pattern made ready; NotLinear with the reason when it cannot be read here."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at, self._depth, self._attempts = pattern, 0, 0, 0
        self._takes: list[re.Pattern[str]] = []
        self._follow: list[set[int]] = []
        self._whole = self._choice()
        if self._at < len(pattern):
            raise NotLinear(f"“{pattern[self._at :][:20]}” is not understood")

    def matches(self, text: str) -> bool:
        """Whether the whole text has the form of the pattern."""
        here: frozenset[int] | None = None
        steps: dict[tuple[frozenset[int] | None, str], frozenset[int]] = {}
        for letter in text:
            if (here, letter) not in steps:
                wanted = self._whole.first if here is None else self._after(here)
                steps[here, letter] = frozenset(at for at in wanted if self._takes[at].match(letter))
            here = steps[here, letter]
            if not here:
                return False
        return self._whole.empty if here is None else bool(here & self._whole.last)

    def _after(self, places: Iterable[int]) -> set[int]:
        return set().union(*(self._follow[at] for at in places))

    def _choice(self) -> _Part:
        parts = [self._series()]
        while self._next() == "|":
            self._at += 1
            parts.append(self._series())
        first, last = (frozenset().union(*(getattr(one, key) for one in parts)) for key in ("first", "last"))
        return _Part(any(one.empty for one in parts), first, last)

    def _series(self) -> _Part:
        whole = _NOTHING
        if not self._depth and self._next() == "^":
            self._at += 1
        while self._next() not in ("", "|", ")"):
            if not self._depth and self._ends():
                self._at += 1
                break
            whole = self._joined(whole, self._repeated())
        return whole

    def _ends(self) -> bool:
        return self._pattern[self._at : self._at + 2] in ("$", "$|")

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _joined(self, one: _Part, other: _Part) -> _Part:
        for at in one.last:
            self._follow[at] |= other.first
        return one.then(other)

    def _repeated(self) -> _Part:
        """An atom as often as is said behind it: written out for each time that is counted."""
        start = self._at
        one = self._atom()
        least, most, end = self._times()
        if (least, most) == (1, 1):
            return one
        whole = _NOTHING
        for turn in range(max(least, most, 1)):
            if turn:
                self._at = start
                one = self._atom()
            last = most == _ENDLESS and turn == max(least, 1) - 1
            if last:
                self._joined(one, one)
            optional = turn >= least
            whole = self._joined(whole, _Part(one.empty or optional, one.first, one.last))
        self._at = end
        return whole if most else _NOTHING

    def _times(self) -> tuple[int, int, int]:
        """How often at least and at most, and where the pattern goes on."""
        found = _TIMES.match(self._pattern, self._at)
        if found is None:
            return 1, 1, self._at
        self._at = found.end()
        if self._next() == "?":  # as few as can be: of no account for a whole text
            self._at += 1
        if _TIMES.match(self._pattern, self._at):
            raise NotLinear("a repetition is repeated")
        if found[1]:
            least, most = {"*": (0, _ENDLESS), "+": (1, _ENDLESS), "?": (0, 1)}[found[1]]
        else:
            least = int(found[2])
            most = int(found[4]) if found[4] else _ENDLESS if found[3] else least
        if most != _ENDLESS and most < least:
            raise NotLinear("it repeats at most less often than at least")
        return least, most, self._at

    def _atom(self) -> _Part:
        self._attempts += 1
        if self._attempts > 10 * MOST_POSITIONS:
            raise NotLinear("its repetitions are too many")
        if self._next() == "(":
            return self._group()
        found = _ATOM.match(self._pattern, self._at)
        if found is None:
            raise NotLinear(f"“{self._pattern[self._at :][:20]}” is not understood")
        self._at = found.end()
        if len(self._takes) == MOST_POSITIONS:
            raise NotLinear(f"it takes more than {MOST_POSITIONS} characters")
        self._takes.append(_letter(found[0]))
        self._follow.append(set())
        place = frozenset((len(self._takes) - 1,))
        return _Part(empty=False, first=place, last=place)

    def _group(self) -> _Part:
        self._at += 3 if self._pattern.startswith("(?:", self._at) else 1
        self._depth += 1
        part = self._choice()
        self._depth -= 1
        if self._next() != ")":
            raise NotLinear("a bracket is not closed")
        self._at += 1
        return part


@lru_cache(maxsize=512)
def _letter(text: str) -> re.Pattern[str]:
    """What takes one character, in the letters of English as everywhere."""
    try:
        named = _KIND.fullmatch(text)
        return re.compile(f"[{_range(named[1])}]" if named else _KIND.sub(_letters, text), re.ASCII)
    except re.error as error:
        raise NotLinear(str(error)) from None


def _letters(found: re.Match[str]) -> str:
    return _range(found[1])


@lru_cache
def _range(kind: str) -> str:
    """All letters or digits of a kind of Unicode, of the plane that living languages are written in."""
    return "".join(one for one in map(chr, range(0x10000)) if category(one).startswith(kind))


@lru_cache(maxsize=256)
def automaton(pattern: str) -> Automaton:
    """The pattern made ready; NotLinear when it cannot be."""
    return Automaton(pattern)


def linear(pattern: str) -> bool:
    """Whether a pattern can be matched in linear time."""
    try:
        automaton(pattern)
    except NotLinear:
        return False
    return True


def strict(pattern: str) -> str:
    """The pattern with a dash behind a kind of letters, as in [\\w-.], written as a dash: other programs take
    it for one, stricter ones do not."""
    return _LOOSE_DASH.sub(r"\1\-", pattern)
