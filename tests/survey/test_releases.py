"""When a wave may be published again, and what a release in the field is made of."""

from collections import Counter

import pytest

from survey import storage
from survey.closing import close
from survey.releases import (
    LEAST_NEW,
    Made,
    ReleaseRefused,
    next_in_the_field,
    next_of_closed,
    published_groups,
)
from survey.storage import Store, Survey
from tests.survey.stores import answer_all, columns_of, opened, payload

HOUR = 3600
NOON = 1_800_000_000.0


def answering(store: Store, survey: Survey, first: int, last: int) -> None:
    """The people from `first` up to `last` answer."""
    for i, one in enumerate(store.invitations(survey)[first:last], start=first):
        store.submit(survey, one.secret, payload(i))


def content(n: int, snapshot: int) -> dict:
    return {"n": n, "snapshot": snapshot, "banner": None}


def test_thirty_answers_make_a_release_and_thirty_more_a_day_later_the_next(store: Store):
    survey = opened(store, 100)
    answering(store, survey, 0, 29)
    with pytest.raises(ReleaseRefused, match=r"difference\. New answers still to come: 1\.$"):
        store.next_snapshot(survey, now=NOON)
    answering(store, survey, 29, 30)
    assert store.next_snapshot(survey, now=NOON) == 1
    assert store.publish(survey, content(30, 1), now=NOON) == 1
    answering(store, survey, 30, 59)
    with pytest.raises(ReleaseRefused, match="still to come: 1; hours left: 24"):
        store.next_snapshot(survey, now=NOON + 1)
    answering(store, survey, 59, 60)
    with pytest.raises(ReleaseRefused, match="are enough; hours left: 1"):
        store.publish(survey, content(60, 2), now=NOON + 24 * HOUR - 1)
    assert store.publish(survey, content(60, 2), now=NOON + 24 * HOUR) == 2
    assert [one.release for one in store.publications(survey)] == [1, 2]


@pytest.mark.parametrize(("closing", "number"), [(60, 1), (90, 2), (120, 2)])
def test_a_closed_wave_is_its_last_snapshot_or_thirty_answers_more(store: Store, closing: int, number: int):
    survey = opened(store, 120)
    answering(store, survey, 0, 60)
    store.publish(survey, content(60, 1), now=NOON)
    answering(store, survey, 60, closing)
    closed = store.close(survey)
    assert store.next_snapshot(closed, now=NOON) == number
    assert store.publish(closed, content(closing, number), now=NOON) == 2
    assert store.next_snapshot(closed, now=NOON) == number


@pytest.mark.parametrize("more", [1, 29])
def test_after_a_few_more_answers_the_last_release_stands_for_good(store: Store, more: int):
    survey = opened(store, 120)
    answering(store, survey, 0, 40)
    store.publish(survey, content(40, 1), now=NOON)
    answering(store, survey, 40, 40 + more)
    closed = store.close(survey)
    with pytest.raises(ReleaseRefused, match=f"only {more} answers more") as refusal:
        store.publish(closed, content(40 + more, 2), now=NOON + 1000 * HOUR)
    assert refusal.value.answers == more
    assert store.publication(closed).release == 1


def test_a_wave_closed_without_a_release_can_be_published_whatever_its_size(store: Store):
    survey = opened(store, 12)
    answer_all(store, survey)
    closed = store.close(survey)
    assert store.publish(closed, content(12, 1)) == 1


def test_a_release_that_was_made_of_an_overtaken_snapshot_is_refused(store: Store):
    survey = opened(store, 40)
    answer_all(store, survey)
    with pytest.raises(storage.PublicationRefused, match="Somebody else"):
        store.publish(survey, content(40, 2), now=NOON)


def test_a_draft_cannot_be_published_and_has_no_snapshot(store: Store):
    from tests.survey.stores import SOURCE

    draft = store.create_survey("work", SOURCE)
    with pytest.raises(storage.NotOpen):
        store.next_snapshot(draft)
    with pytest.raises(storage.NotOpen):
        store.snapshot(draft)


def test_the_clock_is_the_real_one_where_none_is_given(sqlite: Store):
    survey = opened(sqlite, 80)
    answering(sqlite, survey, 0, 40)
    sqlite.publish(survey, content(40, 1))
    answering(sqlite, survey, 40, 80)
    with pytest.raises(ReleaseRefused, match="are enough; hours left: 24"):
        sqlite.next_snapshot(survey)


def test_the_rule_counts_from_the_last_release_only():
    last = Made(3, 100, int(NOON))
    assert next_in_the_field(last, 100 + LEAST_NEW, NOON + 24 * HOUR) == 4
    assert next_of_closed(last, 100) == 3
    assert next_of_closed(None, 3) == 1
    with pytest.raises(ReleaseRefused):
        next_in_the_field(None, LEAST_NEW - 1, NOON)


# --- what a release in the field is made of -------------------------------------------------------


def test_a_snapshot_holds_every_answer_of_the_box_coarsened_and_writes_nothing(store: Store):
    survey = opened(store, 60)
    answering(store, survey, 0, 45)
    microdata, keys = store.snapshot(survey)
    assert (microdata.n, microdata.design.population, len(set(keys.tolist()))) == (45, 60, 45)
    moods = Counter(payload(i)["answers"]["mood"] for i in range(45))
    assert Counter(microdata.column("mood").words()) == moods
    assert set(microdata.column("age").words()) == {"withheld"}
    assert store.find("work").state == "open"
    assert columns_of(store, survey) == {}
    assert store.answered(survey) == 45


def test_a_response_keeps_its_record_key_from_snapshot_to_snapshot_and_to_the_closed_wave(store: Store):
    survey = opened(store, 60)
    answering(store, survey, 0, 45)
    first, second = (set(store.snapshot(survey)[1].tolist()) for _ in range(2))
    answering(store, survey, 45, 60)
    later = set(store.snapshot(survey)[1].tolist())
    closed = store.close(survey)
    assert first == second < later == set(store.record_keys(closed).tolist())
    assert len(later) == 60


def test_record_keys_stand_in_the_order_of_the_rows(store: Store):
    survey = opened(store, 60)
    answer_all(store, survey)
    before, keys = store.snapshot(survey)
    closed = store.close(survey)
    known = dict(zip(keys.tolist(), before.column("mood").words(), strict=True))
    moods = store.microdata(closed).column("mood").words()
    after = dict(zip(store.record_keys(closed).tolist(), moods, strict=True))
    assert after == known
    assert list(after) != list(known)


def test_record_keys_and_the_noise_secret_do_not_repeat_in_another_wave(store: Store):
    waves = [opened(store, 30) for _ in range(2)]
    for wave in waves:
        answer_all(store, wave)
    assert not set.intersection(*(set(store.snapshot(wave)[1].tolist()) for wave in waves))
    assert store.noise_secret(waves[0], 1) != store.noise_secret(waves[1], 1)


@pytest.mark.parametrize(("more", "number"), [(0, 1), (30, 2)])
def test_only_the_noise_secret_of_the_last_snapshot_outlives_closing(store: Store, more: int, number: int):
    survey = opened(store, 80)
    answering(store, survey, 0, 40)
    store.publish(survey, content(40, 1), now=NOON)
    secrets = {snapshot: store.noise_secret(survey, snapshot) for snapshot in (1, 2)}
    answering(store, survey, 40, 40 + more)
    closed = store.close(survey)
    assert store.noise_secret(closed, number) == secrets[number]
    assert len(secrets[1]) == 32
    with store.read() as connection:
        kept = connection.exec_driver_sql("SELECT secret FROM noise").scalars().all()
    assert [bytes(one) for one in kept] == [secrets[number]]


def test_before_closing_the_database_holds_no_secret_and_no_record_key(sqlite: Store):
    survey = opened(sqlite, 40)
    answer_all(sqlite, survey)
    keys = sqlite.snapshot(survey)[1]
    files = [path for path in sqlite.settings.instance.rglob("*sqlite*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in files)
    assert sqlite.noise_secret(survey, 1) not in held
    assert not any(int(key).to_bytes(8, "little") in held for key in keys)


def test_an_open_wave_has_no_record_keys_to_read_and_a_closed_one_no_snapshot(store: Store):
    survey = opened(store, 30)
    answer_all(store, survey)
    with pytest.raises(storage.NotClosed):
        store.record_keys(survey)
    closed = store.close(survey)
    with pytest.raises(storage.NotOpen):
        store.snapshot(closed)


# --- the recoding of the first release stays ------------------------------------------------------


def recoded(*groups: str) -> dict:
    """A publication whose filter variable `place` has these classes."""
    classes = [{"code": group, "label": {"en": group}} for group in groups]
    return content(40, 1) | {"variables": [{"name": "place", "classes": classes}]}


def test_codes_that_the_first_release_merged_stay_merged_in_the_field_and_after(store: Store):
    survey = opened(store, 80)
    answering(store, survey, 0, 40)
    assert [code.value for code in store.snapshot(survey)[0].column("place").variable.valid_codes] == [
        "town",
        "village",
        "road",
    ]
    store.publish(survey, recoded("town", "village+road"), now=NOON)
    answering(store, survey, 40, 80)
    open_codes = store.snapshot(survey)[0].column("place").variable.valid_codes
    closed = store.close(survey)
    assert [code.value for code in open_codes] == ["town", "village+road"]
    assert store.microdata(closed).column("place").variable.valid_codes == open_codes
    merged = [note["groups"] for note in store.recoding(closed) if note["change"] == "merged"]
    assert merged == [[["village", "road"]]]


def test_the_groups_of_a_publication_are_codes_of_the_questionnaire():
    assert published_groups(recoded("town", "village+road")) == {"place": [("town",), ("village", "road")]}
    assert published_groups(content(40, 1)) == {}


def test_closing_is_given_the_groups_by_name():
    from survey.storage.values import read_questionnaire
    from tests.survey.stores import SOURCE

    responses = [(payload(i), i) for i in range(60)]
    questionnaire = read_questionnaire(SOURCE, "work")
    closed = close(questionnaire, responses, groups={"place": [("town", "village")]})
    assert set(closed.rows["place"].words) == {"town+village"}
    assert [code.value for code in closed.codebook.variable("place").codes][:2] == ["town+village", "road"]
