"""A researcher's results: any banner, letters, order, weights, and views that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from analysis import banner, show
from analysis.charts.registry import _CHARTS, charts
from survey.researcher.weights import to_frame
from tests.survey.readers import Rooms, fresh, in_the_field, token

HOME = "/en/reading/1"
MOOD = f"{HOME}/question/mood"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    store = fresh(tmp_path_factory.mktemp("results"))
    store.close(in_the_field(store))
    yield Rooms.over(store)
    store.engine.dispose()


@pytest.fixture(scope="module")
def client(rooms: Rooms) -> FlaskClient:
    return rooms.colleague()


def rows(page: TestResponse) -> list[str]:
    """The heads of the rows of a page's first table."""
    table = page.text[page.text.index("<tbody") : page.text.index("</table>")]
    return re.findall(r'<th scope="row">([^<]*)', table)


@pytest.mark.parametrize("question", ["mood", "why", "room", "needs", "hours"])
def test_every_kind_of_question_is_broken_down_by_a_banner(client: FlaskClient, question: str):
    page = client.get(f"{HOME}/question/{question}?by=place")
    assert page.status_code == 200
    assert "Town" in page.text
    assert page.text.count('class="total"') >= 1


def test_the_file_of_a_banner_table_is_that_of_the_analysis(client: FlaskClient, rooms: Rooms):
    microdata = rooms.store.microdata(rooms.store.find("reading@1"))
    expected = show.as_csv(banner(microdata, "mood", "place"), "en", bom=True)
    answer = client.get(f"{MOOD}.csv?by=place")
    assert answer.text == expected
    assert "reading-1-mood-by-place.csv" in answer.headers["Content-Disposition"]


def test_rows_stand_in_the_order_that_is_wished(client: FlaskClient):
    assert rows(client.get(MOOD))[:2] == ["Good", "&lt;b&gt;Bad&lt;/b&gt; {{7*7}}"]
    by_size = rows(client.get(f"{MOOD}?sort=size"))
    by_alphabet = rows(client.get(f"{MOOD}?sort=label"))
    assert by_size[0] == "Good"
    assert by_alphabet[0].startswith("&lt;b&gt;Bad")
    assert sorted(by_size) == sorted(by_alphabet)


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("by=nothing", 400, "no variable of that name"),
        ("by=mood", 400, "itself"),
        ("by=hours", 400, "banner needs codes"),
        ("sort=backwards", 400, "by the alphabet"),
        ("weights=heavy", 400, "sampling frame"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_in_words(client: FlaskClient, asked: str, status: int, words: str):
    page = client.get(f"{MOOD}?{asked}")
    assert page.status_code == status
    assert words in page.text


def test_weights_make_each_group_count_as_it_does_in_the_frame(rooms: Rooms):
    store = rooms.store
    survey = store.find("reading@1")
    strata = {"town": 300, "village": 240, "camp": 600}
    found = to_frame(store.microdata(survey), strata, store.recoding(survey))
    assert found is not None
    column = found.microdata.column("place")
    weights = found.microdata.design.weights_of(found.microdata.n)
    share = {
        code.value: weights[column.values == place].sum() / weights.sum()
        for place, code in enumerate(column.variable.valid_codes)
    }
    camp = next(value for code, value in share.items() if "camp" in code)
    assert camp > 0.5
    assert to_frame(store.microdata(survey), {"elsewhere": 5, "town": 2}, store.recoding(survey)) is None


def test_every_registered_chart_has_a_name_on_the_pages():
    assert all(set(kind.called) == {"kk", "ru", "en"} for kind in charts().values())


def test_a_chart_of_one_answer_shows_the_answer_that_is_wished(client: FlaskClient):
    table = f"{HOME}/crosstab?row=mood&column=place"
    first, other = client.get(f"{table}&chart=dots"), client.get(f"{table}&chart=dots&code=bad")
    assert '<option value="good" selected>' in first.text
    assert '<option value="bad" selected>' in other.text
    assert "chart=dots&amp;code=bad" in other.text
    drawn = [
        client.get(f"{HOME}/crosstab.svg?row=mood&column=place&chart=dots&code={code}")
        for code in ("good", "bad")
    ]
    assert drawn[0].data != drawn[1].data
    assert 'name="code"' not in client.get(f"{table}&chart=grouped").text


@pytest.mark.parametrize("place", ["crosstab", "crosstab.svg"])
@pytest.mark.parametrize("kind", ["dots", "grouped"])
def test_an_answer_that_there_is_not_is_refused_in_words(client: FlaskClient, place: str, kind: str):
    page = client.get(f"{HOME}/{place}?row=mood&column=place&chart={kind}&code=gloomy")
    assert page.status_code == 400
    assert "no such answer in this table" in page.text


def test_a_view_is_kept_forgotten_and_kept_again(client: FlaskClient):
    page = client.get(f"{MOOD}?by=place&sort=size&theme=dark")
    address = re.search(r'name="address" value="([^"]+)"', page.text)
    assert address
    form = {"csrf_token": token(page), "view": "Mood by place", "address": address[1].replace("&amp;", "&")}
    assert client.post(f"{HOME}/views", data=form).status_code == 303
    listed = client.get(f"{HOME}/")
    assert 'href="/en/reading/1/question/mood?by=place&amp;sort=size"' in listed.text
    gone = {"csrf_token": token(listed), "view": "Mood by place"}
    client.post(f"{HOME}/views/forget", data=gone)
    offered = client.get(f"{HOME}/")
    assert "Keep it again" in offered.text
    client.post(f"{HOME}/views", data=form)
    assert "Keep it again" not in client.get(f"{HOME}/").text


@pytest.mark.parametrize(
    "address", ["//elsewhere.example/x", "https://elsewhere.example", "publish", "question/../../x", ""]
)
def test_only_a_table_of_the_survey_can_be_kept(client: FlaskClient, address: str):
    page = client.get(MOOD)
    form = {"csrf_token": token(page), "view": "Away", "address": address}
    answer = client.post(f"{HOME}/views", data=form)
    assert answer.status_code == 400
    assert "Only a table of this survey" in answer.text


@pytest.mark.parametrize("name", ["", " ", "x" * 121])
def test_a_view_needs_a_name_that_can_be_read(client: FlaskClient, name: str):
    form = {"csrf_token": token(client.get(MOOD)), "view": name, "address": "question/mood"}
    assert client.post(f"{HOME}/views", data=form).status_code == 400


def test_what_was_done_is_said_once(rooms: Rooms):
    client = rooms.colleague()
    form = {
        "csrf_token": token(client.get(f"{HOME}/question/mood")),
        "view": "Said",
        "address": "question/mood",
    }
    assert client.post(f"{HOME}/views", data=form).status_code == 303
    said = '<p class="note" role="status"><strong>The view is kept'
    assert said in client.get(f"{HOME}/").text
    assert said not in client.get(f"{HOME}/").text


def test_the_chart_of_the_guide_has_its_name_on_the_pages_by_its_own_file(client: FlaskClient):
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    (example,) = [
        one for one in re.findall(r"```python\n(.*?)```", guide, re.DOTALL) if '"unanswered"' in one
    ]
    try:
        exec(compile(example, "unanswered.py", "exec", dont_inherit=True), {"__name__": "unanswered"})
        page = client.get(f"{HOME}/question/rare?chart=unanswered")
        assert page.status_code == 200
        assert "the unanswered</a>" in page.text
    finally:
        _CHARTS.pop("unanswered", None)
