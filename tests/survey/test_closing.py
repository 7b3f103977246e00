"""Closing a wave: what stays, what goes, and that it happens wholly or not at all."""

import json
import os
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

import pytest

from analysis.codebook import WITHHELD
from analysis.disclosure import classes
from questionnaires import coding
from survey import anonymity, closing, storage
from survey.config import Settings
from survey.storage import Store, Survey, waves
from survey.storage.values import read_questionnaire
from survey.storage.waves import KEEPING, OPENING, SORTING, SWEEPING
from tests.survey.stores import SOURCE, answer_all, columns_of, opened, payload, records_of

FIELD_TABLES = ("box", "used", "participant")


def closed(store: Store, people: int = 40, mode: str = "anonymous") -> Survey:
    survey = opened(store, people, mode)
    if mode == "open":
        for i in range(people):
            store.submit(survey, f"{i:032x}", payload(i))
    else:
        answer_all(store, survey)
    return store.close(survey)


def rows_of(store: Store, survey: Survey) -> list[dict]:
    return records_of(columns_of(store, survey))


def with_keys(payloads: list[dict]) -> list[tuple[dict, int]]:
    """Responses with the numbers from 0 as their record keys."""
    return [(one, key) for key, one in enumerate(payloads)]


def count(store: Store, table: str) -> int:
    with store.read() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()


def test_closing_turns_every_response_into_a_row(store: Store):
    survey = closed(store)
    expected = Counter(payload(i)["answers"]["mood"] for i in range(40))
    assert survey.state == "closed"
    assert Counter(row["mood"] for row in rows_of(store, survey)) == expected
    assert store.answered(survey) == 40


def test_nothing_of_the_field_is_left(store: Store):
    survey = closed(store)
    assert [count(store, table) for table in FIELD_TABLES] == [0, 0, 0]
    assert not anonymity.key_file(store.settings.keys, survey.id).exists()
    with store.read() as connection:
        row = connection.exec_driver_sql("SELECT key_check, swept FROM survey").one()
    assert (row.key_check, bool(row.swept)) == (None, True)


def test_a_large_field_is_deleted_in_several_portions(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waves, "AT_ONCE", 7)
    survey = closed(store)
    assert [count(store, table) for table in FIELD_TABLES] == [0, 0, 0]
    assert store.answered(survey) == 40


def test_two_who_finish_a_closing_at_once_leave_nothing(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waves, "AT_ONCE", 7)
    survey = opened(store, 40)
    answer_all(store, survey)
    with monkeypatch.context() as killed:
        killed.setattr(Store, "finish_closing", lambda _: [])
        store.close(survey)
    second = Thread(target=Store(store.settings).finish_closing)
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM box WHERE id IN (SELECT id FROM box ORDER BY id LIMIT 7)")
        second.start()
        time.sleep(0.5)
    second.join()
    assert [count(store, table) for table in FIELD_TABLES] == [0, 0, 0]


def test_the_sqlite_file_has_no_free_page_and_its_log_is_empty(sqlite: Store):
    closed(sqlite)
    file = sqlite.settings.database_file
    assert file.with_name(file.name + "-wal").stat().st_size == 0
    with sqlite.read() as connection:
        assert connection.exec_driver_sql("PRAGMA freelist_count").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_every_combination_of_background_facts_is_shared_by_five(store: Store):
    survey = closed(store, people=60)
    rows = rows_of(store, survey)
    assert min(classes(rows, ["place", "age"]).values()) >= 5
    assert {row["age"] for row in rows} == {WITHHELD}
    assert {row["place"] for row in rows} == {"town", "village"}


def test_a_question_asked_only_in_villages_does_not_tell_the_village():
    questionnaire = read_questionnaire(SOURCE, "work")
    people = [payload(i) for i in range(40) if payload(i)["answers"]["place"] == "town"][:12]
    people.append({"answers": {"place": "village", "bus": "yes", "mood": "good"}, "write_ins": {}})
    result = closing.close(questionnaire, with_keys(people))
    rows = records_of(result.rows)
    assert {(row["place"], row["bus"]) for row in rows} == {(WITHHELD, WITHHELD)}
    assert Counter(result.apart["bus"].values()) == {"not_asked": 12, "yes": 1}


def test_a_universe_that_hangs_on_a_fact_through_another_question_counts_too():
    more = (
        SOURCE
        + """
      - item: route
        type: single
        question: {en: Is the route good?}
        shown if: bus == yes
        codes: {"yes": {en: "Yes"}, "no": {en: "No"}}
"""
    )
    book = closing.close(read_questionnaire(more, "work"), []).codebook
    facts = closing.in_priority(book)
    found = closing.dependent_universes(book, facts)
    assert found == {"place == village": ["bus"], "bus == yes": ["route"]}


def test_facts_to_keep_come_first_in_priority():
    book = coding.codebook(read_questionnaire(SOURCE, "work"))
    assert [fact.name for fact in closing.in_priority(book)] == ["place", "age"]
    assert [fact.name for fact in closing.in_priority(book, ("age",))] == ["age", "place"]


def test_texts_and_exact_facts_are_kept_apart_from_the_rows(store: Store):
    survey = closed(store)
    rows = json.dumps(rows_of(store, survey))
    assert "probe" not in rows
    apart = store.microdata(survey).apart
    assert set(apart) >= {"comment", "mood_other_text", "age", "place"}
    assert sorted(apart["comment"].words()) == sorted(f"probe-{i}-comment" for i in range(40))


def test_what_is_kept_apart_stands_in_an_order_of_its_own(sqlite: Store):
    survey = closed(sqlite, people=60)
    words = sqlite.microdata(survey).apart["comment"].words()
    order = [int(word.split("-")[1]) for word in words]
    moods = [payload(i)["answers"]["mood"] for i in order]
    assert order != sorted(order)
    assert moods != [row["mood"] for row in rows_of(sqlite, survey)]


def test_a_text_that_its_row_would_give_away_is_withheld():
    answers = [payload(i) | {"write_ins": {}} for i in range(30)]
    for one in answers:
        one["answers"]["mood"] = "good"
    for i in range(4):
        answers[i]["answers"]["mood"] = "other"
        answers[i]["write_ins"] = {"mood.other": "telling"}
    result = closing.close(read_questionnaire(SOURCE, "work"), with_keys(answers))
    assert not any("telling" in column.words for column in (*result.rows.values(), *result.apart.values()))
    assert any(note.variable == "mood_other_text" and note.change == "withheld" for note in result.notes)


@pytest.mark.parametrize(
    "typed", ["a\u200bb", "\ufeffab", "a\u2060\u200db", "ab\u202e", "a\ufe0fb", "a\0b", "a\U000e0041b"]
)
def test_what_cannot_be_seen_is_taken_out_of_texts(typed: str):
    assert closing.clean(typed) == "ab"
    assert closing.clean("Қазақ\nтілі 🙂") == "Қазақ\nтілі 🙂"


def test_the_recoding_is_told_in_words(store: Store):
    survey = closed(store, people=40)
    words = [note["words"] for note in store.recoding(survey)]
    assert "age: withheld in all rows, exact only as a tally apart from the answers" in words


@pytest.mark.parametrize("people", [1, 4, 9])
def test_few_answers_close_too_without_any_fact_in_a_small_class(store: Store, people: int):
    survey = closed(store, people)
    rows = rows_of(store, survey)
    facts = classes(rows, ["place", "age", "bus"])
    assert len(rows) == people
    assert all(size >= 5 or set(known) == {WITHHELD} for known, size in facts.items())


def test_a_survey_that_nobody_answered_closes(store: Store):
    survey = store.close(opened(store))
    assert (survey.state, store.answered(survey)) == ("closed", 0)
    assert store.microdata(survey).n == 0


def test_an_open_survey_closes_likewise(store: Store):
    survey = closed(store, 20, mode="open")
    assert store.answered(survey) == 20
    assert store.microdata(survey).design.population is None


def test_the_sizes_of_strata_stay_and_a_closed_survey_still_tells_its_progress(store: Store):
    survey = opened(store, 9)
    for one in store.invitations(survey)[:4]:
        store.submit(survey, one.secret, payload())
    before = store.progress(survey)
    assert store.progress(store.close(survey)) == before
    assert store.microdata(survey).design.population == 9


def test_a_closed_survey_takes_no_answer_and_has_no_invitation(store: Store):
    survey = opened(store)
    secret = store.invitations(survey)[0].secret
    store.close(survey)
    with pytest.raises(storage.NotOpen, match="closed"):
        store.submit(survey, secret, payload())
    with pytest.raises(storage.KeyTrouble):
        store.invitations(survey)


def test_closing_twice_is_closing_once_and_a_draft_cannot_close(store: Store):
    survey = closed(store)
    rows = rows_of(store, survey)
    assert store.close(survey) == survey
    assert rows_of(store, survey) == rows
    with pytest.raises(storage.WrongState, match="draft"):
        store.close(store.create_survey("work", SOURCE))


def test_closing_one_wave_leaves_the_others_in_the_field(store: Store):
    first, second = opened(store), opened(store)
    answer_all(store, second)
    store.close(first)
    storage.check_keys(store.settings)
    assert sum(one.answered for one in store.progress(second)) == 12
    assert store.submit(second, store.invitations(second)[0].secret, payload()) == "already received"


def test_with_a_wrong_key_file_nothing_is_closed_and_nothing_lost(store: Store):
    survey = opened(store)
    answer_all(store, survey)
    keys = anonymity.read_keys(store.settings.keys, survey.id)
    anonymity.save_keys(store.settings.keys, survey.id, replace(keys, box=bytes(32)))
    with pytest.raises(storage.KeyTrouble):
        store.close(survey)
    anonymity.save_keys(store.settings.keys, survey.id, keys)
    assert store.find("work").state == "open"
    assert store.answered(store.close(survey)) == 12


def test_somebody_who_reads_delays_the_sweep_and_closing_again_finishes_it(sqlite: Store):
    survey = opened(sqlite)
    answer_all(sqlite, survey)
    with sqlite.read() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    reader = sqlite3.connect(sqlite.settings.database_file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM box").fetchone()
    with pytest.raises(storage.Busy):
        sqlite.close(survey)
    assert sqlite.find("work").state == "closed"
    assert not anonymity.key_file(sqlite.settings.keys, survey.id).exists()
    reader.execute("ROLLBACK")
    assert sqlite.finish_closing() == [sqlite.find("work")]
    assert sqlite.finish_closing() == []


def test_an_answer_sent_while_closing_is_in_or_refused(store: Store, settings: Settings):
    survey = opened(store, 40)
    secrets = [one.secret for one in store.invitations(survey)]
    with get_context("spawn").Pool(2) as pool:
        sending = pool.starmap_async(_send, [(settings, survey, secrets[i::2]) for i in range(2)])
        while store.answered(survey) < 10:
            time.sleep(0.005)
        store.close(survey)
        received = sum(sending.get())
    assert received == store.answered(survey) == len(rows_of(store, survey))


def _send(settings: Settings, survey: Survey, secrets: list[str]) -> int:
    store, received = Store(settings), 0
    for secret in secrets:
        try:
            received += store.submit(survey, secret, payload()) == "received"
        except storage.NotOpen:
            return received
    return received


# --- killed while closing -------------------------------------------------------------------------


def _close_until(settings: Settings, survey: Survey, last_line: int | None, points: Path | None) -> None:
    """Close in a process that kills itself before its `last_line`-th different line of ours."""
    seen: dict[tuple[str, int], None] = {}

    def trace(frame, event, _):
        if not frame.f_code.co_filename.endswith(
            (
                "closing.py",
                "waves.py",
                "anonymity.py",
                "database.py",
                "coarsening.py",
                "coded.py",
                "recording.py",
            )
        ):
            return None
        if event == "line":
            seen.setdefault((frame.f_code.co_filename, frame.f_lineno))
            if len(seen) == last_line:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    store = Store(settings)
    sys.settrace(trace)
    store.close(survey)
    sys.settrace(None)
    if points:
        points.write_text(str(len(seen)))


def _run(target, *arguments) -> int:
    process = get_context("fork").Process(target=target, args=arguments)
    process.start()
    process.join()
    return process.exitcode


def _copy(settings: Settings, folder: Path) -> Settings:
    """The same instance, copied while nobody writes."""
    shutil.copytree(settings.instance, folder)
    return Settings.load(folder, {})


def _whole_or_not_at_all(settings: Settings, survey: Survey, people: int) -> str:
    """Assert that the instance is open with all answers or, once finished, wholly closed; which it was."""
    store = Store(settings)
    found = store.find(survey.address).state
    if found == "open":
        storage.check_keys(settings)
        found_rows = [count(store, table) for table in (*FIELD_TABLES, "coded_column", "noise")]
        assert found_rows == [people, people, people, 0, 0]
        store.close(survey)
    store.finish_closing()
    assert [count(store, table) for table in (*FIELD_TABLES, "noise")] == [0, 0, 0, 1]
    assert (store.answered(survey), store.microdata(store.find(survey.address)).n) == (people, people)
    assert sorted(path.name for path in settings.keys.iterdir()) == ["session.key"]
    file = settings.database_file
    assert file.with_name(file.name + "-wal").stat().st_size == 0
    assert b"probe-3-comment" in file.read_bytes()
    store.engine.dispose()
    return found


@pytest.fixture
def filled(sqlite: Store) -> tuple[Settings, Survey]:
    survey = opened(sqlite, 30)
    answer_all(sqlite, survey)
    sqlite.engine.dispose()
    return sqlite.settings, survey


def test_killed_at_any_of_fifty_lines_it_is_open_or_closed(filled, tmp_path):
    settings, survey = filled
    points = tmp_path / "points"
    assert _run(_close_until, _copy(settings, tmp_path / "whole"), survey, None, points) == 0
    lines = int(points.read_text())
    states = Counter()
    for i in range(50):
        copy = _copy(settings, tmp_path / f"line{i}")
        assert _run(_close_until, copy, survey, 1 + i * (lines - 1) // 49, None) == -signal.SIGKILL
        states[_whole_or_not_at_all(copy, survey, 30)] += 1
    assert states["open"] >= 10
    assert states["closed"] >= 3


def _close(settings: Settings, survey: Survey) -> None:
    Store(settings).close(survey)


def test_killed_after_the_last_commit_the_log_is_emptied_at_the_next_start(sqlite: Store):
    closed(sqlite)
    with sqlite.write() as connection:
        connection.exec_driver_sql("UPDATE survey SET note = 'x'")
    file = sqlite.settings.database_file
    log = file.with_name(file.name + "-wal")
    assert log.stat().st_size > 0
    storage.start(sqlite.settings)
    assert log.stat().st_size == 0


def test_killed_at_any_moment_it_is_open_or_closed(filled, tmp_path):
    settings, survey = filled
    began = time.monotonic()
    _run(_close, _copy(settings, tmp_path / "whole"), survey)
    whole = time.monotonic() - began
    for i in range(25):
        copy = _copy(settings, tmp_path / f"moment{i}")
        process = get_context("fork").Process(target=_close, args=(copy, survey))
        process.start()
        time.sleep(whole * i / 24)
        process.kill()
        process.join()
        _whole_or_not_at_all(copy, survey, 30)


def test_closing_says_how_it_goes_on(store: Store):
    heard = []
    survey = opened(store, 24)
    answer_all(store, survey)
    store.close(survey, lambda *news: heard.append(news))
    opening = [(OPENING, place, 24) for place in range(0, 24, 2)]
    assert heard == [*opening, (SORTING, 24, 24), (KEEPING, 0, 0), (SWEEPING, 0, 0)]
