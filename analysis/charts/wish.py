"""What a reader may wish of a chart, checked once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

from analysis.charts.refusals import UnknownWish
from analysis.charts.speech import Speech
from analysis.charts.words import LANGUAGES
from analysis.doors import guarded
from analysis.look import THEMES, Theme

Format = Literal["svg", "png"]
ORDERS = ("natural", "size", "code")
NARROWEST, USUAL, WIDEST = 320, 720, 1600


class Wishes(TypedDict, total=False):
    """The optional wishes of `render` and `alternative`; see `Wish` for what they mean."""

    code: str | None
    theme: str
    order: str
    width: int
    whole: bool
    margins: bool
    day: str | None
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """How one chart is to be.

    `code`: the row code that a dot-and-interval chart shows; `theme`: light, dark or print;
    `order`: by "size", in the order of the "code" (for ordered answers such as age bands), or "natural":
    ratings in their own order, all else by size;
    `width` in px (360 for phones: labels then stand above their bars); `whole`: the public form of
    protected breakdowns; `margins`: whether intervals are shown; `day` ("2022-06-08"): the day whose regions
    a map shows, without it the newest; `about`: sentences that stand under the title, such as among whom;
    `decimals`: of per cents that are not protected. UnknownWish when a value is not known.
    """

    language: str = "kk"
    code: str | None = None
    theme: str = "light"
    order: str = "natural"
    width: int = USUAL
    whole: bool = False
    margins: bool = True
    day: str | None = None
    about: tuple[str, ...] = ()
    decimals: int = 1

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise UnknownWish(Speech("en").say("no wish", **_places("language", self.language, LANGUAGES)))
        self.require("theme", self.theme, tuple(THEMES))
        self.require("order", self.order, ORDERS)
        if not NARROWEST <= self.width <= WIDEST:
            known = f"{NARROWEST}–{WIDEST}"
            raise UnknownWish(self.speech.say("no wish", **_places("width", str(self.width), (known,))))
        if self.day is not None and not _is_day(self.day):
            raise UnknownWish(self.speech.say("no wish", **_places("day", self.day, ("2022-06-08",))))

    @guarded
    def require(self, what: str, value: str, known: tuple[str, ...]) -> None:
        """Refuse `value` unless it is one of `known`."""
        if value not in known:
            raise UnknownWish(self.speech.say("no wish", **_places(what, value, known)))

    @property
    def speech(self) -> Speech:
        """How numbers and labels are said for this wish."""
        return Speech(self.language, self.whole, self.margins, self.decimals)

    @property
    def colours(self) -> Theme:
        """The colours of the wished theme."""
        return THEMES[self.theme]


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _places(what: str, value: str, known: tuple[str, ...]) -> dict[str, str]:
    return {"what": what, "value": value, "known": ", ".join(known)}
