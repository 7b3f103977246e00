"""What foreign names stand for, and conditions put together from parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from questionnaires.formats.limesurvey.terms import Untranslatable
from questionnaires.functions import number_of
from questionnaires.terms import RELATIONS

_EQUAL = re.compile(r"(\w+) == (\w+)")

Holds = str | bool
"""A condition of ours, or whether it always or never holds."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a foreign name stands for: our variable `name` and its `kind`.

    number, text, coded (`codes`: their code -> ours), choice (`name` is a multiple choice, `option` the code
    of ours that “Y” chooses), parts (several symbols), place (of a ranking: `option` says which; `codes`),
    lost (it is kept, but cannot be asked about), void (nobody can answer it). `shown`: their code -> the
    words, where they are the same in every language. `scores`: their code -> what it counts. `told`: what
    stands behind the question's code.
    """

    name: str
    kind: str
    codes: Mapping[str, str] = field(default_factory=dict)
    option: str = ""
    parts: tuple[Symbol, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    told: str = ""


def both(*parts: Holds) -> Holds:
    """All of them; that there is an answer is not said where a comparison says it."""
    texts = [part for part in parts if isinstance(part, str)]
    for text in texts:
        name = text.removeprefix("answered ")
        if name == text or not name.isidentifier():
            continue
        alike = re.compile(rf"{name} (?:==|<=?|>=?|in) [^()]*\Z")
        other = re.compile(rf"not \({name} == (\w+)\)\Z")
        if any(alike.match(one) for one in texts):
            parts = tuple(part for part in parts if part != text)
        else:
            found = next((one for one in texts if other.match(one)), None)
            if found:
                said = other.sub(rf"{name} != \1", found)
                parts = tuple(said if part == found else part for part in parts if part != text)
    return _joined("and", parts)


def either(*parts: Holds) -> Holds:
    """Any of them; codes of one variable are listed."""
    found = [_EQUAL.fullmatch(part) if isinstance(part, str) else None for part in parts]
    names = {one[1] for one in found if one}
    if len(parts) > 1 and len(names) == 1 and all(found):
        codes = dict.fromkeys(one[2] for one in found if one)
        return f"{names.pop()} in [{', '.join(codes)}]" if len(codes) > 1 else parts[0]
    return _joined("or", parts)


def negated(part: Holds) -> Holds:
    """Not that."""
    if isinstance(part, bool):
        return not part
    twice = re.fullmatch(r"not \(([^()]*)\)", part)
    return twice[1] if twice else f"not ({part})"


def written(part: Holds) -> str | None:
    """What stands after “shown if”: nothing where it always holds."""
    if isinstance(part, bool):
        return None if part else "1 == 2"
    return part


def _joined(word: str, parts: tuple[Holds, ...]) -> Holds:
    settles = word == "or"
    if any(part is settles for part in parts):
        return settles
    texts = list(dict.fromkeys(part for part in parts if isinstance(part, str)))
    if not texts:
        return not settles
    return texts[0] if len(texts) == 1 else f" {word} ".join(f"({text})" for text in texts)


def quoted(text: str) -> str:
    """A text in the quotation marks that it allows."""
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    raise Untranslatable("a text in it has both kinds of quotation marks")


def number(text: str) -> str:
    """A number as we write it."""
    found = float(text)
    return format(found, ".10f").rstrip("0").rstrip(".")


def leaves(symbol: Symbol) -> list[Symbol]:
    """The parts of something with parts, however deep."""
    if symbol.kind != "parts":
        return [symbol]
    return [leaf for part in symbol.parts for leaf in leaves(part)]


def numeric(code: str) -> bool:
    """Whether a code is a number."""
    return number_of(code) is not None


def same(one: str, other: str) -> bool:
    """Whether two codes are one, as numbers or as texts."""
    left, right = number_of(one), number_of(other)
    return left == right if left is not None and right is not None else one == other


def ordered(operator: str, code: str, limit: str) -> bool:
    """Whether a code that is a number is beyond a limit."""
    left, right = number_of(code), number_of(limit)
    return left is not None and right is not None and RELATIONS[operator](left, right)
