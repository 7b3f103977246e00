"""Microdata of closed surveys, and publications."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from survey import storage
from survey.releases import PublicationRefused
from survey.storage import Store, Survey
from tests.survey.stores import SOURCE, answer_all, opened, payload


@pytest.fixture
def closed(store: Store) -> Survey:
    survey = opened(store, 40)
    answer_all(store, survey)
    return store.close(survey)


def test_microdata_hold_every_response_and_the_frame_as_population(store: Store, closed: Survey):
    microdata = store.microdata(closed)
    assert (microdata.n, microdata.design.population) == (40, 40)
    moods = sorted(payload(i)["answers"]["mood"] for i in range(40))
    assert sorted(microdata.column("mood").words()) == moods


def test_an_exact_fact_is_tallied_though_its_rows_withhold_it(store: Store, closed: Survey):
    from analysis.tallies import tally

    microdata = store.microdata(closed)
    ages = sorted(float(payload(i)["answers"]["age"]) for i in range(40))
    assert sorted(microdata.tallied("age").words()) == ages
    assert set(microdata.column("age").words()) == {"withheld"}
    assert tally(microdata, "age", population=True).base == 40


def test_rows_of_one_survey_never_come_with_another(store: Store, closed: Survey):
    other = opened(store, 6)
    answer_all(store, other)
    assert store.microdata(store.close(other)).n == 6
    assert store.microdata(closed).n == 40


def test_there_are_no_microdata_before_closing(store: Store):
    survey = opened(store)
    with pytest.raises(storage.NotClosed):
        store.microdata(survey)
    with pytest.raises(storage.NotOpen):
        store.publish(store.create_survey("play", SOURCE), {"n": 40})
    with pytest.raises(storage.NotClosed):
        store.find_closed("work")


def test_the_bare_name_finds_the_newest_closed_wave(store: Store, closed: Survey):
    opened(store)
    assert store.find_closed("work") == closed
    with pytest.raises(storage.NotClosed):
        store.find_closed("work@2")
    with pytest.raises(storage.UnknownSurvey):
        store.find_closed("play")


def test_releases_are_numbered_and_kept_as_they_were(store: Store, closed: Survey):
    assert store.publication(closed) is None
    assert store.publish(closed, {"n": 40, "tables": ["бір"]}) == 1
    assert store.publish(closed, {"n": 40, "tables": []}) == 2
    assert [(one.release, one.content) for one in store.publications()] == [
        (1, {"n": 40, "tables": ["бір"]}),
        (2, {"n": 40, "tables": []}),
    ]
    assert store.publication(closed) == store.publications(closed)[-1]
    assert store.publications(store.create_survey("play", SOURCE)) == []


def test_what_is_no_json_cannot_be_published(sqlite: Store):
    survey = sqlite.close(opened(sqlite))
    with pytest.raises(ValueError, match="JSON"):
        sqlite.publish(survey, {"n": 0, "x": float("nan")})
    assert sqlite.publications() == []


def test_storage_loads_no_numerics_until_microdata_are_asked():
    heavy = "'numpy', 'scipy', 'matplotlib', 'alembic'"
    code = f"import sys, survey.storage; print([one for one in ({heavy}) if one in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_of_two_publications_at_once_with_different_groups_one_is_refused(store: Store, closed: Survey):
    together = Barrier(2)

    def publish(by: str) -> bool:
        together.wait()
        try:
            classes = [{"code": "1"}, {"code": "2"}]
            store.publish(closed, {"n": 40, "variables": [{"name": by, "classes": classes}]})
        except PublicationRefused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(publish, ["place", "age"])) == [False, True]
    assert len(store.publications(closed)) == 1
