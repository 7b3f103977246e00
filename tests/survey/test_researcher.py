"""The researcher's pages: progress, closing, tables, cross-tabs, files, publishing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from survey.researcher import fieldwork, texts
from survey.storage import Busy, Store
from tests.survey.readers import ATTACK, Rooms, fresh, in_the_field, publish, token

SURVEY = "/en/reading/1"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    store = fresh(tmp_path_factory.mktemp("results"))
    store.close(in_the_field(store))
    yield Rooms.over(store)
    store.engine.dispose()


@pytest.fixture(scope="module")
def client(rooms: Rooms) -> FlaskClient:
    return rooms.colleague()


@pytest.fixture
def field(tmp_path: Path) -> Iterator[Rooms]:
    """A survey that is still in the field."""
    store = fresh(tmp_path)
    in_the_field(store)
    yield Rooms.over(store)
    store.engine.dispose()


def test_the_list_shows_name_wave_state_mode_and_answers(client: FlaskClient) -> None:
    page = client.get("/en/").text
    for words in ("The reading room", "wave 1", "closed", "anonymous, by invitation", "60 of 60 answered"):
        assert words in page


@pytest.mark.parametrize("place", ["/en/", f"{SURVEY}/", f"{SURVEY}/question/mood"])
def test_the_note_of_a_survey_stands_wherever_the_survey_stands(client: FlaskClient, place: str) -> None:
    assert "Invented people" in client.get(place).text


def test_progress_is_told_by_group_and_never_by_person(field: Rooms) -> None:
    page = field.colleague().get(f"{SURVEY}/").text
    assert "Village" in page
    assert "24" in page
    assert "person-" not in page
    assert all(
        one.secret not in page and one.code not in page
        for one in field.store.invitations(field.store.find("reading"))
    )


def test_nothing_can_be_read_while_the_survey_is_in_the_field(field: Rooms) -> None:
    client = field.colleague()
    for place in ("question/mood", "question/mood.csv", "crosstab?row=mood&column=place", "publish/preview"):
        assert client.get(f"{SURVEY}/{place}").status_code == 404


def test_closing_says_what_it_does_and_waits_for_a_yes(field: Rooms) -> None:
    client = field.colleague()
    page = client.get(f"{SURVEY}/close")
    assert "cannot be undone" in page.text
    again = client.post(f"{SURVEY}/close", data={"csrf_token": token(page)})
    assert again.status_code == 400
    assert field.store.find("reading").state == "open"
    done = client.post(f"{SURVEY}/close", data={"csrf_token": token(page), "confirmed": "yes"})
    assert done.status_code == 303
    assert field.store.find("reading").state == "closed"


def test_closing_many_answers_tells_how_it_goes_on(field: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fieldwork, "MANY", 1)
    client = field.colleague()
    confirmed = {"csrf_token": token(client.get(f"{SURVEY}/close")), "confirmed": "yes"}
    told = client.post(f"{SURVEY}/close", data=confirmed).text
    assert "The sealed answers are opened: 0 of 60." in told
    assert told.index("opened") < told.index("made coarser") < told.index("files are rewritten")
    assert field.store.find("reading").state == "closed"


def test_a_closing_that_cannot_end_says_so_on_the_page_that_grows(
    field: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fieldwork, "MANY", 1)
    client = field.colleague()
    confirmed = {"csrf_token": token(client.get(f"{SURVEY}/close")), "confirmed": "yes"}
    (key,) = field.store.settings.keys.glob(f"*{field.store.find('reading').id}*")
    content = key.read_bytes()
    key.unlink()
    assert "Put it back from a copy" in client.post(f"{SURVEY}/close", data=confirmed).text
    key.write_bytes(content)
    assert field.store.find("reading").state == "open"

    def busy(*_: object) -> None:
        raise Busy("somebody reads")

    monkeypatch.setattr(Store, "close", busy)
    assert "please try again" in client.post(f"{SURVEY}/close", data=confirmed).text


def test_a_closed_survey_cannot_be_closed_again(client: FlaskClient) -> None:
    page = client.get(f"{SURVEY}/close")
    assert page.status_code == 400
    assert "Only a survey that is in the field can be closed." in page.text


def test_every_question_stands_in_the_contents_and_opens(client: FlaskClient, rooms: Rooms) -> None:
    contents = client.get(f"{SURVEY}/").text
    for name in rooms.store.microdata(rooms.store.find("reading")).codebook.questions():
        assert f'href="{SURVEY}/question/{name}"' in contents
        assert client.get(f"{SURVEY}/question/{name}").status_code == 200


def test_the_number_and_its_base_stand_before_the_chart(client: FlaskClient) -> None:
    page = client.get(f"{SURVEY}/question/mood").text
    places = [page.index(part) for part in ("Answered: 60 of 60", "<td>30</td>", "50.0%", "<picture>")]
    assert places == sorted(places)


def test_a_chart_says_its_numbers_in_words(client: FlaskClient) -> None:
    page = client.get(f"{SURVEY}/question/mood").text
    alternative = page.split('alt="')[1].split('"')[0]
    assert "Good" in alternative
    assert "30" in alternative


def test_the_population_switch_widens_the_interval(client: FlaskClient) -> None:
    these, process = (
        client.get(f"{SURVEY}/question/mood?population={one}").text for one in ("these", "process")
    )
    assert "50.0–50.0" in these
    assert "50.0–50.0" not in process


def test_what_people_wrote_is_listed_in_the_order_of_the_alphabet(client: FlaskClient) -> None:
    page = client.get(f"{SURVEY}/question/comment").text
    wrote = [part.split("<")[0] for part in page.split("<li>comment ")[1:]]
    assert len(wrote) == 9
    assert wrote == sorted(wrote)


@pytest.mark.parametrize(
    "place", ["", "question/mood", "question/comment", "crosstab?row=mood&column=place", "publish"]
)
def test_author_and_answer_texts_stay_texts(client: FlaskClient, place: str) -> None:
    page = client.get(f"{SURVEY}/{place}").text
    assert ATTACK not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>Bad" not in page
    assert "49" not in page.split("Bad")[-1][:20]


@pytest.mark.parametrize("show", ["counts", "columns", "rows", "residuals"])
def test_a_crosstab_shows_each_view_with_its_verdict(client: FlaskClient, show: str) -> None:
    page = client.get(f"{SURVEY}/crosstab?row=mood&column=place&show={show}")
    assert page.status_code == 200
    assert "Answered both: 60" in page.text
    assert "Cramer" in page.text


def test_a_file_is_an_attachment_with_a_safe_name(client: FlaskClient) -> None:
    for end, kind in (("csv", "text/csv"), ("svg", "image/svg+xml"), ("png", "image/png")):
        for place in (f"question/mood.{end}", f"crosstab.{end}?row=mood&column=place"):
            answer = client.get(f"{SURVEY}/{place}")
            assert answer.mimetype == kind
            assert answer.headers["Content-Disposition"].startswith('attachment; filename="reading-1-mood')
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_csv_holds_the_counts_of_the_page(client: FlaskClient) -> None:
    text = client.get(f"{SURVEY}/question/mood.csv").data.decode("utf-8-sig")
    counts = {row["code"]: row["count"] for row in csv.DictReader(io.StringIO(text))}
    assert counts == {"good": "30", "bad": "24", "other": "6"}


@pytest.mark.parametrize(
    "place",
    [
        "question/mood?population=all",
        "question/mood?chart=pie",
        "question/mood.svg?theme=red",
        "question/mood.svg?width=9999999",
        "crosstab?row=mood&column=mood",
        "crosstab?row=mood&column=nothing",
        "crosstab?row=hours&column=place",
        "crosstab?row=mood&column=place&show=all",
        "crosstab.csv?row=mood",
        "publish/preview",
        "publish/preview?question=mood&filter=nothing",
        "publish/preview?question=comment",
        "publish/age.svg",
    ],
)
def test_what_cannot_be_is_said_in_the_readers_language(client: FlaskClient, place: str) -> None:
    page = client.get(f"{SURVEY}/{place}".replace("/en/", "/kk/"))
    assert page.status_code == 400
    assert 'lang="kk"' in page.text


@pytest.mark.parametrize(
    "place", ["question/nothing", "question/nothing.csv", "question/mood.pdf", "publish/nothing.svg"]
)
def test_what_is_not_there_is_not_found(client: FlaskClient, place: str) -> None:
    assert client.get(f"{SURVEY}/{place}").status_code == 404


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    place=st.sampled_from(
        ["question/mood", "question/mood.svg", "crosstab", "crosstab.csv", "publish/preview"]
    ),
    query=st.dictionaries(
        st.sampled_from(
            ["row", "column", "population", "chart", "show", "filter", "question", "theme", "width"]
        ),
        st.one_of(
            st.sampled_from(["mood", "place", "room_quiet", "why_books", "", "NaN", "1e999"]),
            st.text(max_size=12),
        ),
    ),
)
def test_no_query_breaks_a_page(client: FlaskClient, place: str, query: dict[str, str]) -> None:
    safe = {key: value.encode("utf-8", "replace").decode() for key, value in query.items()}
    assert client.get(f"{SURVEY}/{place}", query_string=safe).status_code in (200, 400, 404)


def test_closing_notes_stand_on_the_page(client: FlaskClient) -> None:
    page = client.get(f"{SURVEY}/").text
    assert "What closing changed" in page
    assert "Kept apart only, not beside the answers" in page


def test_an_open_survey_is_marked_and_carries_no_margin_of_error(tmp_path: Path) -> None:
    store = fresh(tmp_path)
    store.close(in_the_field(store, mode="open"))
    client = Rooms.over(store).colleague()
    page = client.get(f"{SURVEY}/question/mood").text
    assert "This is not a probability sample" in page
    assert ">interval<" not in page
    assert "Wilson" not in page
    assert "low" not in client.get(f"{SURVEY}/question/mood.csv").text.splitlines()[0]
    assert "Cramer" not in client.get(f"{SURVEY}/crosstab?row=mood&column=place").text


def test_the_groups_and_their_sizes_are_shown_before_publishing(client: FlaskClient) -> None:
    page = client.get(f"{SURVEY}/publish").text
    assert "Town: 30; Village / Camp: 30" in page
    assert "Texts are never published." in page


def test_the_preview_publishes_nothing_and_shows_what_the_public_will_see(
    rooms: Rooms, client: FlaskClient
) -> None:
    page = client.get(f"{SURVEY}/publish/preview?filter=place&question=mood&question=place").text
    assert "nothing is published yet" in page
    assert "Village / Camp" in page
    assert rooms.store.publications() == []


@pytest.mark.parametrize("question", ["mood", "why", "room", "needs", "hours", "place"])
def test_both_sides_of_a_table_stand_beside_each_other(client: FlaskClient, question: str) -> None:
    page = client.get(f"{SURVEY}/publish/sides/{question}")
    assert page.status_code == 200
    if question == "mood":
        assert "Village / Camp" in page.text
        assert ">Exact</th>" in page.text
        assert ">Public</th>" in page.text
        assert '<td class="num">30 · 50.0%</td>\n<td class="num">30 · 50%</td>' in page.text
    if question == "place":
        assert "Facts about people are not crossed with each other." in page.text


def test_there_is_no_preview_in_the_field_but_a_release(field: Rooms) -> None:
    client = field.colleague()
    page = client.get(f"{SURVEY}/publish")
    assert "There is no preview while answers come in" in page.text
    for place in ("publish/sides/mood", "publish/mood.svg", "publish/preview?question=mood"):
        assert client.get(f"{SURVEY}/{place}").status_code == 404
    assert client.post(f"{SURVEY}/publish", data={"csrf_token": token(page)}).status_code == 303
    assert [one.release for one in field.store.publications()] == [1]
    again = client.post(f"{SURVEY}/publish", data={"csrf_token": token(page)})
    assert again.status_code == 400
    assert "at least 30 new answers" in again.text


def test_other_groups_than_those_published_are_refused_with_the_reason(tmp_path: Path) -> None:
    store = fresh(tmp_path)
    store.close(in_the_field(store))
    client = Rooms.over(store).colleague()
    assert publish(client, "place").status_code == 303
    refused = publish(client, "mood")
    assert refused.status_code == 400
    assert "This wave has been published with groups by place." in refused.text
    assert len(store.publications()) == 1
    assert publish(client, "place", "mood").status_code == 303
    assert [one.release for one in store.publications()] == [1, 2]


def test_texts_stand_on_pages_that_lead_to_each_other(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(number: str) -> tuple[list[str], int]:
        page = client.get(f"{SURVEY}/question/comment?texts={number}").text.partition('class="texts"')[2]
        return re.findall(r"<li>(.*?)</li>", page.partition("</ul>")[0]), page.count("#texts")

    whole, links = shown("1")
    assert (len(whole), links) == (9, 0)
    monkeypatch.setattr(texts, "ON_A_PAGE", 4)
    pages = [shown(number) for number in "123"]
    assert [(len(part), links) for part, links in pages] == [(4, 1), (4, 2), (1, 1)]
    assert [one for part, _ in pages for one in part] == sorted(whole) == whole
    for odd in ("0", "-1", "x", "999999999999"):
        assert shown(odd) == pages[0]
    assert shown("99") == pages[2]


def test_long_tables_of_words_are_cut_with_a_note(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "ON_A_PAGE", 1)
    page = client.get(f"{SURVEY}/question/comment/words").text
    assert "the file holds all of them" in page
    assert page.count('<th scope="row">') == 1
