"""Why a chart is refused; the messages are in the reader's language (`words.py`)."""

from __future__ import annotations


class ChartRefusal(ValueError):
    """A chart that cannot be drawn; the message says why, in the language that was asked for."""


class NothingToDraw(ChartRefusal):
    """The result holds no answers, so that a picture would show nothing."""


class UnsuitableChart(ChartRefusal):
    """There is no chart of that name, or it does not suit this result."""


class UnknownWish(ChartRefusal):
    """A language, format, theme, order or code that does not exist here."""
