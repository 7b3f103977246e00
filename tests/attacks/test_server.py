"""The real server under bad clients: it logs nobody, keeps nobody waiting and never answers 500."""

from __future__ import annotations

import http.client
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from survey import server
from tests.attacks.server import FORM, Served, serving

NEEDLE = b"needle"
POST = f"POST /s/shelf/1/en HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\n".encode()
GET = b"GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
ENDED = b"Connection: close\r\n\r\n"
MALFORMED = {
    "a header with a space": b"GET /s/shelf/1 HTTP/1.1\r\nHost: x\r\nneedle header: 1\r\n\r\n",
    "a request line with NUL": b"GET\0 /needle HTTP/9.1\r\n\r\n",
    "a line that never ends": b"GET /" + NEEDLE * 2000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "a path that is no text": b"GET /s/\xff\xfeneedle HTTP/1.1\r\nHost: x\r\n\r\n",
    "a length below zero": POST + b"Content-Length: -5\r\n\r\n",
    "two lengths": POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /needle",
    "a broken chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nZZneedle\r\n",
    "endless chunks": POST
    + b"Transfer-Encoding: chunked\r\n\r\n"
    + (b"fff\r\n" + b"a" * 4095 + b"\r\n") * 40,
    "ten million bytes": POST + b"Content-Length: 10000000\r\n\r\n" + b"a" * 100_000,
    "a hundred thousand fields": POST + b"Content-Length: 200000\r\n" + ENDED + b"a&" * 100_000,
    "fields that are no text": POST + b"Content-Length: 22\r\n" + ENDED + b"mood=%FF%00&%ED%A0%80=",
    "JSON": POST.replace(FORM.encode(), b"application/json") + b"Content-Length: 2\r\n" + ENDED + b"{}",
    "no boundary": POST.replace(FORM.encode(), b"multipart/form-data")
    + b"Content-Length: 2\r\n"
    + ENDED
    + b"{}",
    "a type that is none": POST.replace(FORM.encode(), b"\xff;;=") + b"Content-Length: 2\r\n" + ENDED + b"{}",
    "languages without end": b"GET /s/shelf/1 HTTP/1.1\r\nHost: x\r\nAccept-Language: "
    + b"a;q=nan," * 900
    + b"\r\n"
    + ENDED,
    "a cookie that is none": b"GET /researcher/en/ HTTP/1.1\r\nHost: x\r\nCookie: saualnama=\xff\xfe\r\n"
    + ENDED,
    "a method that is none": b"NEEDLE /s/shelf/1 HTTP/1.1\r\nHost: x\r\n" + ENDED,
    "a wave without end": GET % (b"/s/shelf/" + b"9" * 40),
    "NUL in a name": GET % b"/s/%00needle/1",
    "a line end in a name": GET % b"/s/promise%0d%0aSet-Cookie:needle",
    "a way out": GET % b"/s/../../../etc/passwd",
    "a way out, written otherwise": GET % b"/s/..%2f..%2fetc/passwd",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served"), people=60) as found:
        yield found


@pytest.mark.parametrize("request_", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_request_gets_a_refusal_that_shows_nothing(served: Served, request_: bytes) -> None:
    head, _, body = served.raw(request_).partition(b"\r\n\r\n")
    status = int(head.split()[1])
    assert 200 <= status < 500
    assert b"Traceback" not in body
    assert b"root:" not in body
    assert b"set-cookie" not in head.lower()


def test_the_log_names_no_client_and_nothing_that_was_sent(served: Served) -> None:
    for request in MALFORMED.values():
        served.raw(request)
    log = served.log.read_bytes()
    assert b"127.0.0.1" not in log
    assert NEEDLE not in log.lower()


def test_an_answer_of_which_the_end_is_missing_is_refused(served: Served) -> None:
    before, secret = served.store.answered(served.survey), served.secrets()[1]
    body = f"secret={secret}&mood=good&comment=this is not tr".encode()
    with socket.create_connection(("127.0.0.1", served.port), 5) as line:
        line.sendall(POST + f"Content-Length: {len(body) + 2}\r\nConnection: close\r\n\r\n".encode() + body)
        line.shutdown(socket.SHUT_WR)
        assert line.recv(12) in (b"HTTP/1.1 400", b"")
    assert served.store.answered(served.survey) == before


@pytest.mark.parametrize(
    "beginning",
    [POST + b"Content-Length: 99999\r\n\r\n", b"GET /s/shelf/1 HTTP/1.1\r\nX: "],
    ids=["body", "head"],
)
def test_fifty_slow_clients_keep_nobody_waiting(served: Served, beginning: bytes) -> None:
    with ExitStack() as open_:
        clients = [
            open_.enter_context(socket.create_connection(("127.0.0.1", served.port))) for _ in range(50)
        ]
        for client in clients:
            client.sendall(beginning)
        waited = []
        for _ in range(20):
            began = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=5)
            connection.request("GET", served.path)
            assert connection.getresponse().status == 200
            waited.append(time.monotonic() - began)
            connection.close()
    assert max(waited) < 1


def test_a_redirect_stays_here_whatever_host_was_named(served: Served) -> None:
    answer = served.raw(b"GET /kk HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n")
    assert b"\r\nLocation: /kk/\r\n" in answer
    assert b"elsewhere" not in answer


def test_fifty_posts_of_one_link_from_two_tabs_are_one_response(served: Served) -> None:
    before, secret = served.store.answered(served.survey), served.secrets()[0]
    forms = [{"secret": secret, "mood": ("good", "bad")[i % 2]} for i in range(50)]
    with ThreadPoolExecutor(50) as pool:
        pages = list(pool.map(served.post, forms))
    assert {status for status, _ in pages} == {200}
    assert len({re.sub('<b class="o">[0-9a-z-]{19}</b>', "", page) for _, page in pages}) == 1
    assert served.store.answered(served.survey) == before + 1


def test_a_request_that_drips_in_is_cut_off_and_an_answer_has_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.2)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        hurried = server.Hurried(ours)
        hurried.begin()
        theirs.sendall(b"a")
        assert hurried.recv(10) == b"a"
        assert ours.gettimeout() == server.ANSWER_SECONDS
        with pytest.raises(TimeoutError):
            hurried.recv(1)
        theirs.sendall(b"too late")
        with pytest.raises(TimeoutError):
            hurried.recv(1)
