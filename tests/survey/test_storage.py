"""Surveys, frames and the field."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection

import pytest

from survey import anonymity, storage
from survey.config import NotInitialised, Settings
from survey.storage import Store, Survey
from survey.storage.fieldwork import sealed_size
from tests.survey.stores import SOURCE, answer_all, opened, payload


def test_a_new_wave_gets_the_next_number_and_the_bare_name_finds_the_newest(store: Store):
    store.create_survey("work", SOURCE)
    second = store.create_survey("work", SOURCE, "open", "note")
    assert (second.wave, second.mode, second.note, second.state) == (2, "open", "note", "draft")
    assert store.find("work") == store.find("work@2") == second
    assert store.find("work@1").wave == 1
    assert [survey.address for survey in store.surveys()] == ["work@1", "work@2"]


@pytest.mark.parametrize(
    "address", ["play", "work@2", "work@x", "", "work@-1", "a\0b", "work@" + "9" * 30, "\udcff"]
)
def test_an_unknown_address_is_refused_by_name(store: Store, address: str):
    store.create_survey("work", SOURCE)
    with pytest.raises(storage.UnknownSurvey, match="survey"):
        store.find(address)


@pytest.mark.parametrize("name", ["", "Work", "a b", "../x", "x" * 81])
def test_a_name_that_no_address_can_hold_is_refused(sqlite: Store, name: str):
    with pytest.raises(ValueError, match="no name of a survey"):
        sqlite.create_survey(name, SOURCE)


def test_a_broken_questionnaire_makes_no_survey(sqlite: Store):
    from questionnaires.reader import Problems

    with pytest.raises(Problems):
        sqlite.create_survey("work", "questionnaire: [")
    assert sqlite.surveys() == []


def test_a_questionnaire_that_waits_for_a_file_makes_no_survey(sqlite: Store):
    with pytest.raises(storage.StorageError, match=r"waits for prices\.csv"):
        sqlite.create_survey("work", f"{SOURCE}lookups: {{prices: {{to come: prices.csv}}}}\n")
    assert sqlite.surveys() == []


def test_an_anonymous_survey_opens_only_with_a_frame(store: Store):
    survey = store.create_survey("work", SOURCE)
    with pytest.raises(storage.FrameRefused, match="no sampling frame"):
        store.open_survey(survey)
    assert store.load_frame(survey, [("a", "north"), ("b", "south")]) == 2
    assert store.open_survey(survey).state == "open"
    with pytest.raises(storage.WrongState):
        store.open_survey(survey)


def test_a_frame_replaces_the_earlier_one_and_is_locked_in_the_field(store: Store):
    survey = store.create_survey("work", SOURCE)
    store.load_frame(survey, [("a", "north")])
    store.load_frame(survey, [("b", "south"), ("c", "south")])
    assert store.strata(survey) == {"south": 2}
    store.open_survey(survey)
    with pytest.raises(storage.WrongState):
        store.load_frame(survey, [("d", "south")])


def test_a_frame_with_somebody_twice_or_nameless_is_refused(sqlite: Store):
    survey = sqlite.create_survey("work", SOURCE)
    for people in (
        [("a", "x"), (" a ", "y")],
        [("", "x")],
        [("a" * 81, "x")],
        [("a\0", "x")],
        [("a", "\ud800")],
    ):
        with pytest.raises(storage.FrameRefused):
            sqlite.load_frame(survey, people)
    with pytest.raises(storage.FrameRefused, match="open survey"):
        sqlite.load_frame(sqlite.create_survey("work", SOURCE, "open"), [("a", "x")])


def test_a_link_carries_the_secret_in_its_fragment_and_the_card_its_beginning(store: Store):
    survey = opened(store)
    first = store.invitations(survey)[0]
    assert first.url == f"http://127.0.0.1:8000/s/work/1#{first.secret}"
    assert first.secret.startswith(first.code.replace("-", ""))
    assert len({one.secret for one in store.invitations(survey)}) == 12
    assert store.invitations(survey)[0] == first


def test_the_database_holds_neither_secrets_nor_codes(sqlite: Store):
    survey = opened(sqlite)
    content = sqlite.settings.database_file.read_bytes()
    log = sqlite.settings.database_file.with_name("saualnama.sqlite-wal").read_bytes()
    for one in sqlite.invitations(survey):
        for needle in (one.secret, one.code, one.code.replace("-", "")):
            assert needle.encode() not in content + log


def test_an_answer_counts_once_by_link_or_by_code(store: Store):
    survey = opened(store)
    first = store.invitations(survey)[0]
    assert store.submit(survey, first.secret, payload()) == "received"
    assert store.submit(survey, first.secret, payload(1)) == "already received"
    assert store.submit(survey, first.code, payload(2)) == "already received"
    assert store.answered(survey) == 1


def test_a_code_is_read_as_people_type_it(store: Store):
    survey = opened(store, people=40)
    for one in store.invitations(survey):
        typed = one.code.upper().replace("0", "O").replace("1", "l").replace("-", " ") + " "
        assert store.submit(survey, typed, payload()) == "received"


@pytest.mark.parametrize("typed", ["", "abc", "0" * 12, "0" * 26, "ә" * 26, "x" * 10_000, "\0\udcff"])
def test_a_secret_of_nobody_is_refused(store: Store, typed: str):
    survey = opened(store)
    with pytest.raises(storage.UnknownInvitation):
        store.submit(survey, typed, payload())
    assert store.answered(survey) == 0


def test_a_secret_of_one_wave_opens_no_other(store: Store):
    first, second = opened(store), opened(store)
    with pytest.raises(storage.UnknownInvitation):
        store.submit(second, store.invitations(first)[0].secret, payload())


def test_an_open_survey_takes_any_form_key_once_however_it_is_written(store: Store):
    survey = opened(store, mode="open")
    key = "00112233445566778899aabbccddeeff"
    assert store.submit(survey, key, payload()) == "received"
    assert store.submit(survey, key.upper(), payload()) == "already received"
    assert store.submit(survey, anonymity.encode(bytes.fromhex(key)), payload()) == "already received"
    assert store.submit(survey, "f" * 32, payload()) == "received"
    with pytest.raises(storage.UnknownInvitation):
        store.submit(survey, "f" * 31, payload())
    assert store.progress(survey) == []
    assert store.answered(survey) == 2


def test_a_draft_takes_no_answers(store: Store):
    survey = store.create_survey("work", SOURCE, "open")
    with pytest.raises(storage.NotOpen, match="draft"):
        store.submit(survey, "0" * 32, payload())


def test_nothing_but_answers_can_stand_beside_an_answer(sqlite: Store):
    survey = opened(sqlite)
    secret = sqlite.invitations(survey)[0].secret
    for extra in ("language", "time", "address", "agent"):
        with pytest.raises(ValueError, match=extra):
            sqlite.submit(survey, secret, payload() | {extra: "x"})


def test_progress_tells_totals_by_stratum(store: Store):
    survey = opened(store, people=5)
    for one in store.invitations(survey)[:2]:
        store.submit(survey, one.secret, payload())
    assert [tuple(one) for one in store.progress(survey)] == [("north", 3, 1), ("south", 2, 1)]


def test_every_sealed_answer_has_one_size(sqlite: Store):
    survey = opened(sqlite)
    answer_all(sqlite, survey)
    with sqlite.read() as connection:
        sizes = connection.exec_driver_sql("SELECT DISTINCT length(sealed) FROM box").scalars().all()
    assert sizes == [sealed_size(survey.source, survey.name) + 28]


def test_the_longest_answers_fit_and_longer_ones_are_refused_whole(store: Store):
    survey = opened(store)
    first, second = store.invitations(survey)[:2]
    longest = {"comment": "\u0001" * 200, "mood": "other", "place": "village", "age": 99, "bus": "yes"}
    written = {"answers": longest, "write_ins": {"mood.other": '"' * 200}}
    assert store.submit(survey, first.secret, written) == "received"
    with pytest.raises(storage.TooLong):
        store.submit(survey, second.secret, {"answers": {"comment": "x" * 20_000}, "write_ins": {}})
    assert store.submit(survey, second.secret, payload()) == "received"


def test_fifty_simultaneous_threads_with_one_link_leave_one_answer(store: Store):
    survey = opened(store)
    secret = store.invitations(survey)[0].secret
    gate = threading.Barrier(50)

    def send(i: int) -> str:
        gate.wait()
        return store.submit(survey, secret, payload(i))

    with ThreadPoolExecutor(50) as pool:
        results = list(pool.map(send, range(50)))
    assert sorted(results) == ["already received"] * 49 + ["received"]
    assert store.answered(survey) == 1


def _send_five(settings: Settings, survey: Survey, secrets: list[str]) -> list[str]:
    store = Store(settings)
    return [store.submit(survey, secret, payload()) for secret in secrets]


def test_simultaneous_processes_leave_one_answer_for_each_link(store: Store, settings: Settings):
    survey = opened(store)
    secrets = [one.secret for one in store.invitations(survey)]
    with get_context("spawn").Pool(4) as pool:
        results = pool.starmap(_send_five, [(settings, survey, secrets)] * 10, chunksize=1)
    received = sum(result.count("received") for result in results)
    assert received == store.answered(survey) == len(secrets)


def test_a_process_that_forks_keeps_a_working_store(store: Store):
    survey = opened(store)
    secrets = [one.secret for one in store.invitations(survey)]
    children = [
        get_context("fork").Process(target=store.submit, args=(survey, secret, payload()))
        for secret in secrets[:4]
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert store.submit(survey, secrets[5], payload()) == "received"
    assert store.answered(survey) == 5


def _send_all(settings: Settings, survey: Survey, secrets: list[str], told: Connection) -> None:
    store = Store(settings)
    for i, secret in enumerate(secrets):
        told.send((i, store.submit(survey, secret, payload(i))))


@pytest.mark.parametrize("acknowledged", [1, 20, 77])
def test_a_killed_process_loses_no_answer_that_it_acknowledged(store: Store, acknowledged: int):
    survey = opened(store, 100)
    secrets = [one.secret for one in store.invitations(survey)]
    hear, tell = Pipe(duplex=False)
    child = get_context("spawn").Process(target=_send_all, args=(store.settings, survey, secrets, tell))
    child.start()
    heard = [hear.recv() for _ in range(acknowledged)]
    child.kill()
    child.join()
    assert {result for _, result in heard} == {"received"}
    assert store.answered(survey) >= acknowledged
    for secret in secrets[:acknowledged]:
        assert store.submit(survey, secret, payload()) == "already received"


def test_starting_finishes_what_was_interrupted_and_checks_the_keys(sqlite: Store):
    survey = opened(sqlite)
    kept = anonymity.read_keys(sqlite.settings.keys, survey.id)
    sqlite.close(survey)
    anonymity.save_keys(sqlite.settings.keys, survey.id, kept)
    with sqlite.write() as connection:
        connection.exec_driver_sql("UPDATE survey SET swept = 0")
    assert storage.start(sqlite.settings).find("work").state == "closed"
    assert not anonymity.key_file(sqlite.settings.keys, survey.id).exists()
    anonymity.key_file(sqlite.settings.keys, opened(sqlite).id).unlink()
    with pytest.raises(storage.KeyTrouble):
        storage.start(sqlite.settings)


def test_a_database_that_is_locked_too_long_is_busy_and_loses_nothing(sqlite: Store):
    survey = opened(sqlite)
    secret = sqlite.invitations(survey)[0].secret
    with sqlite.read() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    other = sqlite3.connect(sqlite.settings.database_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(storage.Busy, match="locked"):
        sqlite.submit(survey, secret, payload())
    other.execute("ROLLBACK")
    assert sqlite.submit(survey, secret, payload()) == "received"


def test_a_full_disk_is_busy_and_goes_on_after_there_is_room(sqlite: Store):
    survey = opened(sqlite)
    with sqlite.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(storage.Busy, match="full"):
        answer_all(sqlite, survey)
    with sqlite.read() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=100000")
    answer_all(sqlite, survey)
    assert sqlite.answered(survey) == 12


def test_answers_are_on_the_disk_before_they_are_acknowledged(sqlite: Store):
    with sqlite.read() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "secure_delete", "journal_mode", "busy_timeout")
        }
    expected = {"synchronous": 2, "secure_delete": 1, "journal_mode": "wal", "busy_timeout": 10_000}
    assert found == expected


def test_a_missing_key_file_is_said_and_never_made_anew(store: Store, settings: Settings):
    survey = opened(store)
    storage.check_keys(settings)
    file = anonymity.key_file(settings.keys, survey.id)
    kept = file.read_bytes()
    file.unlink()
    with pytest.raises(storage.KeyTrouble, match="missing"):
        storage.check_keys(settings)
    assert not file.exists()
    file.write_bytes(kept)
    storage.check_keys(settings)


def test_the_key_file_of_another_survey_is_known_as_wrong(sqlite: Store):
    first, second = opened(sqlite), opened(sqlite)
    settings = sqlite.settings
    anonymity.save_keys(settings.keys, first.id, anonymity.read_keys(settings.keys, second.id))
    with pytest.raises(storage.KeyTrouble, match="not the one"):
        storage.check_keys(settings)
    with pytest.raises(storage.KeyTrouble):
        sqlite.invitations(first)


def test_a_store_without_an_instance_says_what_to_run(tmp_path):
    with pytest.raises(NotInitialised, match="saualnama init"):
        Store(Settings.load(tmp_path / "nowhere", {}))


def test_settings_come_from_the_environment(tmp_path):
    found = Settings.load(
        None,
        {
            "SAUALNAMA_INSTANCE": str(tmp_path),
            "DATABASE_URL": "postgres://u@h/d",
            "SAUALNAMA_URL": "https://s.kz/",
            "SAUALNAMA_KEYS": "/keys",
        },
    )
    assert (found.instance, str(found.keys), found.base_url) == (tmp_path, "/keys", "https://s.kz")
    assert found.database_url == "postgresql+psycopg://u@h/d"
    assert found.database_file is None
