"""What a format does not keep of microdata, each thing with the variables and the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.codebook import Text, text
from analysis.exports.loss_words import AND_MORE, told

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a file does not hold: `what`, of which variables (`where`; none: the whole), `why`."""

    what: Text
    where: tuple[str, ...]
    why: Text

    def said(self, language: str) -> str:
        """One line."""
        return f"{self.named(language)}: {text(self.why, language)}"

    def named(self, language: str) -> str:
        """What it is, of which variables; many are counted."""
        more = len(self.where) - SHOWN
        names = ", ".join(self.where[:SHOWN]) + (text(AND_MORE, language).format(more) if more > 0 else "")
        return text(self.what, language) + (f" ({names})" if names else "")

    def __str__(self) -> str:
        """The line in English."""
        return self.said("en")


def by_reason(losses: Iterable[Loss], language: str) -> dict[str, list[Loss]]:
    """Why, in a language -> what is lost for that reason."""
    found: dict[str, list[Loss]] = {}
    for one in losses:
        found.setdefault(text(one.why, language), []).append(one)
    return found


def lost(what: str, why: str, *numbers: object) -> Loss:
    """A loss of the whole, in words of `analysis.exports.loss_words`."""
    return Loss(told(what), (), told(why, *numbers))


def loss(what: str, where: Iterable[str], why: str, *numbers: object) -> tuple[Loss, ...]:
    """The loss of some variables, in the same words; none where no variable suffers it."""
    names = tuple(where)
    return (Loss(told(what), names, told(why, *numbers)),) if names else ()
