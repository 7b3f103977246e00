"""A result that shows itself: printed it is a table with base and method, in a notebook the same as HTML."""

from __future__ import annotations


class Shown:
    """What every kind of result descends from; `analysis.show` registers how each kind is shown.

    Results and their parts share these words. `variable`, `row`, `column`, `by` and `name` are names of the
    codebook, `code` (`codes`) its codes, `label` (`row_label`, `row_labels`, ...) texts by language. `n` are
    the people of the data, `base` those who gave a valid answer, `missing` the others by kind; `count` counts
    people, `weighted` (`weighted_base`) adds their weights. `percent` and other shares run from 0 to 100, `p`
    and the `level` of intervals from 0 to 1. `value` or `estimate`, its `standard_error` and the limits `low`
    and `high` are in one unit; `statistic` is tested on `df` degrees of freedom (`df2`: the denominator's of
    an F). `population` is the number of people that intervals speak of, None for the process behind them;
    `effective_n` what weighted people are worth in equal ones; `method` a key of `analysis.words`. What has
    no value is None, never a NaN.
    """

    __slots__ = ()

    def __str__(self) -> str:
        from analysis import show

        return show.as_text(self)

    def _repr_html_(self) -> str:
        from analysis import show

        return show.as_html(self)
