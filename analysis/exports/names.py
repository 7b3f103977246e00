"""Names and labels that fit the programs: cut at bytes, never within a letter; names kept apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MARK = "…"


def cut(text: str, size: int) -> str:
    """`text` in one line, at most `size` bytes of UTF-8; what is cut ends with an ellipsis, and no letter is
    torn from the marks above or below it.

    >>> cut("Кітапханашы", 12)
    'Кіта…'
    """
    line = " ".join(text.replace("\0", " ").split())
    if len(line.encode()) <= size:
        return line
    kept = line.encode()[: size - len(_MARK.encode())].decode("utf-8", "ignore")
    while kept and unicodedata.combining(line[len(kept)]):
        kept = kept[:-1]
    return kept.rstrip() + _MARK


@dataclass(frozen=True, slots=True)
class Rule:
    """What names a program takes: letters, digits and underscores, a letter first, at most `size` of them
    (bytes, unless it counts `letters`), none `reserved`; names that differ by `capitals` alone may be two."""

    size: int
    reserved: frozenset[str] = frozenset()
    letters: bool = False
    capitals: bool = False

    def short(self, name: str, end: str = "") -> str:
        """As much of a name as fits before an end."""
        if self.letters:
            return name[: self.size - len(end)] + end
        return name.encode()[: self.size - len(end)].decode("utf-8", "ignore") + end

    def key(self, name: str) -> str:
        """What two names may not share."""
        return name if self.capitals else name.upper()


def fitting(names: Iterable[str], rule: Rule) -> list[str]:
    """Names that fit a rule, none twice; those that fit already stay.

    >>> fitting(["age", "Age", "1 more", "by"], Rule(8, frozenset({"BY"})))
    ['age', 'Age_2', 'v1_more', 'by_2']
    """
    taken = set(rule.reserved)
    found = []
    for name in names:
        plain = re.sub(r"[^\w]+", "_", unicodedata.normalize("NFC", name)).strip("_") or "v"
        plain = plain if plain[0].isalpha() else f"v{plain}"
        chosen, number = rule.short(plain), 2
        while rule.key(chosen) in taken:
            chosen, number = rule.short(plain, f"_{number}"), number + 1
        taken.add(rule.key(chosen))
        found.append(chosen)
    return found


def told_apart(labels: Sequence[str], marks: Sequence[str], size: int = 10**9) -> list[str]:
    """Labels of at most `size` bytes of which none stands twice: programs that make categories of them would
    make one of two. Equal ones end with their mark, and whatever is equal to one of these.

    >>> told_apart(["Other", "Yes", "Other"], ["a", "b", "c"], 120)
    ['Other [a]', 'Yes', 'Other [c]']
    """
    found, marked = [cut(label, size) for label in labels], set[int]()
    while twice := _twice(found) - marked:
        marked |= twice
        for place in twice:
            end = f" [{cut(marks[place], size // 2)}]"
            found[place] = cut(labels[place], size - len(end.encode())) + end
    return found


def _twice(labels: Sequence[str]) -> set[int]:
    """The places of labels that others are equal to."""
    times = Counter(labels)
    return {place for place, label in enumerate(labels) if times[label] > 1}
