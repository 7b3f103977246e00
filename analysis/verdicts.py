"""What cannot be right in published figures taken together: computed from the figures, never listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from analysis.audit_words import MAKES, UNANSWERED
from analysis.audited import AuditedFigure, Verdict
from analysis.entrance import guard
from analysis.rounding import percent, rounded
from analysis.words import Said


def verdicts(
    audited: Sequence[AuditedFigure],
    districts: Sequence[Mapping[str, Any]],
    people: int,
    frame: Mapping[str, int],
) -> tuple[Verdict, ...]:
    """The verdicts in the order: single figures, the rule of rounding, sums, districts, bases."""
    return (
        *_single(audited),
        *_rule(audited),
        *_sums(audited, people),
        *_district_sum(districts, frame),
        *_bases(people, frame),
    )


def _single(audited: Iterable[AuditedFigure]) -> Iterable[Verdict]:
    for one in audited:
        if one.agrees == "truncated" and one.count is not None and one.base:
            yield Verdict(
                one.id,
                Said(
                    "{count} of {base} is {exact} %: {published} only truncated, rounded it is {computed}.",
                    _numbers(one),
                ),
            )
        elif one.agrees == "no":
            yield Verdict(one.id, Said(MAKES, _numbers(one)))
        elif (
            one.reason.sentence
            and one.agrees == "cannot"
            and (one.count is not None or "wanted" in one.reason.values)
        ):
            yield Verdict(one.id, one.reason)


def _numbers(one: AuditedFigure) -> dict[str, object]:
    numbers: dict[str, object] = {"published": one.published, "count": one.count, "base": one.base}
    numbers["computed"] = one.computed
    if one.count is not None and one.base:
        share = percent(one.count, one.base)
        numbers["exact"] = rounded(share, 2)
    return numbers


def _rule(audited: Sequence[AuditedFigure]) -> Iterable[Verdict]:
    cut = [one.id for one in audited if one.agrees == "truncated"]
    half_up = [one.id for one in audited if one.agrees == "rounded"]
    if cut and half_up:
        values = {"truncated": ", ".join(cut), "rounded": ", ".join(half_up)}
        sentence = "No single rule prints all figures: only truncated {truncated}; only rounded {rounded}."
        yield Verdict("rounding", Said(sentence, values))


def _sums(audited: Sequence[AuditedFigure], people: int) -> Iterable[Verdict]:
    """Groups of figures with a common id prefix: shares of one variable and of all the variables together."""
    for prefix, group in _groups(audited).items():
        by_variable: dict[str, list[AuditedFigure]] = {}
        for one in group:
            by_variable.setdefault(one.variable, []).append(one)
        for variable, ones in by_variable.items():
            left = people - sum(one.count or 0 for one in ones)
            if len(ones) > 1 and left:
                values = {
                    "variable": variable,
                    "terms": _terms(ones),
                    "sum": _sum(ones),
                    "left": left,
                    "people": people,
                }
                sentence = (
                    "{variable}: {terms} = {sum} %; {left} of {people} people are in none of these figures."
                )
                yield Verdict(f"{prefix}.sum", Said(sentence, values))
        if len(by_variable) > 1 and _sum(group) > 100:
            values = {"terms": _terms(group), "sum": _sum(group), "variables": ", ".join(by_variable)}
            sentence = (
                "{terms} = {sum} %, more than everybody: {variables} are different questions and overlap."
            )
            yield Verdict(f"{prefix}.sum_all", Said(sentence, values))


def _groups(audited: Sequence[AuditedFigure]) -> dict[str, list[AuditedFigure]]:
    groups: dict[str, list[AuditedFigure]] = {}
    for one in audited:
        if one.variable and one.count is not None and "." in one.id:
            groups.setdefault(one.id.partition(".")[0], []).append(one)
    return groups


def _sum(ones: Sequence[AuditedFigure]) -> Decimal:
    return sum((Decimal(one.published) for one in ones), Decimal(0))


def _terms(ones: Sequence[AuditedFigure]) -> str:
    return " + ".join(one.published for one in ones)


def _district_sum(districts: Sequence[Mapping[str, Any]], frame: Mapping[str, int]) -> Iterable[Verdict]:
    listed, whole = sum(int(one.get("young") or 0) for one in districts), sum(frame.values())
    if districts and frame and listed != whole:
        values = {"districts": len(districts), "listed": listed, "whole": whole, "left": whole - listed}
        sentence = (
            "The {districts} districts add to {listed}, the sampling frame to {whole}: {left} people have no "
            "published place."
        )
        yield Verdict("districts.sum", Said(sentence, values))


def _bases(people: int, frame: Mapping[str, int]) -> Iterable[Verdict]:
    whole = sum(frame.values())
    if whole > people:
        share = rounded(percent(whole - people, whole), 1)
        values = {"people": people, "whole": whole, "left": whole - people, "share": share}
        yield Verdict("respondents", Said(UNANSWERED, values))


guard(__name__)
