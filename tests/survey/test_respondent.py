"""The document out: one page, small, the same for everyone, safe, and right without script."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from analysis.look import DARK, LIGHT, css
from questionnaires import reader
from survey.languages import LANGUAGES
from survey.respondent.pages import base_style
from survey.respondent.scripts import script, worker
from tests.survey.respondents import EVERY_TYPE, Field, fielded

LIMIT, SCRIPT_LIMIT, WORKER_LIMIT = 14_600, 5_000, 1_500


@pytest.mark.parametrize("name", reader.shipped_names())
@pytest.mark.parametrize("mode", ["anonymous", "open"])
def test_a_shipped_questionnaire_fits_into_one_round_trip(tmp_path: Path, name: str, mode: str) -> None:
    shipped = fielded(tmp_path, mode=mode, source=reader.shipped(name).source)
    for language in shipped.survey.questionnaire.languages:
        page = shipped.get(language, accept_encoding="gzip")
        assert page.headers["Content-Encoding"] == "gzip"
        assert len(page.data) <= LIMIT


def test_the_script_in_the_page_is_small() -> None:
    assert len(script().encode()) <= SCRIPT_LIMIT


def test_the_service_worker_is_small_and_named_by_its_content(field: Field) -> None:
    page = field.app.test_client().get("/worker.js", headers={"accept-encoding": "gzip"})
    assert page.mimetype == "text/javascript"
    assert len(page.data) <= WORKER_LIMIT
    assert page.headers["Content-Security-Policy"].endswith("connect-src 'self'")
    version = re.findall("caches.open\\('([0-9a-f]{16})'\\)", gzip.decompress(page.data).decode())
    assert version == [sha256(worker().replace(version[0], "VERSION").encode()).hexdigest()[:16]]


def test_the_page_wears_the_colours_of_the_house() -> None:
    assert css(LIGHT) in base_style()
    assert css(DARK) in base_style()


def test_no_colour_is_named_outside_the_one_look() -> None:
    rest = base_style().replace(css(LIGHT), "").replace(css(DARK), "")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", rest)


def test_everybody_gets_the_same_bytes_in_a_language(field: Field) -> None:
    pages = {field.get("kk", accept_encoding="gzip", user_agent=f"browser {i}").data for i in range(3)}
    assert len(pages) == 1


def test_plain_and_packed_documents_say_the_same(field: Field, open_field: Field) -> None:
    assert gzip.decompress(field.get(accept_encoding="gzip").data) == field.get().data
    packed = gzip.decompress(open_field.get(accept_encoding="gzip").data)
    assert without_key(packed.decode()) == without_key(open_field.get().text)


def without_key(html: str) -> str:
    return re.sub('name="key" value="[0-9a-f]{32}"', "", html)


def test_an_open_survey_gives_every_visitor_a_fresh_form_key_and_nothing_else_new(open_field: Field) -> None:
    first, second = open_field.get().text, open_field.get().text
    assert first != second
    assert without_key(first) == without_key(second)
    assert first.index('name="key"') > first.index("Nearly done.")


def test_an_anonymous_document_has_no_key(field: Field) -> None:
    assert 'name="key"' not in field.get().text
    assert 'name="secret"' in field.get().text


def test_only_the_inline_style_and_script_of_the_page_are_allowed(field: Field) -> None:
    page = field.get()
    policy = page.headers["Content-Security-Policy"]
    for text in re.findall("<style>(.*?)</style>|<script>(.*?)</script>", page.text, re.DOTALL):
        digest = b64encode(sha256("".join(text).encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    for directive in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert directive in policy
    assert "unsafe" not in policy


def test_every_answer_carries_the_headers_of_discretion(field: Field) -> None:
    for page in (field.get(), field.post({}), field.app.test_client().get("/nowhere")):
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in page.headers
        assert "Strict-Transport-Security" not in page.headers


def test_over_https_the_browser_is_told_to_stay_there(field: Field) -> None:
    page = field.app.test_client().get(f"{field.url}/en", base_url="https://example.kz")
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_the_document_asks_for_nothing_from_anywhere(field: Field) -> None:
    html = field.get().text
    assert '<link rel="icon" href="data:,">' in html
    assert not re.findall(r'\bsrc=|<link rel="style|@import|url\(', html)
    assert not re.findall(r'(?:href|action)="(?!#|/|data:,)', html)


def test_the_language_is_negotiated_with_kazakh_first(field: Field) -> None:
    client = field.app.test_client()
    assert '<html lang="kk">' in client.get(field.url).text
    assert '<html lang="ru">' in client.get(field.url, headers={"accept-language": "ru-RU"}).text
    assert client.get(f"{field.url}/de").status_code == 404


def test_nothing_is_selected_beforehand(field: Field) -> None:
    assert not re.findall(
        r"\s(checked|selected)\b", re.sub("<script>.*", "", field.get().text, flags=re.DOTALL)
    )


def test_universes_stand_in_words_for_readers_without_script(field: Field) -> None:
    assert "Only if in question 1 you answered: Yes." in field.get().text
    assert "Only if your answer to question 5 is at least 10." in field.get().text
    assert "Тек мына жағдайда: 1-сұрақтағы жауабыңыз – Иә." in field.get("kk").text


def test_style_hides_what_is_surely_not_asked(field: Field) -> None:
    rules = re.findall("<style>(@supports.*?)</style>", field.get().text)[0]
    assert 'form:not(:has([name="visited"][value="yes"]:checked)) #q-reasons' in rules
    assert 'form:has([name="reasons"][value="nothing"]:checked):has(' in rules
    assert "#q-often" not in rules


def test_an_authors_markup_is_never_run(tmp_path: Path) -> None:
    nasty = (
        "</style><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}} {% raw %} **b** ](javascript:1)"
    )
    source = EVERY_TYPE.replace("en: Tell us <b>all</b>.", f"en: {json.dumps(nasty)}")
    source = source.replace("en: Visits", f"en: {json.dumps(nasty)}").replace(
        "en: Books", f"en: {json.dumps(nasty)}"
    )
    html = fielded(tmp_path, source=source, note=nasty).get().text
    assert html.count("<script") == 1
    assert "<img" not in html
    assert "{{7*7}}" in html
    assert "<strong>b</strong>" in html


def test_a_note_stands_as_a_banner_in_the_readers_language(tmp_path: Path) -> None:
    note = json.dumps({"kk": "Ойдан <шығарылған>", "ru": "Выдумано", "en": "Invented"})
    noted = fielded(tmp_path, note=note)
    assert '<p class="d">Ойдан &lt;шығарылған&gt;</p>' in noted.get("kk").text
    assert '<p class="d">Invented</p>' in noted.get("en").text
    thanks = noted.post({"secret": noted.secrets()[0], "visited": "no"})
    assert '<p class="d">Invented</p>' in thanks.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_promise_is_told_in_every_language(field: Field, language: str) -> None:
    page = field.app.test_client().get(f"/promise/{language}")
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert page.text.count("<li>") == 15
    assert f'href="/promise/{language}"' in field.get(language).text


def test_an_unknown_survey_or_wave_is_said_in_the_readers_language(field: Field) -> None:
    page = field.app.test_client().get("/reading/7/ru")
    assert page.status_code == 404
    assert "Такой страницы нет" in page.text
    assert field.app.test_client().get("/promise/de").status_code == 404


def test_a_draft_and_a_closed_survey_say_so(field: Field) -> None:
    draft = field.store.create_survey("reading", EVERY_TYPE)
    assert "has not begun" in field.app.test_client().get(f"/reading/{draft.wave}/en").text
    field.store.close(field.survey)
    closed = field.get()
    assert closed.status_code == 410
    assert "This survey has ended" in closed.text


def test_the_respondents_code_runs_without_numerics() -> None:
    code = "import sys, wsgi, survey.respondent.views; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "scipy", "matplotlib", "survey.researcher"} & set(done.stdout.split())


def test_the_promise_stands_beside_each_fact_about_a_person(tmp_path: Path) -> None:
    source = EVERY_TYPE.replace(
        "        question: {kk: Қай қала?", "        background: yes\n        question: {kk: Қай қала?"
    )
    page = fielded(tmp_path, source=source).get().text
    promise = "Beside your answers this stays only so coarse that at least five people share it."
    assert page.count(promise) == 1
    assert page.index("Which town?") < page.index(promise) < page.index("Which village?")


def test_a_section_says_once_how_little_stays_of_background_facts(tmp_path: Path) -> None:
    young = fielded(tmp_path, source=reader.shipped("young-librarians").source)
    page, told = young.get("kk").text, "кемінде бес адамға ортақ болатындай"
    facts = [item for item in young.survey.questionnaire.items() if item.background]
    assert len(facts) > 5
    assert page.count(told) == 1
    assert page.index(told) < page.index(f'id="q-{facts[1].name}"')
