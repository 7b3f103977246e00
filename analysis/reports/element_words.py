"""What the elements of a methods statement are called and ask for, in Kazakh, Russian and English."""

from __future__ import annotations

ELEMENTS: dict[str, dict[str, str]] = {
    "strategy": {"kk": "Дерек жинау тәсілі", "ru": "Способ сбора данных", "en": "Data collection strategy"},
    "sponsor": {
        "kk": "Тапсырыс берген және қаржыландырған",
        "ru": "Заказчик и финансирование",
        "en": "Sponsor and funding",
    },
    "conductor": {"kk": "Зерттеуді жүргізген", "ru": "Кто провёл опрос", "en": "Conducted by"},
    "instrument": {"kk": "Сұрақтар", "ru": "Вопросы", "en": "Questions"},
    "population": {
        "kk": "Кімдер зерттелді",
        "ru": "Изучаемая совокупность",
        "en": "Population under study",
    },
    "frame": {
        "kk": "Шақырылғандар тізімі және оған кірмегендер",
        "ru": "Список приглашённых и кто в него не вошёл",
        "en": "Sampling frame and whom it leaves out",
    },
    "recruitment": {"kk": "Қалай шақырылды", "ru": "Как приглашали", "en": "Recruitment"},
    "mode": {"kk": "Жауап беру жолы", "ru": "Как отвечали", "en": "Mode of answering"},
    "languages": {"kk": "Сауалнама тілдері", "ru": "Языки анкеты", "en": "Languages"},
    "dates": {"kk": "Өткізілген күндері", "ru": "Сроки проведения", "en": "Dates of the field"},
    "field_start": {"kk": "Басталған күні", "ru": "Первый день опроса", "en": "First day of the field"},
    "field_end": {"kk": "Аяқталған күні", "ru": "Последний день опроса", "en": "Last day of the field"},
    "sample": {
        "kk": "Қатысқандар саны және қатысу үлесі",
        "ru": "Число ответивших и доля ответивших",
        "en": "Sample size and response rate",
    },
    "weighting": {"kk": "Салмақтау", "ru": "Взвешивание", "en": "Weighting"},
    "precision": {"kk": "Дәлдік", "ru": "Точность", "en": "Precision"},
    "protection": {"kk": "Адамдарды қорғау", "ru": "Защита людей", "en": "Protection of people"},
    "quality": {
        "kk": "Өңдеу және сапаны тексеру",
        "ru": "Обработка и контроль качества",
        "en": "Processing and quality control",
    },
    "limitations": {"kk": "Шектеулер", "ru": "Ограничения", "en": "Limitations"},
    "contact": {"kk": "Байланыс", "ru": "Контакты", "en": "Contact"},
}
"""Element -> language -> its name."""

ASKED: dict[str, dict[str, str]] = {
    "sponsor": {
        "kk": "Зерттеуге кім тапсырыс берді, қаржысы қайдан?",
        "ru": "Кто заказал опрос и из каких средств он оплачен?",
        "en": "Who commissioned the survey, and who paid for it?",
    },
    "conductor": {
        "kk": "Сауалнаманы кім жүргізді?",
        "ru": "Кто провёл опрос?",
        "en": "Who carried it out?",
    },
    "population": {
        "kk": "Нәтиже кімдер туралы айтады: қандай адамдар, қай жерде, қай кезде?",
        "ru": "О ком говорят результаты: какие люди, где, когда?",
        "en": "Whom do the results speak of: which people, where, when?",
    },
    "frame": {
        "kk": "Шақырылғандар тізімі қайдан алынды, қай күнгі, кімдер оған кірмей қалды?",
        "ru": "Откуда взят список приглашённых, на какой день, кого в нём нет?",
        "en": "Where does the list of those invited come from, of which day, and whom does it leave out?",
    },
    "recruitment": {
        "kk": "Адамдарды кім, қалай шақырды, неше рет еске салды, сыйақы болды ма?",
        "ru": "Кто и как приглашал людей, сколько раз напоминали, было ли вознаграждение?",
        "en": "Who invited people and how, how often were they reminded, was there a reward?",
    },
    "mode": {
        "kk": "Веб-беттен басқа жауап беру жолы болды ма (қағаз, компьютер сыныбы)?",
        "ru": "Отвечали ли иначе, чем на сайте (на бумаге, в компьютерном классе)?",
        "en": "Was there another way to answer than the web page (paper, a computer room)?",
    },
    "field_start": {
        "kk": "Алғашқы шақыру жіберілген күн, мысалы: 2026-10-01",
        "ru": "День первых приглашений, например: 2026-10-01",
        "en": "The day of the first invitations, like 2026-10-01",
    },
    "field_end": {
        "kk": "Сауалнама жабылған күн, мысалы: 2026-10-31",
        "ru": "День закрытия опроса, например: 2026-10-31",
        "en": "The day of closing, like 2026-10-31",
    },
    "quality": {
        "kk": "Сауалнама қалай сыналды, жауаптар қалай тексерілді, нелер шығарып тасталды?",
        "ru": "Как проверяли анкету и ответы, что исключили?",
        "en": "How were questionnaire and answers checked, and what was left out?",
    },
    "limitations": {
        "kk": "Бұл нәтижеден не айтуға болмайды?",
        "ru": "Чего из этих результатов заключать нельзя?",
        "en": "What cannot be concluded from these results?",
    },
    "contact": {
        "kk": "Есеп туралы кімнен сұрауға болады?",
        "ru": "К кому обращаться с вопросами об отчёте?",
        "en": "Who answers questions about the report?",
    },
}
"""Element that people fill -> language -> what it asks for."""
