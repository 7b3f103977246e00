"""When the machine, the database or the keys fail a command, it says so in words and changes nothing."""

import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey.commands import main
from tests.test_commands import OPEN, draft, instance, questionnaire, run  # noqa: F401 - a fixture among them

LONG = "long enough 77"


def refused(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.stderr.splitlines()[-1].startswith("Refused: ")
    return result.stderr


@pytest.fixture
def folder(instance: Path) -> Path:  # noqa: F811 - the fixture
    draft(instance)
    return instance / "instance"


@pytest.mark.parametrize("place", ["/dev/null", "/proc/nothing", "afile", "afile/inside"])
def test_an_instance_that_cannot_be_made_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "afile").touch()
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(tmp_path / place))
    assert place.rpartition("/")[2] in refused("init")


@pytest.mark.parametrize(
    "url",
    [
        "x",
        "nonsense://",
        "mysql://a/b",
        "postgresql://[::1",
        "postgresql://me:secret@h:port/d",
        "sqlite://",
        " ",
    ],
)
def test_a_database_address_that_is_none_is_refused_and_not_repeated(
    folder: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    reason = refused("survey", "list")
    assert "DATABASE_URL" in reason
    assert "secret" not in reason


def test_a_database_server_that_is_away_is_refused_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x")
    assert len(refused("survey", "list").splitlines()) == 1


@pytest.mark.parametrize("words", [["survey", "list"], ["init"], ["account", "add", "x", "--password", LONG]])
def test_a_damaged_database_is_refused(folder: Path, words: list[str]) -> None:
    (folder / "database" / "saualnama.sqlite").write_bytes(b"garbage" * 1000)
    assert "not a database" in refused(*words)


def test_a_database_without_tables_is_refused_with_what_to_do(folder: Path) -> None:
    file = folder / "database" / "saualnama.sqlite"
    file.unlink()
    sqlite3.connect(file).close()
    assert "saualnama init" in refused("survey", "list")


def test_a_port_that_is_taken_or_not_ours_is_refused(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "--port" in refused("serve", "--port", str(taken.getsockname()[1]))
    assert "--host" in refused("serve", "--host", "192.0.2.1", "--port", "8777")
    assert "empty" in refused("serve", "--host", "", "--port", "8777")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe"])
def test_an_empty_session_key_is_refused(folder: Path, content: bytes) -> None:
    (folder / "keys" / "session.key").write_bytes(content)
    assert "saualnama init" in refused("serve", "--port", "8777")


@pytest.mark.parametrize("name", ["", "a" * 81, "a\nb"])
def test_an_account_name_that_is_none_is_refused(folder: Path, name: str) -> None:
    assert "80 characters" in refused("account", "add", "--password", LONG, "--", name)


def test_a_broken_questionnaire_makes_no_survey(instance: Path) -> None:  # noqa: F811 - the fixture
    run("init")
    broken = questionnaire(instance, OPEN.replace("type: single", "type: singel"))
    assert "to mend" in refused("survey", "create", broken)
    assert run("survey", "list", "--json").stdout == "[]\n"


def test_a_path_too_long_is_no_questionnaire(folder: Path) -> None:
    assert "young-librarians" in refused("survey", "create", "x" * 9000)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_to_a_full_disk_is_refused(folder: Path) -> None:
    command = [sys.executable, "-c", "from survey.commands import main; main()", "survey", "list", "--json"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Refused: No space left on device\n")


@pytest.mark.parametrize("words", [["survey", "close", "reading-room"], ["account", "add", "aigul"]])
def test_a_question_that_nobody_answers_is_refused_and_nothing_is_done(
    folder: Path, words: list[str]
) -> None:
    """The end of input, as in a script without a terminal."""
    file = folder / "database" / "saualnama.sqlite"
    before = content(file)
    reason = refused(*words)
    assert "nobody answered the question above, so nothing was done" in reason
    assert "Aborted" not in reason
    assert content(file) == before


def content(file: Path) -> list[str]:
    """All that a database says, whatever pages it has moved meanwhile."""
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())
