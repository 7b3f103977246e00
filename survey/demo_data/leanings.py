"""How the demo's people lean where the fixture says nothing, so that the charts have a shape.

Nothing here was ever measured: it is drawn, and every page of the demo says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from questionnaires.questionnaire import Item

Leaning = Callable[["Item", Random], Any]


def _weights(item: Item, weights: Mapping[str, float]) -> dict[str, float]:
    return {o.value: weights.get(o.value, 1.0) for o in item.options if o.missing is None and not o.write_in}


def _some(random: Random, weights: Mapping[str, float], k: int) -> list[str]:
    left, chosen = dict(weights), list[str]()
    while left and len(chosen) < k:
        choice = random.choices(list(left), list(left.values()))[0]
        chosen.append(choice)
        del left[choice]
    return chosen


def one(**weights: float) -> Leaning:
    """One option, by weights; an option that is not named weighs 1."""
    return lambda item, random: _some(random, _weights(item, weights), 1)[0]


def several(most: int, **weights: float) -> Leaning:
    """One to `most` options, in the order of the questionnaire."""

    def draw(item: Item, random: Random) -> list[str]:
        chosen = _some(random, _weights(item, weights), random.randint(1, most))
        return [option.value for option in item.options if option.value in chosen]

    return draw


def ranked(**weights: float) -> Leaning:
    """The first options of a ranking, heavier ones earlier."""

    def draw(item: Item, random: Random) -> list[str]:
        count = item.settings.get("first") or len(_weights(item, weights))
        return _some(random, _weights(item, weights), count)

    return draw


def rated(common: float = 0.0, **means: float) -> Leaning:
    """A rating for each row of a grid, near the row's mean (of 1 to 5; 3.2 where it is not named).

    `common` is how far a person's mood moves all rows, reversed ones the other way.
    """

    def draw(item: Item, random: Random) -> dict[str, str]:
        points = [option.value for option in item.options if option.missing is None]
        middle = (len(points) - 1) / 4
        mood = random.gauss(0, common)
        moods = {row.name: -mood if row.reversed else mood for row in item.rows}
        ratings = {
            name: random.gauss((means.get(name, 3.2) - 1) * middle + moved, 1.0)
            for name, moved in moods.items()
        }
        return {row: points[min(max(round(x), 0), len(points) - 1)] for row, x in ratings.items()}

    return draw


def hours(item: Item, random: Random) -> int:
    """Hours of training in a year: a course or two."""
    return random.choice((8, 16, 16, 24, 36, 36, 40, 72, 72, 108, 144))


def words(item: Item, random: Random) -> str | None:
    """What one in four writes in the open question."""
    return random.choice(WORDS) if random.random() < 0.25 else None


WORDS = (
    "Жалақыны көтеріп, қызметте өсуге мүмкіндік беру керек.",
    "Жаңа техника мен жылдам интернет қажет.",
    "Тәлімгер болса, жас маман тез үйренер еді.",
    "Чтобы за новые идеи благодарили, а не ругали.",
    "Достойная зарплата и ремонт в библиотеке.",
    "More courses, and time to try out what we learn.",
)

LEANINGS: Mapping[str, Leaning] = {
    "motive": several(
        2, chance_circumstances=6, lack_of_money=5, own_will=0.7, interest_hobby=1, family_tradition=0
    ),
    "image": rated(prestigious=2.7, intellectual=3.8, creative=3.6, boring=2.1, not_worth_it=2.0, hectic=2.9),
    "statements": rated(common=0.9),
    "dissatisfaction": ranked(low_pay=9, weak_material_base=4, lack_of_prestige=3),
    "self_rating_basis": ranked(social_prestige=4, pay_level=3.5),
    "satisfaction": one(**{"2": 1.5, "3": 2, "4": 2}),
    "training_hours": hours,
    "way_out": words,
}
