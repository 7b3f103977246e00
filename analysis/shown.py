"""A result that shows itself: printed it is a table with base and method, in a notebook the same as HTML."""

from __future__ import annotations


class Shown:
    """What every kind of result descends from; `analysis.show` registers how each kind is shown."""

    __slots__ = ()

    def __str__(self) -> str:
        from analysis import show

        return show.as_text(self)

    def _repr_html_(self) -> str:
        from analysis import show

        return show.as_html(self)
