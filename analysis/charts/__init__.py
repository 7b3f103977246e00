"""Charts of results: SVG or PNG, with a text alternative written from the same numbers.

A new chart is one module here that registers itself (see `bars.py`); nothing else has to be touched, and
the law tests run over it.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Unpack

from analysis.charts.frame import head, heading, opening, title
from analysis.charts.paint import paint
from analysis.charts.refusals import ChartRefusal, NothingToDraw, UnknownWish, UnsuitableChart
from analysis.charts.registry import Chart, Result, charts
from analysis.charts.sheet import Sheet
from analysis.charts.speech import Speech
from analysis.charts.wish import Format, Wish, Wishes
from analysis.entrance import guard
from analysis.series import Series

__all__ = [
    "ChartRefusal",
    "NothingToDraw",
    "UnknownWish",
    "UnsuitableChart",
    "alternative",
    "kinds",
    "lay_out",
    "render",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def kinds(result: Result) -> list[str]:
    """The names of the charts that suit `result`, best first; none for a text or an empty result."""
    if heading(result, Speech()).nothing:
        return []
    suited = {name: chart.suits(result) for name, chart in charts().items()}
    return sorted((name for name, fit in suited.items() if fit), key=lambda name: (-suited[name], name))


def render(
    result: Result,
    kind: str | None = None,
    *,
    language: str = "kk",
    format: Format = "svg",
    **wishes: Unpack[Wishes],
) -> bytes:
    """The chart `kind` of `result` (the best when None) as a file of the `format` "svg" or "png", in a
    `language`; same arguments, same bytes.

    `wishes`: `about`, `code`, `day`, `theme`, `order`, `width`, `whole`, `margins`, see `Wish`. Raises
    NothingToDraw for an empty result, UnsuitableChart for a kind that does not suit, UnknownWish for a value
    that does not exist.
    """
    wish = Wish(language, **wishes)
    sheet = lay_out(result, kind, wish)
    said = alternative(result, kind, language=language, **wishes)
    return paint(sheet, format, title(result, wish.speech), said)


def alternative(
    result: Result, kind: str | None = None, *, language: str = "kk", **wishes: Unpack[Wishes]
) -> str:
    """The chart in sentences: title, base, every label and number that is drawn, missing and method.

    Refuses as `render` does.
    """
    wish = _as_told(result, Wish(language, **wishes))
    chart = _chosen(result, kind, wish)
    sentences = [title(result, wish.speech), *opening(result, wish), *chart.tell(result, wish)]
    return " ".join(_ended(sentence) for sentence in sentences)


def lay_out(result: Result, kind: str | None, wish: Wish) -> Sheet:
    """The chart as marks on a sheet, not yet drawn."""
    wish = _as_told(result, wish)
    chart = _chosen(result, kind, wish)
    sheet = Sheet(wish)
    head(sheet, result)
    chart.draw(result, sheet)
    return sheet


def _as_told(result: Result, wish: Wish) -> Wish:
    """The wish, in the public form where the result is protected, and with the decimals it is told to."""
    parts = (result, *result.tallies) if isinstance(result, Series) else (result,)
    if any(getattr(one, "protected", None) for one in parts):
        return replace(wish, whole=True)
    decimals = [getattr(one, "decimals", None) for one in parts]
    return replace(wish, decimals=0) if 0 in decimals else wish


def _chosen(result: Result, kind: str | None, wish: Wish) -> Chart:
    if heading(result, wish.speech).nothing:
        raise NothingToDraw(wish.speech.say("nothing", title=title(result, wish.speech)))
    suited = kinds(result)
    if not suited or (kind is not None and kind not in suited):
        known = ", ".join(suited) or "—"
        raise UnsuitableChart(wish.speech.say("no chart", kind=kind or "—", kinds=known))
    return charts()[kind or suited[0]]


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else sentence + "."


guard(__name__)
