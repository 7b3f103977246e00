"""A chart on a page: where each of its forms lies, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import g, request, url_for

from analysis import charts
from analysis.tables import Crosstab, Tally
from survey.style.drawing import THEMES, WIDTHS, Look
from survey.style.pages import Refused, language
from survey.web import N_

NO_CHART = N_("There is no chart of that kind for this table.")
NO_LOOK = N_("A chart can be had light or dark, 360 or 720 wide.")


SORTED = {"size": "size", "label": "code"}
"""The order of a page's rows -> that of its charts, which otherwise put ratings in their own order."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of one result: the endpoint that draws it, with the arguments that name it."""

    endpoint: str
    arguments: dict[str, Any]
    kind: str
    alternative: str
    table: str = ""
    kinds: tuple[str, ...] = field(default=())

    def address(self, format: str, **wishes: Any) -> str:
        """Where this chart is drawn as svg or png."""
        return url_for(self.endpoint, format=format, **{**self.arguments, "chart": self.kind, **wishes})


def picture(result: Tally | Crosstab, endpoint: str, table: str = "", **arguments: Any) -> Picture | None:
    """The chart of `result` that the reader wished (`?chart=`) or the best suited; None when none suits."""
    kinds = tuple(charts.kinds(result))
    if not kinds:
        return None
    kind = wished(kinds)
    words = charts.alternative(result, kind, language=language(), margins=margins(), order=_order())
    return Picture(endpoint, arguments, kind, words, table, kinds)


def wished(kinds: tuple[str, ...]) -> str:
    """The kind of chart in the address, which must suit the result; the best one by default."""
    kind = request.args.get("chart", kinds[0])
    if kind not in kinds:
        raise Refused(NO_CHART)
    return kind


def look(format: str) -> Look:
    """What the address wishes of a drawn chart; Refused when it wishes what there is not."""
    theme, width = request.args.get("theme", "light"), request.args.get("width", "720")
    if theme not in THEMES or width not in map(str, WIDTHS):
        raise Refused(NO_LOOK)
    return Look(language(), request.args.get("chart"), format, theme, int(width), margins(), _order())


def _order() -> str:
    return SORTED.get(request.args.get("sort", ""), "natural")


def margins() -> bool:
    """Whether charts show intervals; people of an open link are no sample that has any."""
    return bool(g.get("margins", True))


__all__ = ["Picture", "look", "picture", "wished"]
