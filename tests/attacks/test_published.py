"""The public pages under attack: what succeeds against naive tables fails against ours, over HTTP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from analysis.disclosure.gate import protect
from analysis.disclosure.noise import Noise
from analysis.disclosure.reasons import NotPublished
from analysis.publications import Publication
from survey.closing import close
from survey.publishing import Draft
from survey.releases import PublicationRefused, ReleaseRefused, few_new, published_groups
from tests.attacks import public
from tests.attacks.public import ANSWERS, FACTS, PEOPLE, SOURCE, Masks, Population, Site, Tables, Terms

Classes = Mapping[str, Iterable[str]]
SEEDS = (1, 2, 3)
SECRET = b"a secret of the attacked tables."
CODES = {name: [f"{name[0]}{i}" for i in range(many)] for name, many in FACTS.items()}


@dataclass(frozen=True)
class Attacked:
    """A published wave: the people, and all tables that anybody can have of it over HTTP."""

    who: Population
    site: Site
    tables: Tables
    masks: Masks


def noise_of(seed: int, n: int, snapshot: int = 1) -> Noise:
    keys = np.random.default_rng(seed).integers(0, 2**64, PEOPLE, dtype=np.uint64)
    return Noise(SECRET, snapshot, keys[:n])


def classes_of(publication: Publication) -> dict[str, list[str]]:
    return {one.name: [each.code for each in one.classes] for one in publication.variables}


@pytest.fixture(scope="module", params=SEEDS)
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The tables are made of the facts as they are: the attacker knows them all, nothing was coarsened."""
    who = Population.drawn(request.param)
    site = Site.in_the_field(tmp_path_factory.mktemp("public"), who, PEOPLE)
    site.close()
    publication = protect(who.microdata(), noise_of(request.param, PEOPLE))
    site.store.publish(site.survey, publication.content)
    classes = classes_of(publication)
    yield Attacked(who, site, site.tables(classes), public.masks_of(who.facts, classes))
    site.store.engine.dispose()


def exact(who: Population, least: int) -> tuple[Tables, Masks]:
    """What a naive publisher gives: exact tables of all groups of at least so many people."""
    masks = public.masks_of(who.facts, CODES)
    return {
        one: public.counted(who.view[people]) for one, people in masks.items() if people.sum() >= least
    }, masks


def right(guesses: dict[int, int], who: Population) -> float:
    return float(np.mean([who.view[i] == guess for i, guess in guesses.items()])) if guesses else 0.0


def test_two_groups_that_differ_in_one_person_tell_the_answer(attacked: Attacked) -> None:
    free, masks = exact(attacked.who, least=1)
    before = public.differences(free, masks)
    assert len(before) > 20
    assert right(before, attacked.who) == 1
    found = public.differences(attacked.tables, attacked.masks)
    print(f"differencing reaches {len(before)} people by free filters, {len(found)} by ours")
    assert found == {}
    assert len(attacked.tables) > 30


def test_small_groups_follow_from_those_that_are_given(attacked: Attacked) -> None:
    least_ten, masks = exact(attacked.who, least=10)
    before = public.recovered(least_ten, masks, attacked.who.view)
    after = public.recovered(attacked.tables, attacked.masks, attacked.who.view)
    print(f"suppressed tables recovered: a threshold of 10 alone {before}, ours {after}")
    assert before > 5
    assert after == 0


def test_all_tables_together_tell_what_each_person_answered(attacked: Attacked) -> None:
    who = attacked.who
    free = float((public.reconstructed(*exact(who, least=1)) == who.view).mean())
    ours = float((public.reconstructed(attacked.tables, attacked.masks) == who.view).mean())
    group = public.own_majority(who, attacked.masks, attacked.tables)
    print(f"reconstruction: exact {free:.3f}, ours {ours:.3f}; majority of own groups {group:.3f}")
    assert free > group + 0.25
    assert ours <= group + 0.05


def test_tables_are_still_of_use(attacked: Attacked) -> None:
    who = attacked.who
    assert (attacked.tables[()] == public.counted(who.view)).all()
    errors: dict[int, list[float]] = {1: [], 2: []}
    for terms, table in attacked.tables.items():
        if terms:
            truth = public.counted(who.view[attacked.masks[terms]])
            error = np.abs(100 * table / table.sum() - 100 * truth / truth.sum()).mean()
            errors[len(terms)].append(float(error))
    one, two, both = (np.mean(part) for part in (errors[1], errors[2], errors[1] + errors[2]))
    print(f"mean error: 0 on the total, {one:.1f} points in groups of one fact, {two:.1f} of two")
    assert max(one, both) <= 6


def test_asking_again_gives_the_same_bytes(attacked: Attacked) -> None:
    """Noise drawn afresh at each request is averaged away; ours is the same each time and by every route."""
    group = next(terms for terms in attacked.tables if len(terms) == 2)
    truth = public.counted(attacked.who.view[attacked.masks[group]])
    draw = np.random.default_rng(0)
    afresh = [truth + draw.choice([-2, -1, 0, 1, 2], ANSWERS) for _ in range(400)]
    assert (np.rint(np.mean(afresh, axis=0)) == truth).all()
    first, second = (one.replace("+", "%2B") for one in group)
    for part in ("view/", "view/table.csv", "view/chart.svg"):
        asked = [f"{part}?where={first}&where={second}"] * 5
        asked += [f"{part}?where={second}&where={first}"] if part != "view/" else []
        assert len({attacked.site.get(one) for one in asked}) == 1


def test_other_names_of_the_same_people_give_the_same_numbers(attacked: Attacked) -> None:
    """A fact that says the same as another one is no second draw of the noise."""
    microdata = attacked.who.microdata()
    twin = Population({**attacked.who.facts, "age": attacked.who.facts["education"]}, attacked.who.view)
    found = protect(twin.microdata(), noise_of(7, microdata.n))
    for i in range(3):
        one, other = found.filter(f"education:e{i}"), found.filter(f"age:a{i}")
        assert found.tally("view", one).rows == found.tally("view", other).rows


def swapped(who: Population, seed: int) -> tuple[Population, list[int]]:
    """The same people with an age that is their education, but for two people who stand on other sides."""
    draw, age = np.random.default_rng(seed), who.facts["education"].copy()
    one = int(draw.integers(PEOPLE))
    other = int(draw.choice(np.flatnonzero(age != age[one])))
    age[[one, other]] = age[[other, one]]
    return Population({**who.facts, "age": age}, who.view), [one, other]


def sides(one: Population, place: int) -> tuple[str, str]:
    """The group of a person by the fact and that by its copy."""
    return f"education:e{one.facts['education'][place]}", f"age:a{one.facts['education'][place]}"


def told_by_noise(tables: Tables, one: Population, place: int) -> int | None:
    """What a person answered who has left the copy of their group, if both are told: cells of the same people
    have the same noise, the others have lost this person or won the other one."""
    whole, copy = (tables.get((name,)) for name in sides(one, place))
    if whole is None or copy is None:
        return None
    lost = whole / whole.sum() - copy / copy.sum()
    return int(lost.argmax())


def test_two_groups_that_swap_a_person_do_not_tell_what_those_two_answered() -> None:
    """Equal noise on equal cells would show the others: groups that nearly agree are never both served."""
    free, ours, majorities = [], 0, []
    for seed in range(40):
        who, people = swapped(Population.drawn(seed), seed)
        majorities.append(who.majority())
        noise = noise_of(seed, PEOPLE)
        served = protect(who.microdata(), noise, questions=["view"]).question("view").groups
        for place in people:
            tables = {}
            for name in sides(who, place):
                fact, code = name.split(":")
                inside = who.facts[fact] == int(code[1:])
                tables[name,] = noise.shown(np.where(inside, who.view, -1), ANSWERS).astype(float)
            free.append(told_by_noise(tables, who, place) == who.view[place])
            ours += all(name.replace(":", "=") in served for name in sides(who, place))
    majority = float(np.mean(majorities))
    print(f"swapped: by the same noise {np.mean(free):.3f}, majority {majority:.3f}; served by us: {ours}")
    assert np.mean(free) > majority + 0.1
    assert ours == 0


# --- releases from the field -----------------------------------------------------------------------

Told = Callable[[int, Terms], "np.ndarray | None"]
"""What the release of that number tells of a group: numbers of people by answer, or nothing."""


def releases(who: Population, seed: int, sizes: list[int]) -> list[Publication]:
    """Our releases after so many answers each, by the groups of the one before."""
    found: list[Publication] = []
    for number, n in enumerate(sizes, 1):
        before = published_groups(found[-1].content) if found else {}
        found.append(protect(who.microdata(n), noise_of(seed, n, number), questions=["view"], before=before))
    return found


def protected(found: list[Publication]) -> Told:
    """What our releases tell."""

    def told(number: int, group: Terms) -> np.ndarray | None:
        publication = found[number]
        try:
            tally = publication.tally("view", publication.filter(*(one.split("+")[0] for one in group)))
        except NotPublished:
            return None
        numbers = np.zeros(ANSWERS)
        for row in tally.rows:
            places = [int(code[1:]) for code in row.code.split("+")]
            numbers[places] = row.percent * tally.base / 100 / len(places)
        return numbers

    return told


def newcomers(who: Population, sizes: list[int], classes: Classes) -> Iterator[tuple[int, int, Terms, int]]:
    """Whoever is alone among the newcomers of a group of at least 10: the releases around, the group, the
    person; the smallest group of each."""
    for number, (first, last) in enumerate(pairwise(sizes)):
        masks = public.masks_of({name: one[:last] for name, one in who.facts.items()}, classes)
        seen = set()
        for group, people in sorted(masks.items(), key=lambda one: one[1].sum()):
            came = np.flatnonzero(people[first:]) + first
            if len(came) == 1 and people[:first].sum() >= 10 and int(came[0]) not in seen:
                seen.add(int(came[0]))
                yield number, number + 1, group, int(came[0])


def guessed(who: Population, sizes: list[int], classes: Classes, told: Told) -> tuple[list[bool], list[bool]]:
    """Whether what a newcomer answered is guessed from the tables right before and after, and from the means
    of all releases before and since."""
    two, means = [], []
    for before, after, group, person in newcomers(who, sizes, classes):
        numbers = [told(number, group) for number in range(len(sizes))]
        if numbers[before] is None or numbers[after] is None:
            continue
        two.append(bool((numbers[after] - numbers[before]).argmax() == who.view[person]))
        earlier, later = ([one / one.sum() for one in part if one is not None] for part in
                          (numbers[:after], numbers[after:]))  # fmt: skip
        drift = np.mean(later, axis=0) - np.mean(earlier, axis=0)
        means.append(bool(drift.argmax() == who.view[person]))
    return two, means


def test_who_came_between_two_releases_is_not_told() -> None:
    """A page that shows every answer at once tells the newcomer's; releases of 30 do not, averaged or not."""
    live, two, means, majorities = [], [], [], []
    for seed in range(12):
        who = Population.drawn(seed)
        majorities.append(who.majority())
        masks, every = public.masks_of(who.facts, CODES), list(range(200, 220))
        live += guessed(who, every, CODES, lambda number, group, who=who, masks=masks: public.counted(
            who.view[:200 + number][masks[group][:200 + number]]))[0]  # fmt: skip
        sizes = list(range(87, PEOPLE + 1, 30))
        found = releases(who, seed, sizes)
        ours = guessed(who, sizes, classes_of(found[-1]), protected(found))
        two, means = two + ours[0], means + ours[1]
    majority = float(np.mean(majorities))
    shares = [float(np.mean(one)) for one in (live, two, means)]
    print(f"newcomer: live {shares[0]:.3f} of {len(live)}, ours {shares[1]:.3f} of {len(two)}, "
          f"averaged {shares[2]:.3f}; majority {majority:.3f}")  # fmt: skip
    assert shares[0] == 1
    assert max(shares[1:]) <= majority + 0.05
    assert len(two) >= 100


HEADS = (
    SOURCE.split("      - item: view")[0]
    + """      - item: post
        type: single
        background: yes
        question: {en: Your post?}
        codes: {p0: {en: Staff}, p1: {en: Head}}
      - item: view
        type: single
        shown if: post == p1
        question: {en: What do you think?}
        codes: {v0: {en: A}, v1: {en: B}, v2: {en: C}, v3: {en: D}, v4: {en: E}}
"""
)


def test_a_newcomer_to_a_question_asked_of_few_is_not_told(tmp_path: Path) -> None:
    """Totals are exact: of thirty newcomers the only one who was asked would be the difference of two."""
    draw = np.random.default_rng(5)
    heads = np.concatenate([np.tile([0, 1], 30), [1], np.zeros(29, int), np.tile([0, 1], 15)])
    view = draw.choice(ANSWERS, len(heads))
    who = Population({"post": heads}, np.where(heads == 1, view, -1))
    site = Site.in_the_field(tmp_path, who, 60, HEADS)
    noon, shown = 1_800_000_000.0, []
    for day, people in enumerate((60, 90, 120)):
        site.more(max(60, people - 30), people)
        site.store.clock = lambda day=day: noon + 25 * 3600 * day
        draft = Draft.of(site.store, site.survey)
        site.store.publish(site.survey, draft.publication().content)
        shown.append(site.counts())
        if day == 1:
            naive = protect(draft.microdata, draft.noise, questions=["view"], filters=[])
            bases = [row.count for row in naive.question("view").total.rows]
            assert np.array_equal(bases - shown[0], np.eye(ANSWERS)[view[60]])
            with pytest.raises(PublicationRefused, match="view"):
                draft.publication(["view"])
            assert few_new(draft.earlier, naive.content) == ["view"]
    assert shown[1] is None
    assert shown[0] is not None
    assert shown[2] is not None
    site.store.engine.dispose()


def test_below_thirty_new_answers_the_pages_stay_the_same_to_the_byte(tmp_path: Path) -> None:
    who = Population.drawn(1)
    site = Site.in_the_field(tmp_path, who, 60)
    noon = 1_800_000_000.0
    site.store.clock = lambda: noon
    site.store.publish(site.survey, Draft.of(site.store, site.survey).publication().content)
    facts = [*FACTS, "nothing"]
    pages = ["", "view/", "view/table.csv", *(f"view/table.csv?by={name}" for name in facts)]
    before = [site.get(one) for one in pages]
    assert before[1]
    site.store.clock = lambda: noon + 25 * 3600
    for last in (61, 89):
        site.more(last - 1 if last == 61 else 61, last)
        with pytest.raises(ReleaseRefused):
            Draft.of(site.store, site.survey)
        assert [site.get(one) for one in pages] == before
    site.more(89, 90)
    site.store.publish(site.survey, Draft.of(site.store, site.survey).publication().content)
    assert site.get("view/table.csv") != before[2]
    site.store.engine.dispose()


def test_closing_without_new_answers_leaves_everybody_in_their_groups(tmp_path: Path) -> None:
    """The same answers have the same noise, so that whoever changed groups would be told by the difference;
    that they do change where closing starts from the groups of its own release is shown first."""
    drawn = Population.drawn(48)
    facts = {"district": drawn.facts["district"] % 6, "education": drawn.facts["education"] * 0}
    who, people = Population({**drawn.facts, **facts}, drawn.view), 90
    site = Site.in_the_field(tmp_path, who, people)
    first = Draft.of(site.store, site.survey).publication().content
    responses = [({"answers": who.answers(i), "write_ins": {}}, i) for i in range(people)]
    asked, groups = site.survey.questionnaire, published_groups(first)
    naive = close(asked, responses, groups=groups).rows["tenure"]
    assert Counter(naive.values()) != Counter(close(asked, responses).rows["tenure"].values())
    site.store.publish(site.survey, first)
    pages = ["view/table.csv", *(f"view/table.csv?by={name}" for name in groups)]
    pages += [f"{page}&where=district:d{i}" for page in pages[1:] for i in range(6)]
    before = [site.get(one) for one in pages]
    site.close()
    site.store.publish(site.survey, Draft.of(site.store, site.survey).publication().content)
    assert [site.get(one) for one in pages] == before
    site.store.engine.dispose()
