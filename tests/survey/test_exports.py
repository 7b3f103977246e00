"""Raw microdata leave through a person with the right to, and leave a line in the log."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

import analysis
from survey.commands import main
from survey.exporting import labels, losses
from survey.storage import Store, Survey
from tests.survey.readers import NAME, Rooms, fresh, in_the_field, token

PLACE = "/en/reading/1/export"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="module")
def rooms(folder: Path) -> Iterator[Rooms]:
    store = fresh(folder)
    store.close(in_the_field(store))
    yield Rooms.over(store)
    store.engine.dispose()


@pytest.fixture(scope="module")
def survey(rooms: Rooms) -> Survey:
    return rooms.store.find("reading@1")


@pytest.fixture
def client(rooms: Rooms) -> FlaskClient:
    return rooms.colleague()


@pytest.fixture
def command(folder: Path, rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`saualnama ...` over the instance, in a folder of its own."""
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(folder))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, words)

    return run


def asked(client: FlaskClient, format: str, language: str = "kk"):
    return client.post(
        PLACE, data={"csrf_token": token(client.get(PLACE)), "format": format, "language": language}
    )


@pytest.mark.parametrize("format", labels())
def test_a_colleague_takes_each_format_and_each_leaves_a_line(
    rooms: Rooms, client: FlaskClient, survey: Survey, format: str
) -> None:
    before = len(rooms.store.audit_log())
    answer = asked(client, format)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="reading-1')
    assert answer.headers["Cache-Control"] == "no-store"
    line, *others = rooms.store.audit_log(survey)
    assert (line.who, line.survey, line.what, line.rows) == (NAME, "reading@1", format, 60)
    assert len(others) == before


def test_what_leaves_is_what_the_store_holds(
    client: FlaskClient, rooms: Rooms, survey: Survey, tmp_path: Path
) -> None:
    (tmp_path / "d.sav").write_bytes(asked(client, "sav").data)
    found, held = analysis.read(tmp_path / "d.sav"), rooms.store.microdata(survey)
    names = [variable.name for variable in held.codebook.variables]
    assert [{name: row[name] for name in names} for row in found.records()] == [*held.records()]
    assert found.design.population == held.design.population == 60


def test_several_files_come_as_one_archive_with_the_same_bytes_each_time(client: FlaskClient) -> None:
    first, second = asked(client, "r").data, asked(client, "r").data
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == ["reading-1.R", "reading-1.csv", "reading-1.codebook.json"]
    assert first == second


def test_a_stranger_gets_nothing_and_leaves_no_line(rooms: Rooms, client: FlaskClient) -> None:
    before = rooms.store.audit_log()
    for answer in (rooms.stranger().get(PLACE), rooms.stranger().post(PLACE, data={"format": "csv"})):
        assert answer.status_code in (303, 400)
        assert b"mood" not in answer.data
    assert client.post(PLACE, data={"format": "csv", "language": "kk"}).status_code == 400, (
        "without its token"
    )
    assert client.get(f"{PLACE}?format=csv&language=kk").mimetype == "text/html"
    assert rooms.store.audit_log() == before


@pytest.mark.parametrize("method", ["HEAD", "GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_no_other_method_takes_anything(rooms: Rooms, client: FlaskClient, method: str) -> None:
    before = rooms.store.audit_log()
    asked = {"format": "csv", "language": "kk", "csrf_token": token(client.get(PLACE))}
    for headers in ({}, {"X-HTTP-Method-Override": "POST"}, {"X-HTTP-Method": "POST"}):
        answer = client.open(PLACE, method=method, query_string=asked, data=asked, headers=headers)
        assert answer.mimetype != "application/octet-stream"
        assert "Content-Disposition" not in answer.headers
    assert rooms.store.audit_log() == before


def test_a_part_of_a_file_is_the_file_and_leaves_a_line_each_time(
    rooms: Rooms, client: FlaskClient, survey: Survey
) -> None:
    before = len(rooms.store.audit_log(survey))
    form = {"format": "csv", "language": "kk", "csrf_token": token(client.get(PLACE))}
    for headers in (
        {"Range": "bytes=0-9"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        assert client.post(PLACE, data=form, headers=headers).status_code == 200
    assert len(rooms.store.audit_log(survey)) == before + 3


def test_who_has_no_account_any_more_takes_nothing(tmp_path: Path) -> None:
    store = fresh(tmp_path)
    store.close(in_the_field(store))
    rooms = Rooms.over(store)
    client = rooms.colleague()
    form = {"format": "csv", "language": "kk", "csrf_token": token(client.get(PLACE))}
    store.remove_account(NAME)
    answer = client.post(PLACE, data=form)
    assert (answer.status_code, b"mood" in answer.data, store.audit_log()) == (303, False, [])
    store.engine.dispose()


@pytest.mark.parametrize(("format", "language"), [("exe", "kk"), ("csv", "de"), ("", "")])
def test_what_there_is_not_is_refused_in_words_and_leaves_no_line(
    rooms: Rooms, client: FlaskClient, format: str, language: str
) -> None:
    before = rooms.store.audit_log()
    answer = asked(client, format, language)
    assert answer.status_code == 400
    assert "choose one of the list" in answer.text
    assert rooms.store.audit_log() == before


def test_a_survey_in_the_field_has_no_such_page(tmp_path: Path) -> None:
    store = fresh(tmp_path)
    in_the_field(store)
    assert Rooms.over(store).colleague().get(PLACE).status_code == 404
    store.engine.dispose()


def test_the_page_shows_who_took_what_and_the_survey_leads_to_it(client: FlaskClient) -> None:
    asked(client, "dta")
    page = client.get(PLACE).text
    assert NAME in page
    assert "dta" in page
    assert 'href="/en/reading/1/export"' in client.get("/en/reading/1/").text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_says_what_each_format_does_not_keep_in_the_words_of_the_command(
    client: FlaskClient, rooms: Rooms, survey: Survey, language: str
) -> None:
    page = unescape(client.get(f"/{language}/reading/1/export").text)
    for lost in losses(rooms.store.microdata(survey)).values():
        for one in lost:
            assert one.named(language) in page
            assert one.why[language] in page
    assert (
        page.count({"kk": "Бәрі сақталады.", "ru": "Сохраняется всё.", "en": "Keeps everything."}[language])
        == 4
    )


def test_the_log_never_holds_anything_of_a_respondent(rooms: Rooms, client: FlaskClient) -> None:
    asked(client, "csv")
    with rooms.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM audit").mappings().all()
    assert {frozenset(row) for row in rows} == {frozenset(("id", "moment", "who", "survey", "what", "rows"))}
    assert all(row["survey"] == "reading@1" and row["rows"] == 60 for row in rows)


def test_a_line_is_written_before_anything_leaves(
    rooms: Rooms, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError("the disk of the log is full")

    monkeypatch.setattr(Store, "log_export", broken)
    answer = asked(client, "csv")
    assert answer.status_code == 500
    assert b"mood" not in answer.data


def test_facts_and_texts_kept_apart_leave_by_themselves_in_the_order_of_the_alphabet(
    client: FlaskClient,
) -> None:
    lines = asked(client, "apart", "en").data.decode("utf-8-sig").splitlines()
    assert lines[0] == "variable,value,label,people"
    comments = [line for line in lines if line.startswith("comment,comment")]
    assert comments == sorted(comments)
    assert len(comments) == 9
    assert "place,camp,Camp,6" in lines


def test_the_operator_exports_at_the_command_line(command, rooms: Rooms, survey: Survey) -> None:
    done = command("export", "reading", "--format", "parquet", "--apart", "--language", "ru")
    assert done.exit_code == 0, done.output
    assert "Written: reading.parquet" in done.output
    assert analysis.read("reading.parquet").n == 60
    assert "Орын" not in Path("reading.apart.csv").read_text("utf-8-sig")
    assert [line.what for line in rooms.store.audit_log(survey)][:2] == ["apart", "parquet"]
    assert "(command line)" in rooms.store.audit_log(survey)[0].who
    assert "parquet" in command("account", "log").output


@pytest.mark.parametrize(("words", "said"), [
    (("reading", "--format", "exe"), "there is no format 'exe'; formats: sav, dta"),
    (("reading",), "say --format"),
    (("reading", "--output", "d.exe"), "no format ends as 'd.exe' does"),
    (("reading", "--output", "no/d.sav"), "there is no folder no"),
    (("other", "--format", "sav"), "there is no survey"),
    (("reading", "--waves", "--apart", "--format", "sav"), "--apart is for one wave"),
    (("reading", "--codebook", __file__, "--format", "sav"), "reading is no data file"),
    (("reading", "--weight", "hours", "--format", "sav"), "only a file is read by --weight"),
])  # fmt: skip
def test_the_command_refuses_in_words_and_leaves_no_line(command, rooms: Rooms, words, said: str) -> None:
    before = rooms.store.audit_log()
    done = command("export", *words)
    assert done.exit_code == 1
    assert said in done.output
    assert rooms.store.audit_log() == before


def test_an_open_survey_is_refused_at_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = fresh(tmp_path / "instance")
    in_the_field(store)
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(tmp_path / "instance"))
    done = CliRunner().invoke(main, ["export", "reading", "--output", str(tmp_path / "d.sav")])
    assert (done.exit_code, "nothing to read before it is closed" in done.output) == (1, True)
    assert store.audit_log() == []
    store.engine.dispose()
