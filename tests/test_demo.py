"""The demo does the whole job: questionnaire out, answers in over HTTP, closing, analysis, publication."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.survey.stores import Postgres, postgres

__all__ = ["postgres"]

FACTS = Path(__file__).parent.parent / "survey" / "demo_data" / "seed-facts.json"
PUBLISHED = {
    "att.prestigious": 52, "att.negative": 28, "att.intellectual": 53, "att.creative": 45,
    "ten.lt1": 59, "ten.1_3": 101, "ten.4_10": 70, "ten.10_15": 7,
    "edu.sec_lib": 57, "edu.sec_other": 48, "edu.high_other": 107, "edu.high_lib": 5, "edu.sec_only": 11,
    "edu.studying_now": 13, "mot.family": 19, "pos.manager": 15,
}  # fmt: skip


def saualnama(instance: Path, *words: str, status: int = 0, **more: str) -> str:
    environment = {**os.environ, "SAUALNAMA_INSTANCE": str(instance), "LC_ALL": "C.UTF-8", **more}
    command = [sys.executable, "-c", "from survey.commands import main; main()", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return done.stdout if status == 0 else done.stderr


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "instance"
    saualnama(folder, "demo", "--no-serve")
    return folder


@pytest.fixture(scope="module")
def audited(instance: Path) -> dict[str, dict[str, Any]]:
    content = json.loads(saualnama(instance, "audit", "--json"))
    return {figure["id"]: figure for figure in content["figures"]}


def test_the_surveys_are_a_closed_wave_of_237_and_an_open_one(instance: Path) -> None:
    first, second = json.loads(saualnama(instance, "survey", "list", "--json"))
    assert (first["name"], first["wave"], first["mode"], first["state"], first["answered"]) == (
        "young-librarians", 1, "anonymous", "closed", 237,
    )  # fmt: skip
    assert (second["wave"], second["mode"], second["state"], second["answered"]) == (2, "open", "open", 0)


@pytest.mark.parametrize("figure", PUBLISHED)
def test_a_published_count_is_reproduced_from_the_records(audited: dict[str, Any], figure: str) -> None:
    assert audited[figure]["count"] == PUBLISHED[figure]
    assert audited[figure]["base"] == 237
    assert audited[figure]["agrees"] in ("both", "rounded", "truncated")


def test_every_figure_that_has_or_implies_a_count_is_compared(audited: dict[str, Any]) -> None:
    facts = json.loads(FACTS.read_text("utf-8"))
    percents = [f["id"] for f in facts["figures"] if f["kind"] in ("percent", "count+percent")]
    compared = [name for name in percents if audited[name]["agrees"] in ("both", "rounded", "truncated")]
    assert compared == percents


def test_the_shares_of_the_fifteen_systems_come_from_the_frame(audited: dict[str, Any]) -> None:
    facts = json.loads(FACTS.read_text("utf-8"))
    counts = {d["id"]: d["young"] for d in facts["districts"] if d["young"] is not None}
    assert {name: figure["count"] for name, figure in audited.items() if name in counts} == counts


def test_the_talk_truncates_57_of_237(audited: dict[str, Any]) -> None:
    assert audited["edu.sec_lib"]["agrees"] == "truncated"
    assert audited["edu.studying_now"]["agrees"] == "rounded"


def test_a_tally_follows_the_contract(instance: Path) -> None:
    content = json.loads(saualnama(instance, "tally", "young-librarians", "attitude", "--json"))
    assert {"variable", "n", "missing", "base", "rows", "nets"} <= content.keys()
    assert content["n"] == content["base"] + content["missing"] == 237
    assert {"code", "label", "count", "percent", "low", "high"} <= content["rows"][0].keys()
    assert {net["code"]: net["count"] for net in content["nets"]}["negative"] == 28


def test_tenure_is_exact_in_its_tally(instance: Path) -> None:
    content = json.loads(saualnama(instance, "tally", "young-librarians", "tenure", "--json"))
    assert [row["count"] for row in content["rows"]] == [59, 101, 70, 7]


@pytest.mark.parametrize("column", ["tenure", "system"])
def test_a_crosstab_by_tenure_and_district_counts_everybody(instance: Path, column: str) -> None:
    words = ("crosstab", "young-librarians", "attitude", "--by", column, "--json")
    content = json.loads(saualnama(instance, *words))
    missing = 237 - content["n"]
    assert sum(map(sum, content["counts"])) == content["n"]
    assert missing <= 24
    assert content["verdict"]
    assert len(content["column_codes"]) >= 3


def test_a_chart_is_an_svg_with_a_text_alternative(instance: Path, tmp_path: Path) -> None:
    file = tmp_path / "causes.svg"
    saualnama(
        instance, "chart", "young-librarians", "dissatisfaction", "--language", "kk", "--output", str(file)
    )
    assert "<title" in file.read_text("utf-8")


def test_an_unknown_variable_is_refused_with_a_suggestion(instance: Path) -> None:
    words = saualnama(instance, "tally", "young-librarians", "atitude", status=1)
    assert "attitude" in words


def test_an_unknown_survey_is_refused(instance: Path) -> None:
    assert "nobody-knows" in saualnama(instance, "tally", "nobody-knows", "attitude", status=1)


def test_wrong_usage_has_status_two(instance: Path) -> None:
    saualnama(instance, "crosstab", "young-librarians", "attitude", status=2)


def test_an_open_wave_cannot_be_analysed(instance: Path) -> None:
    assert "open" in saualnama(instance, "tally", "young-librarians@2", "attitude", status=1)


def test_the_demo_run_again_changes_nothing(instance: Path) -> None:
    before = saualnama(instance, "tally", "young-librarians", "attitude", "--json")
    saualnama(instance, "demo", "--no-serve")
    assert saualnama(instance, "tally", "young-librarians", "attitude", "--json") == before


def test_no_key_of_the_closed_wave_is_left(instance: Path) -> None:
    keys = list((instance / "keys").glob("*.key"))
    assert len([key for key in keys if key.name != "session.key"]) == 1


@pytest.mark.postgres
def test_the_demo_is_the_same_on_postgresql(instance: Path, postgres: Postgres, tmp_path: Path) -> None:
    database = postgres.new_database()
    saualnama(tmp_path, "demo", "--no-serve", DATABASE_URL=database)
    words = ("crosstab", "young-librarians", "attitude", "--by", "tenure", "--json")
    assert saualnama(tmp_path, *words, DATABASE_URL=database) == saualnama(instance, *words)


def test_the_server_ends_with_the_demo(instance: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from survey.commands import main; main()", "demo", "--port", str(port)]
    environment = {**os.environ, "SAUALNAMA_INSTANCE": str(instance)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as demo:
        assert demo.stderr is not None
        assert any("saualnama audit" in line for line in demo.stderr)
        demo.terminate()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
