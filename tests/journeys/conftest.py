"""A real browser before a real server. The browser is a Chromium found on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from questionnaires import reader
from survey.commands.demo import free_port, wait_for
from survey.commands.serve import server_command
from survey.config import Settings
from survey.storage import Store, Survey, initialise

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
]
PATIENCE = 15_000
"""Milliseconds that a busy machine may take for one step."""

HOW_TO_GET_IT = (
    "NO BROWSER: the journeys were SKIPPED. Install Chromium (Debian: apt-get install chromium), "
    "or name one in SAUALNAMA_BROWSER=/path/to/chromium."
)


def chromium() -> str | None:
    """The path of a Chromium on this machine."""
    named = os.environ.get("SAUALNAMA_BROWSER")
    return named or next((path for path in map(shutil.which, CHROMIUM) if path), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("journey")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if chromium() is None:
        terminalreporter.write_line(HOW_TO_GET_IT, red=True, bold=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the journeys are skipped, or fail where SAUALNAMA_BROWSER_REQUIRED is set."""
    path = chromium()
    if path is None:
        if os.environ.get("SAUALNAMA_BROWSER_REQUIRED") == "1":
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A person at a browser: the page, and every request that it made."""

    context: BrowserContext
    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a fresh browser window: `visit(width=360, script=False, dark=True)`."""
    contexts = []

    def new(width: int = 360, height: int = 740, *, script: bool = True, dark: bool = False) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="kk-KZ",
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        made = Visit(context, context.new_page())
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        made.page.on("dialog", lambda dialog: dialog.accept())
        return made

    yield new
    for context in contexts:
        context.close()


@dataclass
class Site:
    """An instance with its server as a process of its own, which can be stopped and started."""

    settings: Settings
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def store(self) -> Store:
        return Store(self.settings)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = serve(self.settings.instance, self.port)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


def serve(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The server that `saualnama serve` starts over the instance in `folder`, answering."""
    place = ("127.0.0.1", port)
    environment = {
        **os.environ,
        "SAUALNAMA_INSTANCE": str(folder),
        "SAUALNAMA_URL": f"http://127.0.0.1:{port}",
    }
    command = server_command(*place, workers=1)
    process = subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[2])
    wait_for(process, place)
    return process


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """A served instance in `folder`."""
    port = free_port("127.0.0.1")
    settings = Settings.load(folder, {"SAUALNAMA_URL": f"http://127.0.0.1:{port}"})
    initialise(settings)
    site = Site(settings, port)
    site.start()
    try:
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    """One served instance for all journeys; each fields its own wave."""
    with running(tmp_path_factory.mktemp("site")) as made:
        yield made


def field_wave(site: Site, mode: str = "anonymous", people: int = 6, source: str | None = None) -> Survey:
    """A fresh wave in the field: the shipped questionnaire, or the one in `source`."""
    store = site.store
    read = reader.read(source) if source else reader.shipped("young-librarians")
    survey = store.create_survey(read.name, read.source, mode=mode)
    if mode == "anonymous":
        store.load_frame(survey, [(f"person-{i}", "all") for i in range(people)])
    return store.open_survey(survey)
