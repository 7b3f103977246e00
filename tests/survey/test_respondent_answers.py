"""The answers in: what is refused comes back whole, what is sent twice counts once, nothing is logged."""

from __future__ import annotations

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from survey.respondent import create_app
from survey.storage import Busy
from survey.storage.fieldwork import Fieldwork
from tests.survey.respondents import ANSWERS, EVERY_TYPE, Field, fielded


def key_in(html: str) -> str:
    return re.findall('name="key" value="([^"]*)"', html)[0]


def test_a_complete_answer_is_counted_and_thanked_for(field: Field) -> None:
    page = field.post({**ANSWERS, "secret": field.secrets()[0]})
    assert page.status_code == 200
    assert "your answers were counted" in page.text
    assert "Good-bye!" in page.text
    assert field.answered() == 1


def without_receipt(page: str) -> str:
    return re.sub('<b class="o">[0-9a-z-]{19}</b>', "", page)


def test_the_thanks_say_nothing_of_the_answers(field: Field) -> None:
    page = field.post({**ANSWERS, "secret": field.secrets()[0]})
    other = field.post({"visited": "no", "secret": field.secrets()[1]})
    assert without_receipt(page.text) == without_receipt(other.text)


def test_the_short_code_of_a_card_opens_too(field: Field) -> None:
    code = field.store.invitations(field.survey)[0].code
    assert field.post({**ANSWERS, "secret": f" {code.upper()} "}).status_code == 200
    assert field.answered() == 1


def test_the_same_secret_twice_counts_once_with_the_same_thanks(field: Field) -> None:
    form = {**ANSWERS, "secret": field.secrets()[0]}
    first, second = field.post(form), field.post({**form, "visited": "no"})
    assert first.status_code == second.status_code
    assert without_receipt(first.text) == without_receipt(second.text)
    assert field.answered() == 1


def test_the_same_form_key_twice_counts_once(open_field: Field) -> None:
    form = {**ANSWERS, "key": key_in(open_field.get().text)}
    assert open_field.post(form).status_code == open_field.post(form).status_code == 200
    assert open_field.answered() == 1
    assert open_field.post({**ANSWERS, "key": key_in(open_field.get().text)}).status_code == 200
    assert open_field.answered() == 2


def test_fifty_posts_at_once_are_one_response(field: Field) -> None:
    form = {**ANSWERS, "secret": field.secrets()[0]}
    with ThreadPoolExecutor(16) as pool:
        pages = list(pool.map(lambda _: field.post(form), range(50)))
    assert {page.status_code for page in pages} == {200}
    assert field.answered() == 1


def holds_everything_typed(html: str) -> None:
    for fragment in (
        'value="yes" checked',
        'value="books" checked',
        'value="other" checked',
        'value="Қонақ «күтуге»"',
        'name="room.quiet" value="2" checked',
        'name="room.warm" value="dont_know" checked',
        '<option value="light" selected>',
        '<option value="hours" selected>',
        'value="2019"',
        "Бәрі\r\nжақсы &lt;b&gt;</textarea>",
    ):
        assert fragment in html, fragment


@pytest.mark.parametrize(
    ("language", "problem"),
    [
        ("kk", "100 – тым көп: ең көп мүмкін сан – 60."),
        ("ru", "100 – слишком много: наибольшее возможное число – 60."),
        ("en", "100 is too large: the largest number possible is 60."),
    ],
)
def test_a_refused_answer_loses_nothing(field: Field, language: str, problem: str) -> None:
    form = {**ANSWERS, "secret": field.secrets()[0], "times": "100"}
    page = field.post(form, language)
    assert page.status_code == 422
    holds_everything_typed(page.text)
    assert f'<p class="e" id="e-times">{problem}</p>' in page.text
    assert f'value="{form["secret"]}"' in page.text
    assert field.answered() == 0


def test_each_problem_stands_at_its_item_and_in_a_summary_that_links_there(field: Field) -> None:
    html = field.post({**ANSWERS, "secret": field.secrets()[0], "times": "x", "since": "19"}).text
    assert '<a href="#q-times">How many times?</a>' in html
    assert '<a href="#q-since">Since what year?</a>' in html
    assert re.search('id="i-times"[^>]*aria-describedby="h-times e-times"', html)
    assert re.search('role="alert" tabindex="-1" autofocus', html)


def test_a_required_question_left_out_is_asked_again(field: Field) -> None:
    page = field.post({"secret": field.secrets()[0]})
    assert page.status_code == 422
    assert '<p class="e" id="e-visited">Please answer this question.</p>' in page.text


def test_an_empty_form_does_not_spend_the_invitation(tmp_path: Path) -> None:
    free = fielded(tmp_path, source=EVERY_TYPE.replace("required: yes", "required: no"))
    secret = free.secrets()[0]
    page = free.post({"secret": secret})
    assert page.status_code == 422
    assert "Nothing has been answered yet." in page.text
    assert free.post({"visited": "no", "secret": secret}).status_code == 200
    assert free.answered() == 1


def test_an_unknown_code_loses_nothing_and_is_shown_at_its_field(field: Field) -> None:
    page = field.post({**ANSWERS, "secret": "swse-as7w-am0x"})
    assert page.status_code == 422
    holds_everything_typed(page.text)
    assert 'id="e">We do not know this code.' in page.text
    assert 'value="swse-as7w-am0x"' in page.text


def test_a_missing_code_is_asked_for_together_with_all_else(field: Field) -> None:
    html = field.post({**ANSWERS, "times": "100"}).text
    assert "Please type the code of your invitation." in html
    assert "100 is too large" in html


def test_another_language_keeps_everything_typed(field: Field) -> None:
    page = field.post({**ANSWERS, "secret": "abc", "times": "100", "language": "kk"})
    assert page.status_code == 200
    assert '<html lang="kk">' in page.text
    holds_everything_typed(page.text)
    assert 'id="e-' not in page.text
    assert field.answered() == 0


def test_an_open_surveys_key_survives_a_refusal_and_a_change_of_language(open_field: Field) -> None:
    key = key_in(open_field.get().text)
    assert key_in(open_field.post({**ANSWERS, "key": key, "times": "100"}).text) == key
    assert key_in(open_field.post({**ANSWERS, "key": key, "language": "ru"}).text) == key


def test_a_damaged_form_key_is_replaced_and_nothing_is_lost(open_field: Field) -> None:
    page = open_field.post({**ANSWERS, "key": "damaged"})
    assert page.status_code == 422
    holds_everything_typed(page.text)
    assert open_field.post({**ANSWERS, "key": key_in(page.text)}).status_code == 200


def test_what_was_not_asked_is_dropped(field: Field) -> None:
    field.post({**ANSWERS, "secret": field.secrets()[0], "visited": "no", "reasons": "nonsense"})
    assert field.answered() == 1


def test_a_closed_survey_gives_back_what_was_typed(field: Field) -> None:
    secret = field.secrets()[0]
    field.store.close(field.survey)
    page = field.post({**ANSWERS, "secret": secret})
    assert page.status_code == 403
    assert "This survey has ended: your answers were not taken." in page.text
    holds_everything_typed(page.text)


def test_a_busy_store_asks_to_come_back_and_loses_nothing(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: Any) -> str:
        raise Busy("locked")

    monkeypatch.setattr(Fieldwork, "submit", locked)
    page = field.post({**ANSWERS, "secret": field.secrets()[0]})
    assert page.status_code == 503
    assert page.headers["Retry-After"] == str(Busy.retry_after)
    holds_everything_typed(page.text)


def test_a_database_out_of_reach_loses_nothing_either(field: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: Any) -> str:
        raise Busy("locked")

    field.get()
    for way in ("find", "submit"):
        monkeypatch.setattr(Fieldwork, way, locked)
    assert field.get().status_code == 503
    page = field.post({**ANSWERS, "secret": field.secrets()[0]}, "en")
    assert page.status_code == 503
    holds_everything_typed(page.text)


def test_a_lost_key_file_loses_nothing_that_was_typed(field: Field) -> None:
    secret = field.secrets()[0]
    for file in field.store.settings.keys.glob("*.key"):
        if file.stem == field.survey.id:
            file.rename(file.with_suffix(".away"))
    page = field.post({**ANSWERS, "secret": secret})
    assert page.status_code == 503
    holds_everything_typed(page.text)


def test_a_document_of_yesterday_is_taken_by_a_server_started_today(open_field: Field) -> None:
    key = key_in(open_field.get().text)
    today = Field(open_field.store, open_field.survey, create_app(open_field.store.settings))
    assert today.post({**ANSWERS, "key": key}).status_code == 200
    assert open_field.answered() == 1


def test_more_than_the_longest_answer_is_refused_in_words(field: Field) -> None:
    page = field.post({"more": "я" * 300_000}, "kk")
    assert page.status_code == 413
    assert "Бұл біз қабылдай алатыннан көп" in page.text


@pytest.mark.parametrize(
    "nasty",
    ["\0", "\ud800".encode("utf-8", "surrogatepass"), "1e999", "NaN", "٣", "9" * 400, "\u202eabc", "{0}"],
)
def test_nothing_that_a_browser_can_send_breaks_the_server(field: Field, nasty: Any) -> None:
    for name in ANSWERS:
        page = field.post({**ANSWERS, name: nasty, "secret": field.secrets()[0]})
        assert page.status_code in (200, 422)
    assert field.post({"secret": nasty}).status_code == 422


def test_another_method_is_refused(field: Field) -> None:
    page = field.app.test_client().put(f"{field.url}/en")
    assert page.status_code == 405
    assert "Allow" in page.headers


def test_an_error_is_logged_without_path_value_or_address(
    field: Field, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> str:
        raise RuntimeError("needle-in-message")

    monkeypatch.setattr(Fieldwork, "submit", broken)
    with caplog.at_level(logging.DEBUG):
        page = field.post({**ANSWERS, "more": "needle-typed", "secret": field.secrets()[0]})
    assert page.status_code == 500
    assert "RuntimeError" in caplog.text
    for needle in ("needle", "reading", "127.0.0.1", field.secrets()[0]):
        assert needle not in caplog.text


def test_what_was_typed_is_stored_as_typed(field: Field) -> None:
    for secret in field.secrets()[:6]:
        field.post({**ANSWERS, "secret": secret})
    field.store.close(field.survey)
    texts = field.store.microdata(field.survey).apart["more"]
    assert list(texts.values) == ["Бәрі\nжақсы <b>"] * 6


def test_extra_fields_are_ignored(field: Field) -> None:
    form = {**ANSWERS, "secret": field.secrets()[0], "admin": "1", "key": "x", "wave": "9"}
    assert field.post(form).status_code == 200


def test_a_doubted_answer_comes_back_with_a_box_to_say_that_it_is_right(field: Field) -> None:
    form = {**ANSWERS, "secret": field.secrets()[0], "since": "1991"}
    page = field.post(form, "kk")
    assert page.status_code == 422
    assert "Отыз жылдан астам" in page.text
    assert 'name="since.sure" value="yes">Жауабым дұрыс</label>' in page.text
    assert field.post({**form, "since.sure": "yes"}, "kk").status_code == 200


def test_a_computed_value_is_taken_from_nobody(field: Field) -> None:
    for secret in field.secrets()[:6]:
        field.post({**ANSWERS, "secret": secret, "years": "99"})
    field.store.close(field.survey)
    assert set(field.store.microdata(field.survey).tallied("years").values) == {7.0}


def test_the_questionnaire_of_these_tests_has_every_type() -> None:
    from questionnaires.types import question_types

    assert all(f"type: {name}" in EVERY_TYPE for name in question_types())
