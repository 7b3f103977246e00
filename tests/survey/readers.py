"""A closed survey of 60 people with every kind of question, and the two applications that show it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey import published, researcher
from survey.config import Settings
from survey.storage import Store, Survey, initialise

NAME, PASSWORD = "Әлия", "a quiet reading room"
ATTACK = "<script>alert(1)</script>"
NOTE = '{"kk": "Ойдан шығарылған", "ru": "Вымышлено", "en": "Invented people"}'

SOURCE = """
questionnaire: reading
version: "1"
languages: [kk, ru, en]
title: {kk: Оқу залы, ru: Читальный зал, en: The reading room}
introduction: {kk: Сәлем, ru: Привет, en: Hello}
thanks: {kk: Рақмет, ru: Спасибо, en: Thanks}
codes:
  agreement:
    "1": {kk: Келіспеймін, ru: Нет, en: Disagree, score: 1}
    "2": {kk: Келісемін, ru: Да, en: Agree, score: 2}
sections:
  - section: opinions
    title: {kk: Пікір, ru: Мнения, en: Opinions}
    items:
      - item: mood
        type: single
        question: {kk: Көңіл күй?, ru: Настроение?, en: "Mood <script>alert(1)</script>?"}
        codes:
          good: {kk: Жақсы, ru: Хорошее, en: Good}
          bad: {kk: Жаман, ru: Плохое, en: "<b>Bad</b> {{7*7}}"}
          other: {kk: Басқа, ru: Другое, en: Other, write in: yes}
      - item: why
        type: multiple
        question: {kk: Неге?, ru: Почему?, en: Why?}
        codes: {books: {kk: Кітап, ru: Книги, en: Books}, people: {kk: Адам, ru: Люди, en: People}}
      - item: room
        type: grid
        question: {kk: Зал, ru: Зал, en: The room}
        codes: agreement
        rows: {quiet: {kk: Тыныш, ru: Тихо, en: Quiet}, warm: {kk: Жылы, ru: Тепло, en: Warm}}
      - item: needs
        type: ranking
        first: 1
        question: {kk: Не керек?, ru: Что нужно?, en: What is needed?}
        codes: {light: {kk: Жарық, ru: Свет, en: Light}, tea: {kk: Шай, ru: Чай, en: Tea}}
      - item: hours
        type: number
        question: {kk: Сағат, ru: Часы, en: Hours}
        min: 0
        max: 99
      - item: rare
        type: single
        shown if: mood == other
        question: {kk: Сирек, ru: Редко, en: Rare}
        codes: {"yes": {kk: Иә, ru: Да, en: "Yes"}, "no": {kk: Жоқ, ru: Нет, en: "No"}}
      - item: comment
        type: text
        question: {kk: Пікір, ru: Отзыв, en: Comment}
        length: 200
  - section: background
    title: {kk: Өзіңіз, ru: О вас, en: About you}
    items:
      - item: place
        type: single
        background: yes
        question: {kk: Орын, ru: Место, en: Place}
        codes:
          town: {kk: Қала, ru: Город, en: Town}
          village: {kk: Ауыл, ru: Село, en: Village}
          camp: {kk: Қос, ru: Стан, en: Camp}
      - item: age
        type: number
        background: yes
        question: {kk: Жас, ru: Возраст, en: Age}
        min: 15
        max: 99
"""

PLACES = ["town"] * 30 + ["village"] * 24 + ["camp"] * 6


def answers(i: int) -> dict[str, Any]:
    """What person `i` of 60 answers: 30 good, 24 bad, 6 other moods, the same in every place by turns."""
    mood = ("good", "bad", "good", "bad", "good")[i % 5] if i % 10 else "other"
    told = {
        "mood": mood,
        "why": ["books"] if i % 3 else ["books", "people"],
        "room": {"quiet": str(1 + i % 2), "warm": str(1 + i % 3 // 2)},
        "needs": ["light" if i % 4 else "tea"],
        "hours": i % 20,
        "comment": f"comment {i} {ATTACK}" if i % 7 == 0 else "",
        "place": PLACES[i],
        "age": 20 + i % 30,
    }
    return {key: value for key, value in told.items() if value != ""} | (
        {"rare": "yes"} if mood == "other" else {}
    )


def fresh(folder: Path, base_url: str = "http://127.0.0.1:8000") -> Store:
    """A store on a fresh instance with one account."""
    settings = Settings.load(folder, {"SAUALNAMA_URL": base_url})
    initialise(settings)
    store = Store(settings)
    store.add_account(NAME, PASSWORD)
    return store


def in_the_field(
    store: Store, mode: str = "anonymous", name: str = "reading", source: str = SOURCE
) -> Survey:
    """A wave that all 60 people have answered."""
    survey = store.create_survey(name, source, mode=mode, note=NOTE)
    if mode == "anonymous":
        store.load_frame(survey, [(f"person-{i}", PLACES[i]) for i in range(60)])
    survey = store.open_survey(survey)
    keys = [one.secret for one in store.invitations(survey)] or [f"{i:032x}" for i in range(60)]
    for i, key in enumerate(keys):
        store.submit(survey, key, {"answers": answers(i), "write_ins": {}})
    return survey


@dataclass
class Rooms:
    """The researcher's and the public application over one store."""

    store: Store
    researcher: Flask
    published: Flask

    @classmethod
    def over(cls, store: Store) -> Rooms:
        """The rooms of a store."""
        return cls(store, researcher.create_app(store.settings), published.create_app(store.settings))

    def reader(self) -> FlaskClient:
        """Anybody, before the public pages."""
        return self.published.test_client()

    def stranger(self) -> FlaskClient:
        """Somebody without an account, before the researcher's pages."""
        return self.researcher.test_client()

    def colleague(self) -> FlaskClient:
        """A researcher who has signed in."""
        client = self.stranger()
        assert sign_in(client).status_code == 303
        return client


def sign_in(client: FlaskClient, name: str = NAME, password: str = PASSWORD, **more: Any) -> TestResponse:
    """Fill in the sign-in form and send it."""
    form = client.get("/en/sign-in", **more)
    return client.post(
        "/en/sign-in", data={"csrf_token": token(form), "name": name, "password": password}, **more
    )


def token(page: TestResponse) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token" type="hidden" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def publish(client: FlaskClient, by: str = "place", *questions: str) -> TestResponse:
    """Publish these questions (all that can be, by default) by a filter variable, through the pages."""
    form = client.get("/en/reading/1/publish")
    chosen = questions or tuple(re.findall(r'name="question" value="([^"]+)"', form.text))
    data = {"csrf_token": token(form), "filter": by, "question": list(chosen)}
    return client.post("/en/reading/1/publish", data=data)
