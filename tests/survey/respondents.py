# ruff: noqa: E501 - an item reads best in one line
"""A questionnaire with every question type, and an application that serves it, for the respondent's tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask

from survey.config import Settings
from survey.respondent import create_app
from survey.storage import Store, Survey, initialise

EVERY_TYPE = """
questionnaire: reading
version: "1"
languages: [kk, ru, en]
title: {kk: Оқу залы, ru: Читальный зал, en: The reading room}
introduction: {kk: Пікіріңізді **білгіміз** келеді., ru: Нам важно ваше мнение., en: Tell us <b>all</b>.}
thanks: {kk: Сау болыңыз!, ru: До свидания!, en: Good-bye!}
codes:
  agreement:
    "1": {kk: Келіспеймін, ru: Не согласен, en: Disagree, score: 1}
    "2": {kk: Келісемін, ru: Согласен, en: Agree, score: 2}
    dont_know: {kk: Білмеймін, ru: Не знаю, en: I do not know, missing: does_not_know}
sections:
  - section: visits
    title: {kk: Келуіңіз, ru: Посещения, en: Visits}
    items:
      - item: visited
        type: single
        required: yes
        question: {kk: Биыл келдіңіз бе?, ru: Вы были здесь?, en: Have you been here?}
        codes: {"yes": {kk: Иә, ru: Да, en: "Yes"}, "no": {kk: Жоқ, ru: Нет, en: "No"}}
      - item: reasons
        type: multiple
        shown if: visited == yes
        question: {kk: Не үшін?, ru: Зачем?, en: What for?}
        codes:
          books: {kk: Кітап, ru: Книги, en: Books}
          other: {kk: Басқа, ru: Другое, en: Something else, write in: yes}
          nothing: {kk: Ештеңе, ru: Ничего, en: Nothing of these, exclusive: yes}
      - item: room
        type: grid
        question: {kk: Келісесіз бе?, ru: Согласны?, en: Do you agree?}
        codes: agreement
        rows:
          quiet: {kk: Тыныш, ru: Тихо, en: It is quiet}
          warm: {left: {kk: Жылы, ru: Тепло, en: Warm}, right: {kk: Салқын, ru: Холодно, en: Cold}}
  - section: wishes
    title: {kk: Тілектеріңіз, ru: Пожелания, en: Wishes}
    shown if: not (reasons == nothing)
    items:
      - item: needs
        type: ranking
        first: 2
        question: {kk: Не керек?, ru: Что нужно?, en: What is needed?}
        codes:
          light: {kk: Жарық, ru: Свет, en: Light}
          plugs: {kk: Розетка, ru: Розетки, en: Plugs}
          hours: {kk: Ұзақ уақыт, ru: Часы, en: Longer hours}
      - item: times
        type: number
        min: 0
        max: 60
        whole: yes
        refused: yes
        hint: {kk: Айына, ru: В месяц, en: A month}
        question: {kk: Неше рет келдіңіз?, ru: Сколько раз?, en: How many times?}
      - item: since
        type: year
        min: 1990
        max: 2026
        question: {kk: Қай жылдан бері?, ru: С какого года?, en: Since what year?}
        checks:
          - holds if: 2026 - since < 30
            soft: yes
            say: {kk: Отыз жылдан астам уақыт., ru: Больше тридцати лет., en: More than thirty years.}
      - item: often
        type: single
        shown if: times >= 10
        question: {kk: Неге жиі?, ru: Почему так часто?, en: Why so often?}
        codes: {near: {kk: Жақын, ru: Близко, en: It is near}, far: {kk: Ұнайды, ru: Нравится, en: I like it}}
      - {item: remark, type: note, question: {kk: Соңы жақын., ru: Почти всё., en: Nearly done.}}
      - {item: years, type: calculated, value: 2026 - since, question: {kk: Жыл, ru: Лет, en: Years}}
      - {item: again, type: yes_no, question: {kk: Тағы келесіз бе?, ru: Придёте ещё?, en: Will you come again?}}
      - item: town
        type: dropdown
        question: {kk: Қай қала?, ru: Какой город?, en: Which town?}
        codes: {abay: {kk: Абай, ru: Абай, en: Abay}, temirtau: {kk: Теміртау, ru: Темиртау, en: Temirtau}}
      - item: village
        type: dropdown
        search: yes
        question: {kk: Қай ауыл?, ru: Какой посёлок?, en: Which village?}
        codes: {aqtas: {kk: Ақтас, ru: Актас, en: Aktas}, dolinka: {kk: Долинка, ru: Долинка, en: Dolinka}}
      - {item: last, type: date, from: 2020-01-01, to: 2026-12-31, question: {kk: Соңғы күн?, ru: Последний день?, en: Last day?}}
      - {item: hour, type: time, question: {kk: Сағат нешеде?, ru: В котором часу?, en: At what hour?}}
      - {item: hours, type: decimal, digits: 1, min: 0, max: 12, question: {kk: Неше сағат?, ru: Сколько часов?, en: How many hours?}}
      - item: feeling
        type: slider
        question: {kk: Қалай сезіндіңіз?, ru: Как вам было?, en: How did it feel?}
        left: {kk: жаман, ru: плохо, en: bad}
        right: {kk: жақсы, ru: хорошо, en: good}
      - item: rules
        type: acknowledgement
        question: {kk: Ережелер, ru: Правила, en: The rules}
        label: {kk: Оқып шықтым, ru: Я прочитал(а), en: I have read them}
      - {item: sample, type: hidden, code: pilot, question: {kk: Іріктеме, ru: Выборка, en: Sample}}
      - item: used
        type: matrix
        question: {kk: Нені қайда?, ru: Что и где?, en: What and where?}
        rows: {lamp: {kk: Шам, ru: Лампа, en: Lamp}, desk: {kk: Үстел, ru: Стол, en: Desk}}
        codes: {here: {kk: Осында, ru: Здесь, en: Here}, home: {kk: Үйде, ru: Дома, en: At home}}
      - item: day
        type: constant_sum
        total: 10
        question: {kk: Күнді бөліңіз, ru: Разделите день, en: Divide the day}
        rows: {reading: {kk: Оқу, ru: Чтение, en: Reading}, talking: {kk: Сөйлесу, ru: Беседы, en: Talking}}
      - item: duel
        type: paired_comparison
        question: {kk: Қайсысы?, ru: Что из двух?, en: Which of the two?}
        codes: {tea: {kk: Шай, ru: Чай, en: Tea}, juice: {kk: Шырын, ru: Сок, en: Juice}, water: {kk: Су, ru: Вода, en: Water}}
      - item: matters
        type: best_worst
        question: {kk: Қайсысы маңызды?, ru: Что важнее?, en: What matters?}
        best: {kk: Ең маңызды, ru: Самое важное, en: Matters most}
        worst: {kk: Маңызы аз, ru: Наименее важное, en: Matters least}
        codes: {lamp: {kk: Шам, ru: Лампа, en: Lamp}, desk: {kk: Үстел, ru: Стол, en: Desk}, rest: {kk: Демалыс, ru: Отдых, en: Rest}, calm: {kk: Тыныштық, ru: Тишина, en: Quiet}}
      - item: kids
        type: roster
        question: {kk: Неше балаңыз бірге келеді?, ru: Сколько детей приходит с вами?, en: How many children come with you?}
        most: 2
        each: {kk: Бала, ru: Ребёнок, en: Child}
        asks:
          - {item: age, type: number, whole: yes, min: 0, max: 17, question: {kk: Жасы нешеде?, ru: Сколько лет?, en: How old?}}
          - {item: reads, type: yes_no, shown if: age >= 5, question: {kk: Оқи ма?, ru: Читает?, en: Reading?}}
      - item: more
        type: text
        long: yes
        length: 50
        question: {kk: Тағы не?, ru: Что ещё?, en: Anything else?}
"""

ANSWERS = {
    "visited": "yes",
    "reasons": ["books", "other"],
    "reasons.other.text": "Қонақ «күтуге»",
    "room.quiet": "2",
    "room.warm": "dont_know",
    "needs.1": "light",
    "needs.2": "hours",
    "times": "12",
    "since": "2019",
    "often": "near",
    "more": "Бәрі\r\nжақсы <b>",
}
"""A complete acceptable answer as a browser sends it."""


@dataclass(frozen=True)
class Field:
    """A survey in the field with the application that takes its answers."""

    store: Store
    survey: Survey
    app: Flask

    @property
    def url(self) -> str:
        return f"/{self.survey.name}/{self.survey.wave}"

    def get(self, language: str = "en", **headers: str) -> Any:
        return self.app.test_client().get(f"{self.url}/{language}", headers=headers)

    def post(self, form: dict[str, Any], language: str = "en") -> Any:
        return self.app.test_client().post(f"{self.url}/{language}", data=form)

    def secrets(self) -> list[str]:
        return [invitation.secret for invitation in self.store.invitations(self.survey)]

    def answered(self) -> int:
        return self.store.answered(self.survey)


def fielded(folder: Path, mode: str = "anonymous", source: str = EVERY_TYPE, note: str = "") -> Field:
    """A survey in the field; 12 people are invited to an anonymous one."""
    settings = replace(Settings.load(folder, {}), base_url="http://127.0.0.1")
    initialise(settings)
    store = Store(settings)
    survey = store.create_survey("reading", source, mode=mode, note=note)
    if mode == "anonymous":
        store.load_frame(survey, [(f"person-{i}", "all") for i in range(12)])
    return Field(store, store.open_survey(survey), create_app(settings))
