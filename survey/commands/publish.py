"""`publish`: what the public may see of a wave, looked at or frozen as its next release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from survey.commands.output import (
    Refused,
    default_language,
    json_option,
    language_option,
    put_json,
    put_table,
    refusing,
    say,
    settings,
)

if TYPE_CHECKING:
    from analysis.publications import Publication
    from survey.publishing import Draft
    from survey.storage import Store, Survey


@click.command()
@click.argument("survey")
@click.option("--questions", help="Names with commas between; without it all that can be published.")
@click.option(
    "--filters",
    help='Facts that answers are broken down by, names with commas between; "" for none, without it every '
    "fact that can be one. They stay so for good.",
)
@click.option("--preview", is_flag=True, help="Show what the public would see; publish nothing.")
@language_option
@json_option
def publish(
    survey: str, questions: str | None, filters: str | None, preview: bool, language: str, as_json: bool
) -> None:
    """Publish a closed SURVEY, or a release of one in the field: 30 new answers and 24 hours after the last.

    The preview prints the recoding, which groups are served and which rule refuses the others. There is none
    in the field: whoever looked after every answer could tell what the last person said.
    """
    from analysis.disclosure.reasons import NotPublished
    from survey.publishing import Draft
    from survey.releases import PublicationRefused
    from survey.storage import Store

    with refusing(NotPublished, PublicationRefused):
        store = Store(settings())
        found = store.find(survey)
        if preview and found.state == "open":
            raise Refused("there is no preview in the field; publish, or close the survey first")
        draft = Draft.of(store, found)
        made = draft.publication(_names(questions), _names(filters))
        if not preview:
            _freeze(store, found, made)
    if as_json:
        put_json(made.content)
    elif preview:
        _show(draft, made, language)


def _names(given: str | None) -> list[str] | None:
    return None if given is None else [one.strip() for one in given.split(",") if one.strip()]


def _freeze(store: Store, found: Survey, made: Publication) -> None:
    release = store.publish(found, made.content)
    say(f"{found.address}: release {release} of {made.n} answers is published.")
    say(f"It holds {len(made.questions)} questions and {len(made.filters)} groups:")
    say(f"  {store.settings.base_url}/{default_language()}/{found.name}/{found.wave}/")


def _show(draft: Draft, made: Publication, language: str) -> None:
    """The recoding, the groups that are served and refused, the questions."""
    from analysis.codebook import text
    from analysis.disclosure.reasons import say as told
    from analysis.disclosure.sides import refusals

    heads = ("fact", "class", "merged from", "people, to 5")
    classes = [
        (v.name, text(c.label, language), ", ".join(c.codes), c.n) for v in made.variables for c in v.classes
    ]
    apart = [(v.name, "-", "in no class", v.apart) for v in made.variables if v.apart]
    put_table("Recoding", heads, [*classes, *apart])
    refused = refusals(draft.ground([one.name for one in made.variables]))
    groups = [(key, str(n), "served") for key, n in made.filters.items()]
    groups += [(group.key, "", told(why, language)) for group, why in refused.items()]
    put_table("Groups", ("group", "people, to 5", "why not"), groups)
    rows = [
        (one.name, one.total.base, len(one.groups), told(one.why, language) if one.why else "")
        for one in made.questions
    ]
    put_table("Questions", ("question", "answered", "groups", "why none"), rows)
