"""Who may open what on the researcher's side: every route, every role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask

from survey.style.live import integrity
from tests.survey.readers import NAME, PASSWORD, Rooms, fresh, in_the_field, sign_in, token

SURVEY = "/en/reading/1"
VALUES = {
    "language": "en",
    "name": "reading",
    "wave": "1",
    "look": "together",
    "question": "why",
    "format": "svg",
    "version": "0",
}
# endpoint and method: what a stranger and what a signed-in researcher get for a closed survey
ACCESS = {
    ("style", "GET"): (200, 200),
    ("live", "GET"): (200, 200),
    ("access.start", "GET"): (302, 302),
    ("access.sign_in", "GET"): (200, 200),
    ("access.sign_in", "POST"): (400, 400),
    ("access.sign_out", "POST"): (303, 400),
    ("fieldwork.surveys", "GET"): (303, 200),
    ("fieldwork.survey", "GET"): (303, 200),
    ("fieldwork.close", "GET"): (303, 400),
    ("fieldwork.close", "POST"): (303, 400),
    ("results.tally", "GET"): (303, 200),
    ("results.tally_table", "GET"): (303, 200),
    ("results.tally_chart", "GET"): (303, 200),
    ("results.crosstab", "GET"): (303, 200),
    ("results.crosstab_table", "GET"): (303, 200),
    ("results.crosstab_chart", "GET"): (303, 200),
    ("publish.choose", "GET"): (303, 200),
    ("publish.preview", "GET"): (303, 200),
    ("publish.preview_chart", "GET"): (303, 200),
    ("publish.publish", "POST"): (303, 400),
    ("exports.choose", "GET"): (303, 200),
    ("exports.download", "POST"): (303, 400),
    ("further.chart", "GET"): (303, 200),
    ("further.further", "GET"): (303, 200),
    ("further.table", "GET"): (303, 200),
    ("publish.both_sides", "GET"): (303, 200),
    ("reports.download", "GET"): (303, 400),
    ("reports.reports", "GET"): (303, 200),
    ("reports.tell", "POST"): (303, 400),
    ("views.forget", "POST"): (303, 400),
    ("views.keep", "POST"): (303, 400),
}
QUERY = "?row=mood&column=place&question=mood"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    store = fresh(tmp_path_factory.mktemp("access"))
    store.close(in_the_field(store))
    yield Rooms.over(store)
    store.engine.dispose()


def routes(app: Flask) -> set[tuple[str, str, str]]:
    """(endpoint, method, an address) of every route."""
    return {
        (rule.endpoint, method, re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda part: VALUES[part[1]], rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_route_gives_each_role_what_the_table_says(rooms: Rooms) -> None:
    stranger, colleague = rooms.stranger(), rooms.colleague()
    got = {
        (endpoint, method): tuple(
            one.open(address + QUERY, method=method).status_code for one in (stranger, colleague)
        )
        for endpoint, method, address in sorted(routes(rooms.researcher))
    }
    assert got == ACCESS


def test_a_stranger_is_led_to_the_sign_in_and_learns_of_no_survey(rooms: Rooms) -> None:
    stranger = rooms.stranger()
    known, unknown = (stranger.get(f"/en/{name}/1/") for name in ("reading", "nothing"))
    assert known.location == unknown.location == "/en/sign-in"
    assert known.data == unknown.data


def test_an_unknown_name_and_a_wrong_password_are_told_the_same(rooms: Rooms) -> None:
    wrong, unknown = (
        sign_in(rooms.stranger(), *pair) for pair in ((NAME, "wrong-password"), ("Nobody", PASSWORD))
    )
    assert wrong.status_code == unknown.status_code == 403
    plain = [re.sub(r'value="[^"]*"', "", page.text) for page in (wrong, unknown)]
    assert plain[0] == plain[1]


def test_too_many_wrong_passwords_have_to_wait(tmp_path: Path) -> None:
    stranger = Rooms.over(fresh(tmp_path)).stranger()
    statuses = [sign_in(stranger, "Somebody", "wrong-password").status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]


def test_there_is_no_default_account(tmp_path: Path) -> None:
    store = fresh(tmp_path)
    store.remove_account(NAME)
    assert store.accounts() == []


def test_signing_in_begins_a_new_session_and_a_planted_one_stays_worthless(rooms: Rooms) -> None:
    client = rooms.stranger()
    client.get("/en/sign-in")
    before = client.get_cookie("saualnama")
    sign_in(client)
    after = client.get_cookie("saualnama")
    assert before
    assert after
    assert before.value != after.value
    client.set_cookie("saualnama", before.value)
    assert client.get("/en/").status_code == 303


def test_signing_out_kills_the_session_on_the_server(rooms: Rooms) -> None:
    client = rooms.colleague()
    page, kept = client.get("/en/"), client.get_cookie("saualnama")
    assert kept
    assert client.post("/en/sign-out", data={"csrf_token": token(page)}).location == "/en/sign-in"
    client.set_cookie("saualnama", kept.value)
    assert client.get("/en/").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(rooms: Rooms) -> None:
    cookie = sign_in(rooms.stranger()).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_under_https_the_cookie_is_secure_and_bound_to_the_host(tmp_path: Path) -> None:
    client = Rooms.over(fresh(tmp_path, "https://survey.example")).stranger()
    cookie = sign_in(client, base_url="https://survey.example").headers["Set-Cookie"]
    assert cookie.startswith("__Host-saualnama=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
    assert "Domain" not in cookie


@pytest.mark.parametrize("address", ["/en/sign-out", f"{SURVEY}/close", f"{SURVEY}/publish", "/en/sign-in"])
def test_a_post_without_its_token_or_with_anothers_is_refused(rooms: Rooms, address: str) -> None:
    client, other = rooms.colleague(), rooms.colleague()
    foreign = token(other.get("/en/"))
    for data in ({}, {"csrf_token": foreign}):
        assert client.post(address, data={**data, "confirmed": "yes", "question": "mood"}).status_code == 400
    assert rooms.store.publications() == []


def test_no_address_leads_to_another_site(rooms: Rooms) -> None:
    client = rooms.stranger()
    for lure in ("//evil.example", "/\\evil.example", "https:evil.example"):
        form = client.get(f"/en/sign-in?next={lure}")
        sent = {"csrf_token": token(form), "name": NAME, "password": PASSWORD, "next": lure}
        assert client.post(f"/en/sign-in?next={lure}", data=sent).location == "/en/"


@pytest.mark.parametrize(
    "address", ["/en/", "/en/sign-in", f"{SURVEY}/", f"{SURVEY}/question/mood", "/en/nothing/1/"]
)
def test_pages_may_not_be_kept_framed_or_run_anything(rooms: Rooms, address: str) -> None:
    headers = rooms.colleague().get(address).headers
    policy = headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    scripts = re.findall(r"script-src ([^;]+)", policy)
    assert scripts == ([f"'{integrity()}'"] if address.endswith("/mood") else [])


def test_a_part_of_a_page_never_becomes_the_sign_in(rooms: Rooms) -> None:
    answer = rooms.stranger().get(f"{SURVEY}/question/mood", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.data, answer.headers["HX-Refresh"]) == (401, b"", "true")


def test_getting_every_page_changes_nothing(rooms: Rooms) -> None:
    client = rooms.colleague()
    before = digest(rooms)
    for endpoint, method, address in routes(rooms.researcher):
        if method == "GET" and endpoint != "access.start":
            client.get(address + QUERY)
    assert digest(rooms) == before


def digest(rooms: Rooms) -> str:
    """A digest of everything in the database."""
    with rooms.store.read() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        return sha256("\n".join(raw.iterdump()).encode()).hexdigest()
