"""What of a questionnaire no XLSForm holds: reasons by place, for the list of losses."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.questionnaire import Item, Questionnaire


def of_form(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """(place, kind, reason) of what the form as a whole loses."""
    for section in questionnaire.sections:
        if section.shuffled:
            yield section.name, "setting", "the order of items is always the same"
    for scale in questionnaire.scales:
        yield scale.name, "setting", "scales are not kept"
    if questionnaire.keep:
        yield "keep with answers", "setting", "what is coarsened at closing is not kept"
    if len(questionnaire.languages) > 1:
        yield "title", "text", "a form has its title in one language only"


def of_item(item: Item) -> list[str]:
    """The reasons why settings of an item are not kept."""
    options, settings = item.options, item.settings
    reasons = {
        "its bands are not kept": item.bands is not None,
        "that it is a background fact is not kept": item.background,
        "nets are not kept": item.nets,
        "a reversed rating is not kept": item.reversed or any(row.reversed for row in item.rows),
        "only the first places are to be filled": item.type == "ranking" and settings.get("first"),
        "the unit is not shown": settings.get("unit"),
        "the words at both ends are not shown": settings.get("left") or any(row.right for row in item.rows),
        "codes that are no answers count as answers": any(option.missing for option in options),
        "scores of codes are not kept": any(option.score is not None for option in options),
        "that the codes have an order is not kept": settings.get("ordered"),
        "a year is a whole number": item.type == "year",
    }
    return [reason for reason, applies in reasons.items() if applies]
