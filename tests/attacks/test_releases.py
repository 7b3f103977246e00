"""Releases one after the other under attack: who came between two looks, and what does not change between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from analysis.disclosure.gate import protect
from analysis.disclosure.reasons import NotPublished
from analysis.publications import Publication
from survey import demo
from survey.closing import close
from survey.languages import LANGUAGES
from survey.publishing import Draft
from survey.releases import PublicationRefused, ReleaseRefused, few_new, published_groups
from tests.attacks import public
from tests.attacks.crawl import every_resource
from tests.attacks.public import (
    ANSWERS,
    PEOPLE,
    SOURCE,
    Population,
    Site,
    Terms,
    classes_of,
    noise_of,
)

Classes = Mapping[str, Iterable[str]]
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
    for seed in range(45):
        who = Population.drawn(seed).in_bursts(seed)
        majorities.append(who.majority())
        if seed < 4:
            masks, every = public.masks_of(who.facts, public.CODES), list(range(200, 220))
            live += guessed(who, every, public.CODES, lambda number, group, who=who, masks=masks:
                public.counted(who.view[:200 + number][masks[group][:200 + number]]))[0]  # fmt: skip
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


def test_below_thirty_new_answers_nothing_public_changes_by_a_byte(tmp_path: Path) -> None:
    """Pages, charts, files, reports and the interface in each language, with their headers, of a server that
    was started anew; also when the wave closes with fewer, or its release is looked at a day later."""
    site = Site.in_the_field(tmp_path, Population.drawn(1), 60)
    noon = 1_800_000_000.0
    site.store.clock = lambda: noon
    told = demo.methods(LANGUAGES).items()
    one = {name: {"en": said["en"]} if isinstance(said, dict) else said for name, said in told}
    site.store.keep_methods(site.survey, one)
    site.store.publish(site.survey, Draft.of(site.store, site.survey).publication().content)
    before = every_resource(site.store.settings)
    good = [address for address, (status, *_) in before.items() if status == 200]
    for kind in ("/embed", "table.csv", "codebook.csv", "chart.svg", "chart.png", "report.docx", "report.pdf",
                 "report.html", "by=", "/api/publications/libraries/1/tables/"):  # fmt: skip
        assert any(kind in address for address in good), kind
    assert all(any(address.startswith(f"/{one}/") for address in good) for one in LANGUAGES)
    site.store.clock = lambda: noon + 25 * 3600
    for last in (61, 89):
        site.more(last - 1 if last == 61 else 61, last)
        with pytest.raises(ReleaseRefused):
            Draft.of(site.store, site.survey)
        assert every_resource(site.store.settings) == before
    site.close()
    with pytest.raises(ReleaseRefused):
        Draft.of(site.store, site.survey)
    assert every_resource(site.store.settings) == before
    site.store.engine.dispose()


def test_a_release_of_thirty_new_answers_changes_the_pages(tmp_path: Path) -> None:
    site = Site.in_the_field(tmp_path, Population.drawn(1), 60)
    noon = 1_800_000_000.0
    shown = []
    for day in range(2):
        site.store.clock = lambda day=day: noon + 25 * 3600 * day
        site.store.publish(site.survey, Draft.of(site.store, site.survey).publication().content)
        shown.append(site.get("view/table.csv"))
        site.more(60 + 30 * day, 90 + 30 * day)
    assert shown[0] != shown[1]
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
