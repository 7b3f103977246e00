"""Make the data of the pages from the demo's invented people: `python docs/tasks/data/make.py`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from analysis.codebook import Code, Codebook, Variable
from analysis.codebook_files import to_json
from questionnaires import reader
from questionnaires.coding import codebook, record
from survey import demo

OWN = {"kk": "Өзіңіз ойлап тапқан белгі", "ru": "Ваш собственный код", "en": "Your own code"}
OWN_CODE = Variable("own_code", OWN, "text")
ASKED_AGAIN = ("attitude", "satisfaction", "motive", "system", "tenure")
KEPT = ("choose_again", "training", "statements", "dissatisfaction", "way_out", "region_kind", "age_group")
TODAY = {"kk": "Кітапхана жұмысын бүгін қай сөз дәлірек сипаттайды?"}
TODAY |= {"ru": "Какое слово точнее всего описывает работу в библиотеке сегодня?"}
TODAY |= {"en": "Which word describes library work best today?"}
MARGINS = {
    "region_kind": {"city": 172, "district": 85},
    "tenure": {"lt1": 66, "1_3": 105, "4_10": 78, "10_15": 8},
}
SILENT = ("2.11",) * 12 + ("2.2",) * 5 + ("3.2",) * 3
CLAIMED = (("prestigious", "22.0"), ("intellectual", "22.4"), ("creative", "18.9"), ("hectic", "1.3"))
PRINTED = """question,label,percent,count,answers,base,frame
tenure,under 1 year,25,59,one,237,257
tenure,1–3 years,42.6,101,,,
tenure,4–10 years,29.5,70,,,
tenure,10–15 years,2.9,7,,,
view,prestigious,22.6,,,237,257
view,boring or hectic,12,,,,
view,intellectual,22.4,,,,
view,creative,19,,,,
"""

Row = dict[str, Any]


def files() -> dict[str, str]:
    """Name -> text of every file of this folder that is made."""
    questionnaire = reader.shipped(demo.QUESTIONNAIRE)
    whole = codebook(questionnaire)
    people = list(demo.respondents(questionnaire))
    random = Random(demo.SEED)  # noqa: S311 - invented people are no secret
    codes = [f"{random.choice('ABDEKMNST')}{random.randrange(10_000):04}" for _ in range(2 * len(people))]
    rows = [
        record(questionnaire, one.answers, one.write_ins) | {"own_code": code}
        for one, code in zip(people, codes, strict=False)
    ]
    first = _part(whole, (*ASKED_AGAIN, *KEPT))
    second = _reworded(_part(whole, ASKED_AGAIN))
    return {
        "librarians.csv": _table(first, rows),
        "librarians.codebook.json": to_json(first),
        "librarians-2.csv": _table(second, list(_two_years_on(rows, codes[len(rows) :], random))),
        "librarians-2.codebook.json": to_json(second),
        "margins.csv": _margins(),
        "frame.csv": _frame(),
        "figures.json": _figures(),
        "figures.csv": PRINTED,
    }


def _part(book: Codebook, items: Iterable[str]) -> Codebook:
    """The codebook of some items, with the sets and scales that they hold whole."""
    starts = tuple(items)
    variables = [one for one in book.variables if one.name.startswith(starts)]
    variables = [one for one in variables if not one.name.startswith(("training_need", "motive_other_text"))]
    names = {one.name for one in variables}
    return replace(
        book,
        variables=(OWN_CODE, *variables),
        sets=tuple(one for one in book.sets if names.issuperset(one.variables)),
        scales=tuple(one for one in book.scales if names.issuperset(one.variables)),
    )


def _reworded(book: Codebook) -> Codebook:
    """The second wave's: one question has other words, and one answer is new."""
    helpful = Code("helpful", {"kk": "Пайдалы", "ru": "Полезная", "en": "Helpful"})
    variables = tuple(
        replace(one, label=TODAY, codes=(*one.codes, helpful)) if one.name == "attitude" else one
        for one in book.variables
    )
    return replace(book, variables=variables, version="2")


def _two_years_on(rows: list[Row], codes: list[str], random: Random) -> Iterable[Row]:
    """Three in four answer again, half of them otherwise than before; a quarter of all is new."""
    new = iter(codes)
    for row in rows:
        other = random.choice(rows)
        again = random.random() < 0.75
        kept = row if random.random() < 0.5 else other
        score = min(5, int(kept["satisfaction"]) + (random.random() < 0.3))
        image = "helpful" if random.random() < 0.05 else kept["attitude"]
        yield (row if again else other) | {
            "own_code": row["own_code"] if again else next(new),
            "satisfaction": str(score),
            "attitude": image,
        }


def _table(book: Codebook, rows: Iterable[Row]) -> str:
    out = io.StringIO(newline="")
    names = [one.name for one in book.variables]
    writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, **_whole(row)} for row in rows)
    return out.getvalue()


def _whole(row: Mapping[str, Any]) -> Row:
    return {name: int(value) for name, value in row.items() if isinstance(value, float)}


def _margins() -> str:
    lines = [f"{name},{code},{total}" for name, part in MARGINS.items() for code, total in part.items()]
    return "\n".join(["variable,code,total", *lines, ""])


def _figures() -> str:
    """Shares of `attitude` as a report could print them: one cut short, one of no count."""
    figures = [
        {"id": code, "variable": "attitude", "category": code, "published_percent": percent}
        for code, percent in CLAIMED
    ]
    return json.dumps({"figures": figures}, indent=1) + "\n"


def _frame() -> str:
    """The demo's frame; why the silent are silent is invented."""
    why = iter(SILENT)
    with (demo.DATA / "fixture-frame.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (row["system"], "1.1" if row["responded"] == "1" else next(why)) for row in csv.DictReader(file)
        ]
    return "\n".join(["stratum,disposition", *(",".join(row) for row in rows), ""])


if __name__ == "__main__":
    for name, text in files().items():
        (Path(__file__).parent / name).write_text(text, "utf-8")
