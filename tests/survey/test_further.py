"""Further looks at a question: between waves, beside another survey, chosen together, the words of texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from analysis import show
from analysis.changes import change
from analysis.letters import skeleton
from analysis.open_answers import function_words
from analysis.series import Value, difference
from tests.survey.readers import SOURCE, Rooms, answers, fresh, in_the_field, token

HOME = "/en/reading/3"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    store = fresh(tmp_path_factory.mktemp("further"))
    for _ in range(3):
        store.close(in_the_field(store))
    in_the_field(store)
    store.close(in_the_field(store, name="visits"))
    street = store.open_survey(store.create_survey("street", SOURCE, mode="open"))
    for i in range(40):
        store.submit(street, f"{i:032x}", {"answers": answers(i), "write_ins": {}})
    store.close(street)
    yield Rooms.over(store)
    store.engine.dispose()


@pytest.fixture(scope="module")
def client(rooms: Rooms) -> FlaskClient:
    return rooms.colleague()


def test_two_waves_stand_with_their_change_its_test_and_the_wording(client: FlaskClient, rooms: Rooms):
    page = client.get(f"{HOME}/question/mood/waves?since=1")
    assert page.status_code == 200
    assert "chart=slope" in page.text
    assert "The question has not changed." in page.text
    waves = [rooms.store.microdata(rooms.store.find(f"reading@{one}")) for one in (1, 3)]
    expected = show.as_csv(change(*waves, "mood", population=False), "en", bom=True)
    file = client.get(f"{HOME}/question/mood/waves.csv?since=1")
    assert file.text == expected
    assert "reading-3-mood-waves-1.csv" in file.headers["Content-Disposition"]


def test_several_waves_stand_as_a_trend(client: FlaskClient):
    page = client.get(f"{HOME}/question/mood/waves")
    assert "chart=trend" in page.text
    assert "The question has not changed." in page.text
    assert "The question has not changed." in client.get(f"{HOME}/question/room/waves").text
    assert all(f'<th scope="col">wave {one}</th>' in page.text for one in (1, 2, 3))
    assert client.get(f"{HOME}/question/mood/waves.svg?chart=trend").data.startswith(b"<svg")


@pytest.mark.parametrize("question", ["mood", "why", "room", "hours", "needs"])
@pytest.mark.parametrize("look", ["waves", "waves?since=1", "beside?survey=street@1"])
def test_every_kind_of_question_is_compared(client: FlaskClient, question: str, look: str):
    page = client.get(f"{HOME}/question/{question}/{look}")
    assert page.status_code == 200
    assert "<table" in page.text
    assert "<picture" in page.text


def test_two_surveys_stand_beside_each_other_with_their_difference(client: FlaskClient):
    assert "Compared with" in client.get(f"{HOME}/question/mood/beside").text
    page = client.get(f"{HOME}/question/mood/beside?survey=visits@1")
    assert "chart=gap" in page.text
    assert "Newcombe" in page.text
    assert '<th scope="col">difference</th>' in page.text


@pytest.mark.parametrize("question", ["room", "needs", "hours", "mood", "why"])
def test_two_waves_are_tested_and_several_are_said_not_to_be(client: FlaskClient, question: str):
    page = client.get(f"{HOME}/question/{question}/waves?since=1").text
    assert '<th scope="col">p</th>' in page
    assert "chart=slope" in page
    several = client.get(f"{HOME}/question/{question}/waves").text
    assert "not tested together" in several
    assert "chart=trend" in several


def test_a_trend_breaks_where_the_question_was_worded_otherwise(tmp_path: Path):
    store = fresh(tmp_path)
    for _ in range(2):
        store.close(in_the_field(store))
    store.close(in_the_field(store, source=SOURCE.replace("Mood <script>", "How are you <script>")))
    client = Rooms.over(store).colleague()
    assert "asked in other words: wave 3." in client.get(f"{HOME}/question/mood/waves").text
    assert "other words" not in client.get(f"{HOME}/question/why/waves").text
    store.engine.dispose()


def test_a_ranking_is_followed_by_who_put_each_option_first(client: FlaskClient, rooms: Rooms):
    page = client.get(f"{HOME}/question/needs/waves?since=1").text
    assert "those who put it first" in page
    assert "wave 1 → wave 3" in page
    assert "Put first" in client.get(f"{HOME}/question/needs/waves.svg?since=1").text


def test_beside_an_open_link_no_margin_of_error_is_given(client: FlaskClient):
    place = f"{HOME}/question/mood/beside"
    for _ in range(2):
        page = client.get(f"{place}?survey=street@1")
        assert "not a probability sample" in page.text
        assert "interval, 95" not in page.text
        assert "Newcombe" not in page.text
        assert "street@1: base: 40" in page.text
        assert "chart=gap" in page.text
    head = client.get(f"{place}.csv?survey=street@1").text.splitlines()[0]
    assert "change" in head
    assert not {"low", "high", "change_low", "change_high"} & set(head.split(","))


@pytest.mark.parametrize(
    ("look", "words"),
    [
        ("waves?since=9", "no other closed wave of that number"),
        ("waves?since=4", "no other closed wave of that number"),
        ("waves?since=3", "no other closed wave of that number"),
        ("beside?survey=moon", "no other closed survey of that name"),
        ("beside?survey=reading@3", "compared with itself"),
        ("beside?survey=reading@1", "compared with itself"),
        ("together", "chosen together"),
        ("words", "own words"),
        ("waves?since=1&chart=pie", "no chart of that kind"),
    ],
)
def test_what_there_is_not_is_refused_in_words(client: FlaskClient, look: str, words: str):
    page = client.get(f"{HOME}/question/mood/{look}")
    assert page.status_code == 400
    assert words in page.text
    name, _, asked = look.partition("?")
    file = client.get(f"{HOME}/question/mood/{name}.svg?{asked}")
    assert file.status_code == 400


@pytest.mark.parametrize("look", ["waves", "beside", "together", "words"])
def test_an_unknown_question_is_not_found(client: FlaskClient, look: str):
    assert client.get(f"{HOME}/question/nothing/{look}").status_code == 404
    assert client.get(f"{HOME}/question/nothing/{look}.csv").status_code == 404


def test_what_is_chosen_together_stands_with_its_chart(client: FlaskClient):
    page = client.get(f"{HOME}/question/why/together")
    assert '<th scope="row">Books + People</th><td class="num">20</td>' in page.text
    assert "chart=upset" in page.text
    assert client.get(f"{HOME}/question/why/together.png?chart=upset").data.startswith(b"\x89PNG")


def test_the_words_of_a_text_stand_above_what_people_wrote(client: FlaskClient):
    page = client.get(f"{HOME}/question/comment").text
    assert page.index("Words of the answers") < page.index("What people wrote")
    assert "Function words (and, for, this)" in page
    assert "chart=texts" in page


def test_function_words_are_of_three_languages_and_carry_no_content():
    assert {skeleton(one) for one in ("және", "для", "the")} <= function_words()
    assert not {skeleton(one) for one in ("кітап", "книга", "book")} & function_words()
    assert len(function_words()) > 200


def test_links_lead_to_what_there_is(client: FlaskClient):
    assert "/question/why/together" in client.get(f"{HOME}/question/why").text
    mood = client.get(f"{HOME}/question/mood").text
    assert "/question/mood/waves" in mood
    assert "/question/mood/beside" in mood
    assert "/question/mood/together" not in mood
    assert "/question/comment/waves" not in client.get(f"{HOME}/question/comment").text


def test_a_further_look_is_kept_as_a_view(client: FlaskClient):
    page = client.get(f"{HOME}/question/mood/waves?since=1")
    address = re.search(r'name="address" value="([^"]+)"', page.text)
    assert address
    form = {"csrf_token": token(page), "view": "Since the first", "address": address[1]}
    assert client.post(f"{HOME}/views", data=form).status_code == 303
    assert f'href="{HOME}/question/mood/waves?since=1"' in client.get(f"{HOME}/").text


def test_a_difference_has_newcombes_interval():
    """Newcombe (1998), table II, method 10: 56/70 against 48/80 gives 0.0524 to 0.3339."""
    first = Value(60.0, 49.04, 70.04, 80)
    second = Value(80.0, 69.18, 87.70, 70)
    apart, low, high = difference(first, second)
    assert (apart, round(low, 1), round(high, 1)) == (20.0, 5.2, 33.4)


def test_a_table_on_a_page_is_set_as_print_has_it(client: FlaskClient):
    page = client.get(f"{HOME}/question/mood/waves?since=1").text
    assert not re.search(r">-\d|… -\d", page)
    assert '<p class="muted">First wave: base: 60 people' in page
