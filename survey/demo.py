"""The demo: 237 invented young librarians fill the shipped questionnaire through the real server.

What `demo_data` holds of a person (system, tenure, education, studying, position, motive, attitude) is
answered exactly so; everything else is drawn with a fixed seed.
"""

from __future__ import annotations

import csv
import http.client
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from survey.demo_data.leanings import LEANINGS

if TYPE_CHECKING:
    from questionnaires.questionnaire import Item, Questionnaire

SEED = 2026
DATA = Path(__file__).parent / "demo_data"
QUESTIONNAIRE = "young-librarians"
BANNER = "tenure"
NOTE = {
    "kk": "Бұл – көрсетілім. Мұндағы адамдар ойдан шығарылған: бәрін қосқанда баяндамада жарияланған сандар "
    "шығады, қалған жауаптары кездейсоқ құрастырылған.",
    "ru": "Это демонстрация. Люди здесь вымышлены: вместе они дают числа, опубликованные в докладе, "
    "остальные их ответы составлены случайно.",
    "en": "This is a demonstration. The people are invented: together they reproduce the published counts; "
    "the rest of their answers is drawn at random.",
}

Answers = dict[str, Any]
WriteIns = dict[str, str]


class DemoError(Exception):
    """The demo could not go on; the message says at which step."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """One invented person: whom the frame calls so, and the answers."""

    person: str
    answers: Answers
    write_ins: WriteIns
    language: str


def frame() -> list[tuple[str, str]]:
    """(person, library system) of the 257 people of the invented sampling frame."""
    return [(row["id"], row["system"]) for row in _rows("fixture-frame.csv")]


def respondents(questionnaire: Questionnaire) -> Iterator[Respondent]:
    """The 237 people who answer, each a person of the frame in the same system."""
    random = Random(SEED)  # noqa: S311 - invented answers are no secret
    waiting = defaultdict(list)
    for row in _rows("fixture-frame.csv"):
        if row["responded"] == "1":
            waiting[row["system"]].append(row["id"])
    for row in _rows("fixture-respondents.csv"):
        answers, write_ins = _drawn(questionnaire, random)
        answers.update(_known(questionnaire, row, random))
        answers["age_group"] = _age(row["tenure"], random)
        answers["region_kind"], answers["library_type"] = _place(row["system"], random)
        language = random.choices(questionnaire.languages, (6, 3, 1)[: len(questionnaire.languages)])[0]
        yield Respondent(waiting[row["system"]].pop(0), answers, write_ins, language)


def methods(languages: Sequence[str]) -> dict[str, Any]:
    """How the demo was made, as its report discloses it."""
    import yaml

    from analysis.reports import Statement

    told = yaml.safe_load((DATA / "methods.yaml").read_text("utf-8"))
    return Statement.read(told, languages).plain()


def form(questionnaire: Questionnaire, person: Respondent) -> dict[str, list[str]]:
    """The form fields that a browser would send for these answers, only those of items that are asked."""
    from questionnaires.routing import parse, route
    from questionnaires.types import type_of

    def fields(names: Mapping[str, Any]) -> dict[str, list[str]]:
        return {
            field: values
            for item in questionnaire.items()
            if names.get(item.name) is not None
            for field, values in type_of(item)
            .fill(item, names[item.name], _own(item, person.write_ins))
            .items()
        }

    routed = route(questionnaire, parse(questionnaire, fields(person.answers)))
    if routed.problems:
        raise DemoError(f"an invented answer was not acceptable: {routed.problems[0]}")
    return fields(routed.answers)


def send(address: tuple[str, int], path: str, secret: str, fields: Mapping[str, list[str]]) -> None:
    """POST one response to the running server; DemoError unless it thanks."""
    connection = http.client.HTTPConnection(*address, timeout=30)
    try:
        body = urlencode({**fields, "secret": [secret]}, doseq=True)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as reason:
        raise DemoError(f"the server did not answer to a response sent to {path}: {reason}") from reason
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise DemoError(f"the server answered {answer.status} to a response sent to {path}: {text[:400]}")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _drawn(questionnaire: Questionnaire, random: Random) -> tuple[Answers, WriteIns]:
    answers, write_ins = {}, {}
    for item in questionnaire.items():
        answers[item.name], texts = _draw(item, random)
        write_ins.update({f"{item.name}.{option}": text for option, text in texts.items()})
    return answers, write_ins


def _draw(item: Item, random: Random) -> tuple[Any, dict[str, str]]:
    from questionnaires.types import type_of

    leaning = LEANINGS.get(item.name)
    if leaning is None:
        return type_of(item).draw(item, random)
    return leaning(item, random), {}


def _known(questionnaire: Questionnaire, row: Mapping[str, str], random: Random) -> Answers:
    """The answers that the fixture fixes, in the words of the questionnaire."""
    bands = questionnaire.item("entry_year").bands
    negative = next(net.codes for net in questionnaire.item("attitude").nets if net.name == "negative")
    years = [y for y in range(2011, 2027) if bands is not None and bands.code_of(y) == row["tenure"]]
    family = row["motive"] == "family_tradition"
    motives = [m for m in LEANINGS["motive"](questionnaire.item("motive"), random) if m != "family_tradition"]
    others = [
        o.value for o in questionnaire.item("position").options if not o.missing and o.value != "manager"
    ]
    return {
        "system": row["system"],
        "entry_year": random.choice(years),
        "education": row["education"].replace("not_published", "refused"),
        "studying_now": "yes" if row["studying_now"] == "yes" else "no",
        "position": "manager" if row["position"] == "manager" else random.choice(others),
        "motive": ["family_tradition"] * family + motives[: 2 - family],
        "attitude": random.choice(negative) if row["attitude"] == "negative" else row["attitude"],
    }


def _own(item: Item, write_ins: WriteIns) -> WriteIns:
    start = f"{item.name}."
    return {key.removeprefix(start): text for key, text in write_ins.items() if key.startswith(start)}


def _age(tenure: str, random: Random) -> str:
    ages = {"lt1": "lt20 20_24 25_29", "1_3": "20_24 25_29 30_34", "4_10": "25_29 30_34", "10_15": "30_34"}
    return random.choice(ages[tenure].split())


def _place(system: str, random: Random) -> tuple[str, str]:
    districts = json.loads((DATA / "seed-facts.json").read_text("utf-8"))["districts"]
    kind = next((d["kind"] for d in districts if d["id"] == system), "region")
    if kind == "region":
        return "city", "regional"
    if kind == "city":
        return "city", "city"
    return random.choices([("district", "village"), ("city", "district")], (3, 2))[0]
