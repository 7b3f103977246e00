"""First paint and complete load on a slow line: 400 kbit/s, 400 ms, by the network emulation of Chromium."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from questionnaires import reader
from survey.languages import LANGUAGES
from tests.benchmarks.measure import Ratio
from tests.journeys.conftest import ARGUMENTS, Site, chromium, field_wave, running

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
TIMES = """() => new Promise((done) => setTimeout(() => {
  const [page] = performance.getEntriesByType('navigation')
  const [paint] = performance.getEntriesByName('first-contentful-paint')
  done([paint ? paint.startTime : 0, page.loadEventEnd, page.transferSize])
}, 300))"""
LIMESURVEY = (8800, 25_600)
"""Milliseconds of the 19 questions there on the same line."""


def two_hundred() -> str:
    """A questionnaire of 200 questions, each with words of its own, drawn from the shipped texts."""
    random = Random(2026)
    words = {language: _words(language) for language in LANGUAGES}

    def said(count: int) -> str:
        return ", ".join(f'{one}: "{" ".join(random.choices(words[one], k=count))}"' for one in LANGUAGES)

    def item(number: int) -> str:
        kind = ("single", "multiple", "text", "number")[number % 4]
        codes = [f'          "{code}": {{{said(3)}}}' for code in range(1, 7)] if number % 4 < 2 else []
        head = f"      - item: q{number}\n        type: {kind}\n        question: {{{said(11)}}}"
        return "\n".join([head, *(["        codes:", *codes] if codes else [])])

    sections = [
        "\n".join(
            [
                f"  - section: s{start}\n    title: {{{said(2)}}}\n    items:",
                *map(item, range(start, start + 10)),
            ]
        )
        for start in range(0, 200, 10)
    ]
    head = (
        f'questionnaire: imported\nversion: "1"\nlanguages: [{", ".join(LANGUAGES)}]\ntitle: {{{said(3)}}}\n'
    )
    return "\n".join([f"{head}sections:", *sections, ""])


def _words(language: str) -> list[str]:
    questions = (
        item.question[language] for name in reader.shipped_names() for item in reader.shipped(name).items()
    )
    return sorted({word for text in questions for word in text.split() if word.isalpha()})


def opened(browser: Browser, site: Site, source: str | None) -> tuple[float, float, int]:
    """Milliseconds to the first paint and to the complete page, and the bytes over the line."""
    survey = field_wave(site, source=source)
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", dict[str, Any](SLOW))
    page.goto(f"{site.base}/s/{survey.name}/{survey.wave}/kk")
    paint, load, size = page.evaluate(TIMES)
    context.close()
    return paint, load, size


def ratios() -> Iterator[Ratio]:
    """The shipped questionnaires and one of 200 questions, beside LimeSurvey's 19."""
    sources = {name: reader.shipped(name).source for name in reader.shipped_names()}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        with running(Path(folder)) as site:
            for name, source in {**sources, "200 questions": two_hundred()}.items():
                paint, load, size = opened(browser, site, source)
                yield Ratio(f"{name}: first paint", paint, LIMESURVEY[0], "LimeSurvey's 19 questions", "ms")
                yield Ratio(f"{name}: complete", load, LIMESURVEY[1], "LimeSurvey's 19 questions", "ms")
                yield Ratio(
                    f"{name}: over the line", size, 60_000, "what is allowed to 200 questions", "bytes"
                )
        browser.close()
