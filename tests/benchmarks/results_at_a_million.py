"""A closed wave of a million responses: its results through the server of `saualnama serve`, one process."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import tempfile
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import numpy as np

from analysis.publications import Publication
from questionnaires import reader
from survey import closing, models
from survey.coded import Coded
from survey.commands.demo import free_port, wait_for
from survey.commands.serve import server_command
from survey.demo import _drawn
from survey.publishing import Draft
from survey.storage import Store, Survey
from survey.storage.waves import keep
from tests.benchmarks.measure import Ratio
from tests.survey.stores import small_settings

MILLION = 1_000_000
DRAWN = 3000
"""So many responses are drawn and closed; the million are these again and again, at random."""

FIRST, EACH = 3000, 100
"""Milliseconds that the issue allows: to the first page of a server, and to each after it."""

REQUESTS, CROSSED = 200, 12
HOST, NAME, PASSWORD = "127.0.0.1", "aigul", "correct horse battery"


def million(store: Store, n: int = MILLION) -> Survey:
    """The shipped questionnaire, closed with n responses and published nowhere."""
    random, numbers = Random(2026), np.random.default_rng(2026)
    questionnaire = reader.shipped("young-librarians")
    survey = store.create_survey(questionnaire.name, questionnaire.source)
    store.load_frame(survey, [("somebody", "all")])
    store.open_survey(survey)
    drawn = (_drawn(questionnaire, random) for _ in range(DRAWN))
    responses = [
        ({"answers": answers, "write_ins": texts}, key) for key, (answers, texts) in enumerate(drawn)
    ]
    closed, again = closing.close(questionnaire, responses), numbers.integers(0, DRAWN, n)
    rows = {name: taken(column, again) for name, column in closed.rows.items()}
    apart = {name: taken(column, numbers.permutation(again)) for name, column in closed.apart.items()}
    keys = array("Q", numbers.integers(0, 2**63, n).astype(np.uint64).tobytes())
    with store.write() as connection:
        connection.execute(models.Stratum.__table__.update().values(size=n + n // 5))
        keep(connection, survey, replace(closed, rows=rows, apart=apart, keys=keys), bytes(32))
    store.finish_closing()
    return store.find(survey.address)


def taken(column: Coded, chosen: np.ndarray) -> Coded:
    """The column of the people at these places."""
    places = np.array(column.places)[chosen]
    return Coded(column.words, array(column.places.typecode, places.tobytes()))


@dataclass
class Reader:
    """A researcher who is signed in, on one connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection(HOST, self.port, timeout=60)
        form = self.ask("/researcher/kk/sign-in")
        token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', form)
        fields = {"csrf_token": token[1].decode() if token else "", "name": NAME, "password": PASSWORD}
        self.ask("/researcher/kk/sign-in", urlencode(fields), expected=303)

    def ask(self, path: str, body: str | None = None, expected: int = 200) -> bytes:
        """What the server answers."""
        head = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            head |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://{HOST}:{self.port}/",
            }
        self.line.request("GET" if body is None else "POST", path, body, head)
        answer = self.line.getresponse()
        content = answer.read()
        for one in answer.headers.get_all("Set-Cookie", []):
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        assert answer.status == expected, (path, answer.status, content[-600:])
        return content


def paths(store: Store, survey: Survey, random: Random) -> list[str]:
    """Addresses as researchers open them: questions, by banners, crossed; pages, charts and files."""
    microdata = store.microdata(survey)
    book = microdata.codebook
    base = f"/researcher/kk/{survey.name}/{survey.wave}"
    others = [name for name in book.questions() if not book.has(name) or book.variable(name).level != "text"]
    questions = [name for name in others if not book.has(name) or not book.variable(name).background]
    coded = [name for name, column in microdata.columns.items() if column.coded and column.answered.any()]
    facts = [one.name for one in book.variables if one.background and one.name in coded]

    def question() -> str:
        return f"{base}/question/{random.choice(questions)}"

    def crossed() -> str:
        return urlencode(dict(zip(("row", "column"), random.sample(coded, 2), strict=True)))

    kinds = (
        lambda: f"{question()}",
        lambda: f"{question()}?by={random.choice(facts)}",
        lambda: f"{question()}.svg",
        lambda: f"{question()}.csv",
        lambda: f"{base}/crosstab?{crossed()}",
        lambda: f"{base}/crosstab.svg?{crossed()}",
    )
    return [random.choice(kinds)() for _ in range(REQUESTS)]


def pictures(store: Store, survey: Survey, random: Random) -> dict[str, list[tuple[str, str]]]:
    """Format -> the page of each question and of some cross-tabs, and its chart: each kind of picture."""
    microdata = store.microdata(survey)
    base = f"/researcher/kk/{survey.name}/{survey.wave}"
    coded = [name for name, column in microdata.columns.items() if column.coded and column.answered.any()]
    book = microdata.codebook
    drawn = [name for name in book.questions() if not book.has(name) or book.variable(name).level != "text"]
    asked = [(f"{base}/question/{name}", "") for name in drawn]
    for _ in range(CROSSED):
        row, column = random.sample(coded, 2)
        asked.append((f"{base}/crosstab", f"?{urlencode({'row': row, 'column': column})}"))
    return {
        form: [(f"{page}{query}", f"{page}.{form}{query}") for page, query in asked]
        for form in ("svg", "png")
    }


def public(publication: Publication, place: str, random: Random) -> list[str]:
    """Addresses of a publication as readers open them: pages, tables and charts by one filter variable, and
    the tables of the interface."""
    names = [one.name for one in publication.questions if one.total.kind != "text" and not one.why]
    facts = [one.name for one in publication.variables]

    def question() -> str:
        return f"/kk/{place}/{random.choice(names)}"

    kinds = (
        lambda: f"{question()}/?by={random.choice(facts)}",
        lambda: f"{question()}/table.csv?by={random.choice(facts)}",
        lambda: f"{question()}/chart.svg",
        lambda: f"/api/publications/{place}/tables/{random.choice(names)}",
        lambda: f"/api/publications/{place}/tables/{random.choice(names)}?by={random.choice(facts)}",
    )
    return [f"/kk/{place}/", *(random.choice(kinds)() for _ in range(REQUESTS))]


def spent(pid: int) -> float:
    """Milliseconds of CPU that the children of a server have used (all their threads)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    threads = [one for child in children for one in Path(f"/proc/{child}/task").iterdir()]
    return sum(int((one / "schedstat").read_text().split()[0]) for one in threads) / 1e6


def ratios() -> Iterator[Ratio]:
    """First page, then mixed requests, each for the first time or again."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(small_settings(Path(folder)))
        store.add_account(NAME, PASSWORD)
        survey = million(store)
        asked, drawn = paths(store, survey, Random(1)), pictures(store, survey, Random(1))
        before = time.process_time()
        publication = Draft.of(store, survey).publication()
        made = 1000 * (time.process_time() - before)
        yield Ratio("reading and assembling a publication", made, FIRST, "what is allowed")
        store.publish(survey, publication.content)
        read = public(publication, f"{survey.name}/{survey.wave}", Random(1))
        port = free_port(HOST)
        store.engine.dispose()
        environment = {**os.environ, "SAUALNAMA_INSTANCE": folder}
        with subprocess.Popen(server_command(HOST, port, 1), env=environment) as server:
            try:
                wait_for(server, (HOST, port))
                clock = Clock(Reader(port), server.pid)
                yield from measured(clock, asked)
                yield from drafted(clock, f"/researcher/kk/{survey.name}/{survey.wave}/publish")
                yield from charted(clock, drawn)
                yield from published(clock, read)
            finally:
                server.terminate()


@dataclass(frozen=True)
class Clock:
    """Takes the time of pages."""

    person: Reader
    pid: int

    def timed(self, path: str) -> tuple[float, float, str]:
        """The server's CPU for a page and the wait for it (ms), and its name."""
        before, start = spent(self.pid), time.perf_counter()
        self.person.ask(path)
        return spent(self.pid) - before, 1000 * (time.perf_counter() - start), path.rpartition("/")[2]


def measured(clock: Clock, asked: list[str]) -> Iterator[Ratio]:
    """The waits of a person who asks for these pages one after the other, and the server's CPU for each."""
    used, wait, _ = clock.timed(asked[0])
    yield Ratio("first page of a million responses", used, FIRST, "what is allowed")
    yield Ratio("first page, its wait", wait, FIRST, "what is allowed", "ms")
    for words in ("for the first time or again", "all again"):
        found = [clock.timed(path) for path in asked]
        yield Ratio(f"half of {len(found)}, {words}", part(found, 0.5, 0), EACH, "what is allowed")
        yield Ratio(f"95 in 100, {words}", part(found, 0.95, 0), EACH, "what is allowed")
        yield Ratio(f"95 in 100, {words}: wait", part(found, 0.95, 1), EACH, "what is allowed", "ms")
        yield Ratio(max(found)[2][:44], max(found)[0], EACH, "what is allowed")


def charted(clock: Clock, drawn: dict[str, list[tuple[str, str]]]) -> Iterator[Ratio]:
    """The CPU of charts alone: their pages have been asked before."""
    for form, asked in drawn.items():
        for page, _ in asked:
            clock.timed(page)
        found = [clock.timed(chart) for _, chart in asked]
        yield Ratio(f"half of {len(found)} charts, {form}", part(found, 0.5, 0), EACH, "what is allowed")
        yield Ratio(f"95 in 100 charts, {form}", part(found, 0.95, 0), EACH, "what is allowed")
        yield Ratio(max(found)[2][:44], max(found)[0], EACH, "what is allowed")


def drafted(clock: Clock, base: str) -> Iterator[Ratio]:
    """The pages before publishing, each for the first time: what is chosen from, and questions from both
    sides by two facts, the first of which makes the ground."""
    by = urlencode([("filter", "tenure"), ("filter", "system")])
    questions = ("attitude", "motive", "mentor", "statements", "career")
    for name, path in (
        ("publish page", base),
        *((f"both sides: {one}", f"{base}/sides/{one}?{by}") for one in questions),
    ):
        yield Ratio(name, clock.timed(path)[0], FIRST, "what is allowed")


def published(clock: Clock, asked: list[str]) -> Iterator[Ratio]:
    """The public pages, tables and charts of a publication of a million, and those of the interface."""
    yield Ratio("first public page", clock.timed(asked[0])[0], FIRST, "what is allowed")
    found = [clock.timed(path) for path in asked[1:]]
    yield Ratio(f"half of {len(found)} public pages", part(found, 0.5, 0), EACH, "what is allowed")
    yield Ratio("95 in 100 public pages", part(found, 0.95, 0), EACH, "what is allowed")
    yield Ratio(max(found)[2][:44], max(found)[0], EACH, "what is allowed")


def part(found: Sequence[tuple[float, float, str]], share: float, which: int) -> float:
    """What that share of the pages needed at most."""
    return sorted(one[which] for one in found)[int(share * len(found))]
