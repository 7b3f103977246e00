"""Nonresponse shown: rates by stratum, the bounds of shares beneath."""

from __future__ import annotations

from collections.abc import Iterator

from analysis import nonresponse, worst_case
from analysis.codebook import text
from analysis.nonresponse import ResponseRates, Stratum
from analysis.responses import Responses
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line, figure
from analysis.words import number, word
from analysis.worst_case import WorstCase


def responses(result: Responses, language: str) -> Content:
    """The rates (0 to 1) overall and by stratum; `worst_case` where a variable was named."""
    content = nonresponse.as_json(result.rates)
    told = {} if result.bounds is None else {"worst_case": worst_case.as_json(result.bounds, language)}
    return content | told


def responses_sheet(result: Responses, language: str) -> Sheet:
    """A line per stratum and one for all; e and the bounds as notes."""
    rates = result.rates.overall.rates
    heads = (word(head, language) for head in ("eligible", "unknown", "answered"))
    strata = (_line(one, tuple(rates), language) for one in result.rates.strata)
    e = word(
        "{share} of the unknown people are taken as eligible (e).",
        language,
        share=number(result.rates.e, language, 3),
    )
    return Sheet(
        caption=word("Response rates (AAPOR)", language),
        corner=word("stratum", language),
        heads=(*heads, *rates, word("weight", language)),
        lines=(*strata, _line(result.rates.overall, tuple(rates), language)),
        notes=(_base(result.rates, language), e, *_bounds(result.bounds, language)),
    )


def _line(one: Stratum, rates: tuple[str, ...], language: str) -> Line:
    people = one.dispositions
    numbers = (str(count) for count in (people.eligible, people.unknown, people.answered))
    shares = (figure(one.rates.get(rate), language, 4) for rate in rates)
    head = one.code or word("all", language)
    return Line(head, (*numbers, *shares, figure(one.weight, language, 4)), "row" if one.code else "total")


def _base(rates: ResponseRates, language: str) -> str:
    people = rates.overall.dispositions
    silent = people.eligible + people.unknown - people.answered
    return base_line(people.answered, {"skipped": silent} if silent else {}, language)


def _bounds(worst: WorstCase | None, language: str) -> Iterator[str]:
    for one in () if worst is None else worst.items or (worst,):
        yield word(
            "{label}: {base} answered, {missing} of {population} missing.",
            language,
            label=text(one.label, language) or one.variable,
            base=one.base,
            missing=one.missing,
            population=one.population,
        )
        for row in (*one.rows, *one.nets):
            shares = {key: number(getattr(row, key), language) for key in ("percent", "low", "high")}
            yield word(
                "{answer}: {percent} % ({count}), at worst {low} to {high} %.",
                language,
                answer=text(row.label, language) or row.code,
                count=row.count,
                **shares,
            )


def responses_records(content: Content) -> Records:
    """A record per stratum; bounds as records of their own."""
    strata = [
        {
            "part": "stratum",
            "code": one["stratum"],
            **one["dispositions"],
            **one["rates"],
            "weight": one["weight"],
        }
        for one in (*content["strata"], content["overall"])
    ]
    worst = content.get("worst_case")
    items = [] if worst is None else worst["items"] or [worst]
    return strata + [
        {"part": "bounds", "variable": item["variable"], **row} for item in items for row in item["rows"]
    ]


register(Responses, json=responses, sheet=responses_sheet, records=responses_records)
