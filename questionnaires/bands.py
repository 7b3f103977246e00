"""Bands: a variable cut from a whole number or a year. Labels are generated, so nothing gaps or overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from questionnaires import house
from questionnaires.codes import house_words
from questionnaires.fields import Fields
from questionnaires.nodes import Node, Scalar, described
from questionnaires.questionnaire import Bands

Limits = tuple[float | None, float | None]


def read(fields: Fields, limits: Limits, *, whole: bool) -> Bands | None:
    """The bands of an item whose answers lie within `limits`; None when there are none or they are broken."""
    inner = fields.group("bands", f"{fields.about}: “bands”") if "bands" in fields else None
    if inner is None:
        return None
    before = len(fields.context.report)
    bands = _bands(inner, limits)
    inner.close()
    if not whole:
        inner.report("bands-whole")
    return bands if len(fields.context.report) == before else None


def ranges(edges: tuple[int, ...], limits: Limits) -> tuple[tuple[int | None, int | None], ...]:
    """First and last whole amount of each band; None where there is no limit.

    A first band that begins at 0 has no lower limit, so that it reads “under 1 year”.
    """
    low, high = (None if limit is None else int(limit) for limit in limits)
    starts = (low or None, *edges)
    ends = (*(edge - 1 for edge in edges), high)
    return tuple(zip(starts, ends, strict=True))


def amounts(limits: Limits, since: int | None) -> Limits:
    """The limits of the amount that is cut: the answer's own, or `since` minus them."""
    if since is None:
        return limits
    low, high = limits
    return (None if high is None else since - high, None if low is None else since - low)


def _bands(fields: Fields, limits: Limits) -> Bands:
    since = fields.whole("years since", 1000, 3000)
    edges = tuple(_starts(fields))
    codes = fields.words("codes", needed=True)
    unit = fields.one_of("unit", ("years", "age", "none"))
    name, label = fields.name("variable"), fields.text("label")
    cut = amounts(limits, since)
    if edges and codes and _fit(fields, edges, [code.text for code in codes]):
        _reached(fields, edges, codes, cut)
    if since is not None and limits[1] is not None and limits[1] > since:
        fields.report("bands-future", high=int(limits[1]), since=since)
    house_words(fields, "bands")
    labels = (
        house.amount(low, high, unit.removeprefix("none"), fields.context.languages)
        for low, high in (ranges(edges, cut) if edges else ())
    )
    return Bands(name, label, edges, tuple(code.text for code in codes), tuple(labels), since)


def _starts(fields: Fields) -> Iterator[int]:
    for node in fields.nodes("starts at", needed=True):
        if isinstance(node, Scalar) and node.text.strip().lstrip("-").isdecimal() and len(node.text) < 12:
            yield int(node.text)
        else:
            fields.report_at("not-whole", node, key="starts at", value=_said(node))


def _said(node: Node) -> str:
    return node.text[:40] if isinstance(node, Scalar) else described(node)


def _fit(fields: Fields, edges: tuple[int, ...], codes: list[str]) -> bool:
    rising = all(one < other for one, other in pairwise(edges))
    if not rising:
        fields.report("bands-starts", "starts at", starts=", ".join(map(str, edges)))
    if len(codes) != len(edges) + 1:
        fields.report("bands-codes", "codes", starts=len(edges), needed=len(edges) + 1, count=len(codes))
    return rising and len(codes) == len(edges) + 1


def _reached(fields: Fields, edges: tuple[int, ...], codes: tuple[Scalar, ...], cut: Limits) -> None:
    low, high = cut
    for position, code in enumerate(codes):
        above = high is not None and position > 0 and edges[position - 1] > high
        below = low is not None and position < len(edges) and edges[position] <= low
        if above or below:
            fields.report_at("bands-outside", code, value=code.text, low=_limit(low), high=_limit(high))


def _limit(value: float | None) -> str:
    return "any" if value is None else f"{value:g}"
