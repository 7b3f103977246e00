"""`forecast`: how many will be recognisable by their background answers, before anybody is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey.commands.named import named
from survey.commands.output import Refused, json_option, language_option, put_json, put_table, refusing, say

if TYPE_CHECKING:
    from survey.forecast import Coarser, Forecast, Risk


@click.command()
@click.argument("file")
@click.option(
    "--frame",
    "frame_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What is known (CSV): variable, code, total; or one line a person.",
)
@click.option("-n", "--people", type=click.IntRange(1), help="Respondents expected (default: the frame).")
@click.option("--fact", "wanted", multiple=True, help="Only this background fact (several times).")
@language_option
@json_option
def forecast(
    file: str, frame_file: Path | None, people: int | None, wanted: tuple[str, ...], language: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Print how many respondents of FILE (or a shipped one) would be alone with their facts.

    Then: how much each fact adds to it, and which coarser answers would help. Facts that the frame says
    nothing of are taken to be spread evenly, which tells too much rather than too little.
    """
    from survey import forecast as forecasts

    with refusing(forecasts.ForecastError):
        questionnaire = named(file)
        names = [one.name for one in forecasts.facts(questionnaire, forecasts.Frame({}))]
        frame = forecasts.read_frame(frame_file, names) if frame_file else forecasts.Frame({})
        count = people or frame.people
        if not count:
            raise Refused("say how many respondents are expected (-n), or give a frame that says it")
        found = forecasts.forecast(forecasts.facts(questionnaire, frame, wanted), frame, count)
    if as_json:
        put_json(_as_json(found))
    else:
        _show(found, language)


def _as_json(found: Forecast) -> dict[str, Any]:
    def risk(one: Risk) -> dict[str, float]:
        return {"alone": one.alone, "few": one.few}

    return {
        "people": found.people,
        **risk(found.risk),
        "without": {name: risk(one) for name, one in found.without.items()},
        "coarser": [{"fact": c.fact.name, "merged": c.groups, **risk(c.risk)} for c in found.coarser],
        "all_coarser": risk(found.all_coarser),
        "assumed": [one.name for one in found.facts if one.assumed],
    }


def _show(found: Forecast, language: str) -> None:
    from analysis.codebook import text

    words = WORDS.get(language, WORDS["en"])
    percent = _Percent(language)
    say(words["people"].format(people=found.people, facts=len(found.facts)))
    say(
        words["alone"].format(percent=percent(found.risk.alone), count=round(found.risk.alone * found.people))
    )
    say(words["few"].format(percent=percent(found.risk.few), count=round(found.risk.few * found.people)))
    costs = sorted(found.facts, key=lambda one: found.without[one.name].alone)
    rows = [(text(one.label, language), percent(found.without[one.name].alone)) for one in costs]
    put_table(words["costs"], (words["fact"], words["left"]), rows)
    coarser = [
        (text(one.fact.label, language), _merged(one, language), percent(one.risk.alone))
        for one in found.coarser
    ]
    coarser += [(words["every"], "", percent(found.all_coarser.alone))] if coarser else []
    put_table(words["coarser"], (words["fact"], words["merged"], words["left"]), coarser)
    assumed = [text(one.label, language) for one in found.facts if one.assumed]
    if assumed:
        say(words["assumed"].format(facts="; ".join(assumed)))


class _Percent:
    """Shares as per cents in a language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, share: float) -> str:
        from analysis.words import number

        return f"{number(100 * share, self.language)} %"


def _merged(one: Coarser, language: str) -> str:
    from analysis.codebook import text

    labels = one.fact.labels
    groups = (
        " + ".join(text(labels.get(code, {language: code}), language) for code in group)
        for group in one.groups
    )
    return "; ".join(groups)


WORDS: Mapping[str, Mapping[str, str]] = {
    "kk": {
        "people": "Жауап берушілер саны – {people}, олар туралы сұралатын мәлімет саны – {facts}.",
        "alone": "Мәліметтері ешкіммен бірдей болмайтындар: {percent} (шамамен {count} адам).",
        "few": "Мәліметтері бес адамға жетпейтін топта қалатындар: {percent} (шамамен {count} адам).",
        "costs": "Әр мәліметсіз қалай болар еді",
        "fact": "мәлімет",
        "left": "жалғыз қалатындар",
        "coarser": "Жауаптарды ірілендірсе қалай болар еді",
        "merged": "біріктірілетін жауаптар",
        "every": "бәрі бірге",
        "assumed": "Мына мәліметтердің үлесі белгісіз, жауаптары тең бөлінген деп алынды: {facts}.",
    },
    "ru": {
        "people": "Ответят: {people}; сведений о человеке: {facts}.",
        "alone": "Останутся единственными со своими сведениями: {percent} (около {count} чел.).",
        "few": "Окажутся среди менее чем пяти одинаковых: {percent} (около {count} чел.).",
        "costs": "Как было бы без каждого из сведений",
        "fact": "сведение",
        "left": "единственные",
        "coarser": "Как было бы с более крупными ответами",
        "merged": "объединённые ответы",
        "every": "все вместе",
        "assumed": "Доли неизвестны, ответы приняты равными по частоте: {facts}.",
    },
    "en": {
        "people": "{people} respondents, {facts} background facts.",
        "alone": "Alone with their facts: {percent} (about {count} people).",
        "few": "Among fewer than five with the same facts: {percent} (about {count} people).",
        "costs": "Without each of the facts",
        "fact": "fact",
        "left": "alone",
        "coarser": "With coarser answers",
        "merged": "answers made one",
        "every": "all of them",
        "assumed": "Nothing is known of these; their answers were taken to be as frequent: {facts}.",
    },
}
