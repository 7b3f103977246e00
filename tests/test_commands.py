"""The command line refuses with a reason (status 1) and scripts what the web can do."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.commands import main

OPEN = """
questionnaire: reading-room
version: "1"
languages: [kk, en]
title: {kk: Оқу залы, en: The reading room}
sections:
  - section: one
    title: {kk: Бір, en: One}
    items:
      - item: visited
        type: single
        question: {kk: Келдіңіз бе?, en: Have you come?}
        codes:
          "yes": {kk: Иә, en: "Yes"}
          "no": {kk: Жоқ, en: "No"}
      - item: again
        type: single
        question: {kk: Тағы келесіз бе?, en: Will you come again?}
        codes:
          "yes": {kk: Иә, en: "Yes"}
          "no": {kk: Жоқ, en: "No"}
"""


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == status, result.output
    return result


def questionnaire(folder: Path, text: str = OPEN) -> str:
    file = folder / "reading-room.yaml"
    file.write_text(text, "utf-8")
    return str(file)


def frame(folder: Path, text: str) -> str:
    file = folder / "frame.csv"
    file.write_text(text, "utf-8")
    return str(file)


def draft(folder: Path) -> None:
    run("init")
    run("survey", "create", questionnaire(folder))


def test_a_survey_lives_from_draft_to_closed(instance: Path) -> None:
    draft(instance)
    run("invite", "reading-room", frame(instance, "id,system\n1,abay\n2,shet\n"))
    run("survey", "open", "reading-room")
    run("survey", "close", "reading-room", "--yes")
    (row,) = json.loads(run("survey", "list", "--json").stdout)
    assert (row["state"], row["answered"]) == ("closed", 0)


def test_invitations_are_links_and_codes_that_can_be_printed_again(instance: Path) -> None:
    draft(instance)
    first = run("invite", "reading-room", frame(instance, "id,system\n1,abay\n2,shet\n")).stdout
    rows = list(csv.DictReader(io.StringIO(first)))
    assert [row["person"] for row in rows] == ["1", "2"]
    assert len({row["link"].partition("#")[2] for row in rows}) == 2
    assert run("invite", "reading-room").stdout == first


def test_no_name_of_a_frame_runs_in_a_spreadsheet(instance: Path) -> None:
    draft(instance)
    people = 'id,system\n=1+1,abay\n"@SUM(1,1)","+shet"\n-5,abay\n'
    printed = run("invite", "reading-room", frame(instance, people)).stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [(row["person"], row["stratum"]) for row in rows] == [
        ("'-5", "abay"),
        ("'=1+1", "abay"),
        ("'@SUM(1,1)", "'+shet"),
    ]
    assert "=1+1" in run("invite", "reading-room", "--json").stdout


def test_cards_carry_the_code_and_a_picture_but_no_name(instance: Path) -> None:
    draft(instance)
    people = frame(instance, "id,system\nAigerim,abay\n")
    (row,) = json.loads(run("invite", "reading-room", people, "--json").stdout)
    run("invite", "reading-room", "--cards", str(instance / "cards.html"))
    cards = (instance / "cards.html").read_text("utf-8")
    assert row["code"] in cards
    assert "<svg" in cards
    assert "Aigerim" not in cards


def test_the_order_of_the_cards_does_not_tell_whose_they_are(instance: Path) -> None:
    draft(instance)
    people = frame(instance, "id,system\n" + "".join(f"{i},abay\n" for i in range(40)))
    codes = [row["code"] for row in json.loads(run("invite", "reading-room", people, "--json").stdout)]
    run("invite", "reading-room", "--cards", str(instance / "cards.html"))
    cards = (instance / "cards.html").read_text("utf-8")
    places = [cards.index(code) for code in codes]
    assert places != sorted(places)
    assert cards.count("abay") == 40


def test_cards_and_links_come_from_one_command(instance: Path) -> None:
    draft(instance)
    people = frame(instance, "id,system\n1,abay\n2,shet\n")
    printed = run("invite", "reading-room", people, "--cards", str(instance / "cards.html")).stdout
    assert [row["person"] for row in csv.DictReader(io.StringIO(printed))] == ["1", "2"]


def test_cards_that_cannot_be_written_are_refused(instance: Path) -> None:
    draft(instance)
    people = frame(instance, "id,system\n1,abay\n")
    cards = str(instance / "no-such-folder" / "cards.html")
    assert "cannot be written" in run("invite", "reading-room", people, "--cards", cards, status=1).stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,district\n1,abay\n", "no column 'system'"),
        ("id,system\n1,abay\n,shet\n", "row 3"),
        ("id,system\n1,abay\n1,shet\n", "1"),
        ("id,system\n1,abay,extra,more\n2\n", "row 3"),
        ("id,system\n1," + "a" * 200_000, "not CSV"),
    ],
)
def test_a_faulty_frame_is_refused_with_its_place(instance: Path, text: str, words: str) -> None:
    draft(instance)
    assert words in run("invite", "reading-room", frame(instance, text), status=1).stderr


def test_a_frame_in_another_encoding_is_refused(instance: Path) -> None:
    draft(instance)
    file = instance / "frame.csv"
    file.write_bytes("id,system\n1,Абай\n".encode("cp1251"))
    assert "UTF-8" in run("invite", "reading-room", str(file), status=1).stderr


def test_a_broken_questionnaire_is_refused_with_every_place(instance: Path) -> None:
    broken = OPEN.replace("type: single", "type: singel").replace("en: Have you come?", "ru: Да?")
    result = run("check", questionnaire(instance, broken), status=1)
    assert len([line for line in result.stdout.splitlines() if "reading-room.yaml:" in line]) >= 2
    assert "single" in result.stdout


def test_check_summarises_a_sound_questionnaire(instance: Path) -> None:
    content = json.loads(run("check", questionnaire(instance), "--json").stdout)
    assert content["problems"] == []
    assert content["summary"]


def test_an_anonymous_survey_without_a_frame_does_not_open(instance: Path) -> None:
    draft(instance)
    assert "frame" in run("survey", "open", "reading-room", status=1).stderr


def test_closing_asks_first(instance: Path) -> None:
    run("init")
    run("survey", "create", questionnaire(instance), "--mode", "open")
    run("survey", "open", "reading-room")
    assert CliRunner().invoke(main, ["survey", "close", "reading-room"], input="n\n").exit_code == 1
    assert json.loads(run("survey", "list", "--json").stdout)[0]["state"] == "open"


@pytest.mark.parametrize("password", ["short", "password"])
def test_a_weak_password_is_refused(password: str) -> None:
    run("init")
    assert "Refused" in run("account", "add", "aigerim", "--password", password, status=1).stderr


def test_a_command_before_init_says_what_to_do() -> None:
    assert "saualnama init" in run("survey", "list", status=1).stderr


def test_a_data_file_needs_its_codebook(instance: Path) -> None:
    data = instance / "data.csv"
    data.write_text("a\n1\n", "utf-8")
    assert "codebook" in run("tally", str(data), "a", status=1).stderr


def test_an_unknown_questionnaire_is_refused_with_the_shipped_ones(instance: Path) -> None:
    run("init")
    assert "young-librarians" in run("survey", "create", "old-librarians", status=1).stderr


def test_a_survey_that_nobody_answered_is_tallied_and_crossed_without_a_number(instance: Path) -> None:
    draft(instance)
    run("invite", "reading-room", frame(instance, "id,system\n1,abay\n2,shet\n"))
    run("survey", "open", "reading-room")
    run("survey", "close", "reading-room", "--yes")
    assert json.loads(run("tally", "reading-room", "visited", "--json").stdout)["base"] == 0
    assert json.loads(run("crosstab", "reading-room", "visited", "--by", "again", "--json").stdout)["n"] == 0
    assert "nobody answered" in run("chart", "reading-room", "visited", status=1).stderr


def test_an_account_that_is_removed_cannot_sign_in(instance: Path) -> None:
    run("init")
    run("account", "add", "aigerim", "--password", "тоғыз қоңыр тиін")
    assert "cannot sign in" in run("account", "remove", "aigerim").stderr
    assert "no account 'aigerim'" in run("account", "remove", "aigerim", status=1).stderr
