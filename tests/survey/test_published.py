"""The public pages: complete, protected, stable, readable without a script."""

from __future__ import annotations

import csv
import io
import re
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from survey import demo
from survey.languages import LANGUAGES
from survey.published.reports import Reports
from survey.published.shelf import Shelf
from survey.publishing import Draft
from survey.style import HERE, stylesheet
from tests.survey.readers import ATTACK, SOURCE, Rooms, answers, fresh, in_the_field, publish, token

WAVE = "/en/reading/1"
VALUES = {
    "language": "en",
    "name": "reading",
    "wave": "1",
    "question": "mood",
    "format": "svg",
    "version": "0",
}
ROUTES = {
    "style": 200,
    "live": 200,
    "published.start": 302,
    "published.releases": 200,
    "published.release": 200,
    "published.question": 200,
    "published.embedded": 200,
    "published.codebook": 200,
    "published.report": 404,  # until the methods are told
    "published.table": 200,
    "published.chart": 200,
}


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    store = fresh(tmp_path_factory.mktemp("public"))
    store.close(in_the_field(store))
    made = Rooms.over(store)
    publish(made.colleague(), "place")
    yield made
    store.engine.dispose()


@pytest.fixture(scope="module")
def reader(rooms: Rooms) -> FlaskClient:
    return rooms.reader()


def test_every_public_route_is_known_and_only_reads(rooms: Rooms, reader: FlaskClient) -> None:
    rules = list(rooms.published.url_map.iter_rules())
    assert {rule.endpoint for rule in rules} == set(ROUTES)
    for rule in rules:
        assert (rule.methods or set()) <= {"GET", "HEAD", "OPTIONS"}
        address = re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda part: VALUES[part[1]], rule.rule)
        assert reader.get(address).status_code == ROUTES[rule.endpoint]
        assert reader.post(address).status_code == 405


def test_kazakh_comes_first_and_the_browser_may_wish_another(reader: FlaskClient) -> None:
    assert reader.get("/").location == "/kk/"
    assert reader.get("/", headers={"Accept-Language": "ru,en;q=0.5"}).location == "/ru/"
    assert reader.get("/", headers={"Accept-Language": "tr"}).location == "/kk/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_leads_to_itself_in_every_language(reader: FlaskClient, language: str) -> None:
    page = reader.get(f"/{language}/reading/1/mood/").text
    assert f'<html lang="{language}">' in page
    assert all(f'href="/{other}/reading/1/mood/"' in page for other in LANGUAGES)


def test_the_overview_says_who_how_many_and_how_they_are_protected(reader: FlaskClient) -> None:
    page = reader.get(f"{WAVE}/").text
    for words in (
        "The reading room",
        "<dd>60</dd>",
        "100%",
        "Village / Camp",
        "How people are protected",
        "release 1",
    ):
        assert words in page


def test_every_published_question_has_a_page_with_base_table_and_method(
    rooms: Rooms, reader: FlaskClient
) -> None:
    content = rooms.store.publications()[0].content
    assert content["questions"]
    for asked in content["questions"]:
        page = reader.get(f"{WAVE}/{asked['name']}/").text
        assert "Answered: " in page
        assert ("quartiles are those" if asked["name"] == "hours" else "Wilson") in page


@pytest.mark.parametrize("question", ["mood", "why", "room", "place"])
def test_every_per_cent_is_whole_and_totals_keep_their_exact_counts(
    reader: FlaskClient, question: str
) -> None:
    place = f"{WAVE}/{question}"
    for address in (f"{place}/", f"{place}/embed", f"{place}/chart.svg"):
        told = re.findall(r"([\d.]+)%(?!\s*;)", reader.get(address).text)
        assert told
        assert all(map(str.isdigit, told)), address
    rows = list(csv.DictReader(io.StringIO(reader.get(f"{place}/table.csv").data.decode("utf-8-sig"))))
    shares = [(float(row["percent"]), int(row["count"]) / int(row["base"])) for row in rows if row["percent"]]
    assert shares
    assert all(percent == int(100 * share + 0.5) for percent, share in shares)


def test_the_breakdown_runs_over_the_merged_classes_without_counts(reader: FlaskClient) -> None:
    assert '<option value="place">Place</option>' in reader.get(f"{WAVE}/mood/").text
    page = reader.get(f"{WAVE}/mood/?by=place").text
    assert "Village / Camp" in page
    assert ">Camp<" not in page
    assert "small random noise" in page
    assert '<th scope="col">interval</th>' not in page


@pytest.mark.parametrize(
    "asked", ["by=camp", "by=place&where=moon:full", "where=place:moon", "by=place&line=x"]
)
def test_a_group_that_there_is_not_is_not_found(reader: FlaskClient, asked: str) -> None:
    for part in ("", "table.csv", "chart.svg"):
        assert reader.get(f"{WAVE}/mood/{part}?{asked}").status_code == 404


@pytest.mark.parametrize("asked", ["by=place&where=place:town", "where=place:town&where=place:camp"])
def test_a_group_that_is_not_served_is_refused_in_words(reader: FlaskClient, asked: str) -> None:
    answer = reader.get(f"{WAVE}/mood/?{asked}")
    assert answer.status_code == 400
    assert "at most two different facts" in answer.text


def test_a_form_offers_only_what_is_served_and_keeps_what_was_asked(reader: FlaskClient) -> None:
    for question in ("mood", "why", "room", "needs"):
        page = reader.get(f"{WAVE}/{question}/").text
        for name in re.findall(r'<option value="(\w+:[^"]+)"', page):
            assert reader.get(f"{WAVE}/{question}/", query_string={"where": name}).status_code == 200
    among = reader.get(f"{WAVE}/mood/", query_string={"where": "place:town"}).text
    assert '<option value="place:town" selected>' in among


def test_a_refused_question_keeps_its_form(reader: FlaskClient) -> None:
    page = reader.get(f"{WAVE}/mood/?by=place&where=place:town").text
    assert 'role="alert"' in page
    assert '<select id="by"' in page


def test_a_chart_of_one_answer_shows_the_answer_that_is_wished(reader: FlaskClient) -> None:
    place = f"{WAVE}/mood/?by=place&chart=dots"
    page = reader.get(f"{place}&code=bad").text
    assert '<option value="bad" selected>' in page
    assert '<input type="hidden" name="by" value="place">' in page
    wished = [
        reader.get(f"{WAVE}/mood/chart.svg?by=place&chart=dots&code={one}").data for one in ("good", "bad")
    ]
    assert wished[0] != wished[1]
    table = page[page.index("<table") : page.index("</table>")]
    assert table in reader.get(place).text
    unknown = reader.get(f"{place}&code=gloomy")
    assert unknown.status_code == 400
    assert "no such answer in this table" in unknown.text


def test_a_chart_can_stand_on_any_page_and_nothing_else_can(reader: FlaskClient) -> None:
    answer = reader.get(f"{WAVE}/mood/embed?by=place")
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "Source:" in answer.text
    assert "Invented people" in answer.text
    for place in ("mood/", "mood/chart.svg", ""):
        assert "frame-ancestors 'none'" in reader.get(f"{WAVE}/{place}").headers["Content-Security-Policy"]


def test_the_codebook_names_every_question_code_and_group(rooms: Rooms, reader: FlaskClient) -> None:
    answer = reader.get(f"{WAVE}/codebook.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    published = rooms.store.publications()[0].content
    assert {row["variable"] for row in rows if row["part"] == "question"} == {
        question["name"] for question in published["questions"]
    }
    assert {(row["code"], row["unites"]) for row in rows if row["part"] == "group"} == {
        ("town", "town"),
        ("village+camp", "village camp"),
    }
    assert all(row["label_kk"] and row["label_ru"] for row in rows)


def test_a_release_is_read_from_the_database_once(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(rooms.store)
    first = shelf.of("reading", 1)
    monkeypatch.setattr(rooms.store, "publication", None)
    assert shelf.of("reading", 1) is first
    assert shelf.newest() == [first]


def test_a_group_is_reached_by_its_old_codes_too(reader: FlaskClient) -> None:
    old, new = (
        reader.get(f"{WAVE}/mood/table.csv?where=place:{code}").data for code in ("camp", "village%2Bcamp")
    )
    assert old == new


@pytest.mark.parametrize("name", ["comment", "age", "rare", "mood_other_text", "nothing"])
def test_what_was_not_published_is_not_there(reader: FlaskClient, name: str) -> None:
    assert reader.get(f"{WAVE}/{name}/").status_code == 404
    assert reader.get(f"{WAVE}/{name}/table.csv").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/en/reading/2/", "/en/nothing/1/", f"{WAVE}/mood/camp.svg", "/xx/", f"{WAVE}/mood/chart.pdf"],
)
def test_unknown_addresses_are_not_found(reader: FlaskClient, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_closed_wave_that_is_not_published_shows_nothing(tmp_path: Path) -> None:
    store = fresh(tmp_path)
    store.close(in_the_field(store))
    reader = Rooms.over(store).reader()
    assert "Nothing has been published yet." in reader.get("/en/").text
    assert reader.get(f"{WAVE}/").status_code == 404


def test_no_word_that_a_person_wrote_is_on_any_public_page(rooms: Rooms, reader: FlaskClient) -> None:
    seen, waiting = set(), ["/en/"]
    while waiting:
        address = waiting.pop()
        page = reader.get(address)
        seen.add(address)
        assert page.status_code == 200, address
        assert b"comment " not in page.data
        if page.mimetype == "text/html":
            links = re.findall(r'(?:href|src)="(/en/[^"#]*)"', page.text)
            waiting += [link.replace("&amp;", "&") for link in set(links) - seen]
            seen.update(links)
    assert len(seen) > 20


@pytest.mark.parametrize("place", ["/en/", f"{WAVE}/", f"{WAVE}/mood/embed", f"{WAVE}/nothing/"])
def test_pages_without_a_form_carry_no_script(reader: FlaskClient, place: str) -> None:
    answer = reader.get(place)
    assert "<script" not in answer.text
    assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_a_question_carries_one_script_by_its_bytes_and_author_texts_stay_texts(reader: FlaskClient) -> None:
    answer = reader.get(f"{WAVE}/mood/")
    assert ATTACK not in answer.text
    (address, integrity), *others = re.findall(
        r'<script src="([^"]+)" integrity="([^"]+)" defer>', answer.text
    )
    assert (answer.text.count("<script"), others) == (1, [])
    script = reader.get(address)
    assert integrity == f"sha256-{b64encode(sha256(script.data).digest()).decode()}"
    assert "immutable" in script.headers["Cache-Control"]
    policy = answer.headers["Content-Security-Policy"]
    assert f"script-src '{integrity}'; connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_script_is_answered_as_everybody_is(reader: FlaskClient) -> None:
    for asked in ("", "?by=place", "?by=place&chart=stacked", "?by=place&where=place:town"):
        plain, live = (
            reader.get(f"{WAVE}/mood/{asked}", headers=one) for one in ({}, {"HX-Request": "true"})
        )
        assert plain.data == live.data
        assert all(f'id="{part}"' in plain.text for part in ("asked", "shown", "result", "languages"))


def test_the_code_to_embed_shows_what_is_looked_at(reader: FlaskClient) -> None:
    page = reader.get("/kk/reading/1/mood/?by=place&chart=dots&code=bad").text
    told = re.search(r"&lt;iframe src=\"([^\"]+)\"", page)
    assert told
    address = unescape(told[1]).removeprefix("http://localhost")
    assert address == "/kk/reading/1/mood/embed?chart=dots&code=bad&by=place"
    frame = reader.get(address)
    assert frame.status_code == 200
    pictures = set(re.findall(r'<img src="([^"]+)"', frame.text))
    assert pictures == set(re.findall(r'<img src="([^"]+)"', page))
    assert "/kk/reading/1/mood/?chart=dots&amp;code=bad&amp;by=place" in frame.text


def test_a_page_keeps_the_place_of_its_chart(reader: FlaskClient) -> None:
    """Each source says how high its picture is; the frame of the embedded one is higher than that."""
    page = unescape(reader.get(f"{WAVE}/mood/?by=place").text)
    told = re.findall(r'<source srcset="([^"]+)" media="[^"]+" width="(\d+)" height="(\d+)">', page)
    assert len(told) == 4
    for address, *size in told:
        drawn = re.search(r' width="(\d+)" height="([\d.]+)"', reader.get(address).text)
        assert drawn
        assert [round(float(one)) for one in drawn.groups()] == list(map(int, size))
    frame = re.search(r'<iframe [^>]*width="720" height="(\d+)"', page)
    assert frame
    assert int(frame[1]) > int(told[-1][2])


def test_a_chart_and_a_page_say_among_whom_and_what_is_left_out(reader: FlaskClient) -> None:
    page = reader.get(f"{WAVE}/mood/?where=place:town").text
    assert "Only in the group: Place: Town" in page
    assert "Only in the group: Place: Town. " in reader.get(f"{WAVE}/mood/chart.svg?where=place:town").text
    assert "Everybody together" in reader.get(f"{WAVE}/mood/").text
    assert "The room" in reader.get(f"{WAVE}/room/chart.svg?by=place&line=room_quiet").text


@pytest.mark.parametrize(
    ("place", "onward"), [("/en/reading/9/", "/en/"), (f"{WAVE}/mood/?chart=pie", f"{WAVE}/")]
)
def test_what_is_refused_leads_on(reader: FlaskClient, place: str, onward: str) -> None:
    assert f'<a href="{onward}">' in reader.get(place).text


def test_the_note_of_the_survey_stands_on_every_page_in_its_language(reader: FlaskClient) -> None:
    for place in ("", "mood/", "why/"):
        assert "Invented people" in reader.get(f"{WAVE}/{place}").text
        assert "Ойдан шығарылған" in reader.get(f"/kk/reading/1/{place}").text


@pytest.mark.parametrize("place", ["mood/", "mood/chart.svg", "mood/table.csv"])
def test_what_a_browser_has_kept_is_not_sent_again(reader: FlaskClient, place: str) -> None:
    first = reader.get(f"{WAVE}/{place}")
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = reader.get(f"{WAVE}/{place}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_style_sheet_has_no_colour_of_its_own() -> None:
    rules = (HERE / "site.css").read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", rules) == []
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", rules)) <= set(
        re.findall(r"--([a-z0-9-]+):", stylesheet())
    )


@pytest.mark.parametrize("wish", ["chart=pie", "theme=red", "width=0", "chart="])
def test_a_chart_that_there_is_not_is_refused_in_words(reader: FlaskClient, wish: str) -> None:
    answer = reader.get(f"{WAVE}/mood/chart.svg?{wish}")
    assert answer.status_code == 400
    assert "<h1>This cannot be done</h1>" in answer.text


def test_an_open_survey_is_marked_on_its_public_pages(tmp_path: Path) -> None:
    store = fresh(tmp_path)
    store.close(in_the_field(store, mode="open"))
    rooms = Rooms.over(store)
    publish(rooms.colleague(), "place", "mood")
    for place in ("", "mood/"):
        page = rooms.reader().get(f"{WAVE}/{place}").text
        assert "This is not a probability sample" in page
        assert "Wilson" not in page
        assert "Cramer" not in page


def test_a_report_is_for_everybody_once_the_methods_are_told(tmp_path: Path) -> None:
    store = fresh(tmp_path)
    store.close(in_the_field(store))
    rooms = Rooms.over(store)
    publish(rooms.colleague(), "place")
    reader, survey = rooms.reader(), store.find("reading@1")
    assert reader.get(f"{WAVE}/report.html").status_code == 404
    assert "How the survey was made" not in reader.get(f"{WAVE}/").text
    store.keep_methods(survey, demo.methods(LANGUAGES))
    store.keep_view(survey, "A name of our own", "question/mood?by=place")
    overview = reader.get(f"{WAVE}/").text
    assert "How the survey was made" in overview
    assert "Main findings" in overview
    for address in re.findall(r'href="(/en/reading/1/report[^"]+)"', overview):
        assert reader.get(address).status_code == 200
    report = reader.get(f"{WAVE}/report.html").text
    assert "The reading room" in report
    assert "A name of our own" not in report
    assert reader.get(f"{WAVE}/report.exe").status_code == 404


def test_a_question_with_few_new_answers_is_marked_before_it_is_left_out(tmp_path: Path) -> None:
    """15 of the first 30 were asked it, 5 of the next 30."""
    store, noon = fresh(tmp_path), 1_800_000_000.0
    store.clock = lambda: noon
    survey = store.create_survey("reading", SOURCE, mode="open")
    survey = store.open_survey(survey)
    for i in range(60):
        asked = i % 2 == 0 if i < 30 else i % 6 == 0
        told = {
            **answers(i),
            **({"mood": "other", "rare": "yes"} if asked else {"mood": "good", "rare": None}),
        }
        told = {key: value for key, value in told.items() if value is not None}
        store.submit(survey, f"{i:032x}", {"answers": told, "write_ins": {}})
        if i == 29:
            store.publish(survey, Draft.of(store, survey).publication(filters=[]).content)
    rooms = Rooms.over(store)
    colleague, reader = rooms.colleague(), rooms.reader()
    field = colleague.get(f"{WAVE}/publish").text
    assert "Answers: 60" in field
    assert "1 to 9 people have answered since an earlier release" in field
    assert f'href="{WAVE}/publish"' in colleague.get(f"{WAVE}/").text
    assert f'href="{WAVE}/rare/"' in reader.get(f"{WAVE}/").text
    store.close(survey)
    form = colleague.get(f"{WAVE}/publish").text
    assert re.search(r'id="question-rare" disabled>.*1 to 9 people have answered this since', form)
    offered = re.findall(r'"question" value="(\w+)"', form)
    assert "mood" in offered
    assert "rare" not in offered
    data = {"csrf_token": token(colleague.get(f"{WAVE}/publish")), "question": offered}
    assert colleague.post(f"{WAVE}/publish", data=data).status_code == 303
    page = reader.get(f"{WAVE}/").text
    assert f'href="{WAVE}/rare/"' not in page
    assert "In an earlier release, but not in this one: Rare." in page
    store.engine.dispose()


def test_what_is_known_of_reports_waits_for_none_that_is_being_made(rooms: Rooms) -> None:
    reports, (survey,) = Reports(rooms.store), rooms.store.surveys()
    assert reports.told(survey, "en") is None
    with ThreadPoolExecutor() as pool, reports._lock:
        assert pool.submit(reports.told, survey, "en").result(timeout=10) is None
