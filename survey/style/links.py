"""A chart on a page: where each of its forms lies, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from flask import g, request, url_for

from analysis import charts
from analysis.charts.dots import chosen
from analysis.charts.registry import Result
from analysis.charts.registry import charts as registered
from analysis.charts.wish import Wish, Wishes
from analysis.codebook import Text
from analysis.tables import Crosstab
from survey.style.drawing import THEMES, WIDTHS, Look
from survey.style.pages import Refused, language
from survey.web import N_

NO_CHART = N_("There is no chart of that kind for this table.")
NO_LOOK = N_("A chart can be had light or dark, 360 or 720 wide.")
NO_ANSWER = N_("There is no such answer in this table. Please choose one of its rows.")


SORTED = {"size": "size", "label": "code"}
"""The order of a page's rows -> that of its charts, which otherwise put ratings in their own order."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of one result: the endpoint that draws it, with the arguments that name it. Of a chart that
    shows one answer, `answers` are all that it can show (code, label), `code` the one that it does."""

    endpoint: str
    arguments: dict[str, Any]
    result: Result
    wishes: Wishes
    kind: str
    alternative: str
    table: str = ""
    kinds: tuple[str, ...] = field(default=())
    code: str = ""
    answers: tuple[tuple[str, Text], ...] = ()

    def address(self, format: str, **wishes: Any) -> str:
        """Where this chart is drawn as svg or png."""
        shown = {"chart": self.kind, "code": self.code or None}
        return url_for(self.endpoint, format=format, **{**self.arguments, **shown, **wishes})

    def height(self, width: int) -> int:
        """How high this chart is at that width, so that a page keeps its place for it."""
        wish = replace(Wish(language(), **self.wishes), width=width)
        return round(charts.lay_out(self.result, self.kind, wish).height)


def picture(result: Result, endpoint: str, table: str = "", **arguments: Any) -> Picture | None:
    """The chart of `result` that the reader wished (`?chart=`) or the best suited; None when none suits."""
    kinds = tuple(charts.kinds(result))
    if not kinds:
        return None
    kind = wished(kinds)
    code, answers = _answer(result, kind)
    wishes: Wishes = {"margins": margins(), "order": _order(), "code": code or None, "about": about()}
    words = charts.alternative(result, kind, language=language(), **wishes)
    return Picture(endpoint, arguments, result, wishes, kind, words, table, kinds, code, answers)


def wished(kinds: tuple[str, ...]) -> str:
    """The kind of chart in the address, which must suit the result; the best one by default."""
    kind = request.args.get("chart", kinds[0])
    if kind not in kinds:
        raise Refused(NO_CHART)
    return kind


def look(format: str, result: Result) -> Look:
    """What the address wishes of a drawn chart of `result`; Refused when it wishes what there is not."""
    theme, width = request.args.get("theme", "light"), request.args.get("width", "720")
    if theme not in THEMES or width not in map(str, WIDTHS):
        raise Refused(NO_LOOK)
    kind, code = request.args.get("chart"), _code(result)
    return Look(language(), kind, format, theme, int(width), margins(), _order(), code, about())


def _code(result: Result) -> str | None:
    """The answer of a table that the address wishes to see; Refused where the table has none such."""
    code = request.args.get("code")
    if not code or not isinstance(result, Crosstab):
        return None
    if code not in result.row_codes:
        raise Refused(NO_ANSWER)
    return code


def _answer(result: Result, kind: str) -> tuple[str, tuple[tuple[str, Text], ...]]:
    """The answer that a chart of one shows, and those that it could show; none for any other chart."""
    code = _code(result)
    if not isinstance(result, Crosstab) or not registered()[kind].one_answer:
        return "", ()
    shown = result.row_codes[chosen(result, Wish(code=code))]
    return shown, tuple(zip(result.row_codes, result.row_labels, strict=True))


def _order() -> str:
    return SORTED.get(request.args.get("sort", ""), "natural")


def about() -> tuple[str, ...]:
    """What the charts of this request are about beside what their results say: `g.about`, set by a view."""
    found: tuple[str, ...] = g.get("about", ())
    return found


def margins() -> bool:
    """Whether charts show intervals; people of an open link are no sample that has any."""
    return bool(g.get("margins", True))


__all__ = ["Picture", "look", "picture", "wished"]
