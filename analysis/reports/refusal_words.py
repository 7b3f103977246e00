"""Why a report cannot be made, or its methods not be taken, in Kazakh, Russian and English."""

from __future__ import annotations

REASONS: dict[str, dict[str, str]] = {
    "element": {
        "kk": "{name} деген элемент жоқ; барлары: {known}.",
        "ru": "Элемента {name} нет; есть {known}.",
        "en": "there is no element {name!r}; there are {known}",
    },
    "no list": {
        "kk": "Әдіс «элемент: мәтін» түріндегі тізім болуы керек.",
        "ru": "Методы задаются списком «элемент: текст».",
        "en": "the methods are a list of elements, `sponsor: ...`, each on its own line",
    },
    "no language": {
        "kk": "{name}: сауалнамада {language} тілі жоқ; барлары: {known}.",
        "ru": "{name}: в опросе нет языка {language}; есть {known}.",
        "en": "{name}: the survey has no language {language!r}; {known}",
    },
    "no day": {
        "kk": "{name} – 2026-10-31 сияқты күн болуы керек, мұнда: {given}.",
        "ru": "{name} — это день вида 2026-10-31, а не {given}.",
        "en": "{name} is a day like 2026-10-31, not {given}",
    },
    "order": {
        "kk": "Соңғы күн ({end}) алғашқы күннен ({start}) бұрын тұр.",
        "ru": "Последний день ({end}) раньше первого ({start}).",
        "en": "field_end ({end}) comes before field_start ({start})",
    },
    "no text": {
        "kk": "{name} – мәтін (немесе әр тілге бір мәтін), мұнда: {given}.",
        "ru": "{name} — это текст (или по тексту на язык), а не {given}.",
        "en": "{name} is a text (or one text per language), not {given}",
    },
    "too long": {
        "kk": "{name}: {letters} әріп, ең көбі – {most}.",
        "ru": "{name}: букв {letters}, а можно не больше {most}.",
        "en": "{name} has {letters} letters; {most} are the most",
    },
    "lacking": {
        "kk": "Есеп жасау үшін алдымен зерттеу әдісін айту керек. {language} тілінде әлі айтылмағаны: "
        "{lacking}. Мұны сауалнаманың «Есептер» бетінде толтырыңыз.",
        "ru": "Для отчёта сначала нужно рассказать, как проводился опрос. Ещё не рассказано на {language} "
        "языке: {lacking}. Заполните это на странице «Отчёты» опроса.",
        "en": "a report needs its methods first. Not yet told in {language}: {lacking}. `saualnama "
        "methods SURVEY` shows what to write",
    },
    "no reports in": {
        "kk": "{language} тілінде есеп жасалмайды; болатыны: {known}.",
        "ru": "На языке {language} отчётов нет; есть на {known}.",
        "en": "there are no reports in {language!r}; there are some in {known}",
    },
    "no format": {
        "kk": "{format} пішімі жоқ; барлары: {known}.",
        "ru": "Формата {format} нет; есть {known}.",
        "en": "there is no format {format!r}; there are {known}",
    },
    "not asked in": {
        "kk": "{address} {language} тілінде өткізілмеген; тілдері: {known}.",
        "ru": "Опрос {address} не проводился на языке {language}; его языки: {known}.",
        "en": "{address} was not asked in {language!r}; its languages are {known}",
    },
    "not published": {
        "kk": "{address} жарияланбаған: есеп жарияланған нәтижелерден жасалады.",
        "ru": "Опрос {address} не опубликован: отчёт составляется по публикации.",
        "en": "{address} has not been published: a report speaks from a publication",
    },
    "not broken down": {
        "kk": "Жарияланымда {name} бойынша топтар жоқ; барлары: {known}.",
        "ru": "В публикации нет групп по {name}; есть {known}.",
        "en": "the publication is not broken down by {name!r}; it is by {known}",
    },
    "no word": {
        "kk": "Word файлын python-docx жасайды: «pip install saualnama[office]».",
        "ru": "Файлы Word делает python-docx: «pip install saualnama[office]».",
        "en": 'reports in Word need python-docx: "pip install saualnama[office]" brings it',
    },
    "no typst": {
        "kk": "PDF файлын typst жасайды: «pip install saualnama[pdf]».",
        "ru": "Файлы PDF делает typst: «pip install saualnama[pdf]».",
        "en": 'reports in PDF are set by typst: "pip install saualnama[pdf]" brings it',
    },
    "no fonts": {
        "kk": "matplotlib қаріптері жоқ: «pip install --force-reinstall matplotlib».",
        "ru": "Нет шрифтов matplotlib: «pip install --force-reinstall matplotlib».",
        "en": 'the fonts of matplotlib are missing; "pip install --force-reinstall matplotlib"',
    },
    "no yaml": {
        "kk": "{name} файлын YAML деп оқуға болмайды: {why}.",
        "ru": "Файл {name} не читается как YAML: {why}.",
        "en": "{name} is no YAML: {why}",
    },
    "no utf-8": {
        "kk": "{name} – UTF-8 мәтіні емес.",
        "ru": "Файл {name} — не текст в UTF-8.",
        "en": "{name} is no text in UTF-8",
    },
}
"""Reason -> language -> sentence with {places}."""

TONGUES: dict[str, dict[str, str]] = {
    "kk": {"kk": "Қазақ", "ru": "казахском", "en": "Kazakh"},
    "ru": {"kk": "Орыс", "ru": "русском", "en": "Russian"},
    "en": {"kk": "Ағылшын", "ru": "английском", "en": "English"},
}
"""Language of a report -> language -> its name after "in"."""
