"""The words of the charts in Kazakh, Russian and English.

Kazakh sentences are built so that no suffix has to follow a number or a label.
"""

from __future__ import annotations

LANGUAGES = ("kk", "ru", "en")

WORDS: dict[str, dict[str, str]] = {
    # what a number rests on
    "base": {"kk": "Жауап бергендер: {base}", "ru": "Ответили: {base}", "en": "Answered: {base}"},
    "bases": {
        "kk": "Жауап бергендер: {low}–{high}",
        "ru": "Ответили: {low}–{high}",
        "en": "Answered: {low}–{high}",
    },
    "took part": {
        "kk": "сауалнамаға қатысқандар: {n}",
        "ru": "участвовали в опросе: {n}",
        "en": "took part: {n}",
    },
    "population": {
        "kk": "бас жиынтық: {population}",
        "ru": "генеральная совокупность: {population}",
        "en": "population: {population}",
    },
    "weighted base": {
        "kk": "салмақталған негіз: {base}",
        "ru": "взвешенная база: {base}",
        "en": "weighted base: {base}",
    },
    "several": {
        "kk": "Бірнеше жауап таңдауға болды, барлық таңдау саны: {answers}",
        "ru": "Можно было выбрать несколько ответов, всего выборов: {answers}",
        "en": "Several answers could be chosen, choices in all: {answers}",
    },
    "by": {"kk": "{column} бойынша", "ru": "Разрез: {column}", "en": "Broken down by: {column}"},
    "within groups": {
        "kk": "Пайыз әр топтың өз ішінде есептелген",
        "ru": "Проценты посчитаны внутри каждой группы",
        "en": "Per cents are within each group",
    },
    # how it was computed
    "interval": {
        "kk": "Сызықша — {level} сенімділік аралығы",
        "ru": "Чёрточка — доверительный интервал {level}",
        "en": "The thin line is the {level} confidence interval",
    },
    "wilson": {"kk": "Уилсон бойынша", "ru": "по Уилсону", "en": "Wilson"},
    "weighted": {
        "kk": "тиімді адам саны бойынша",
        "ru": "по эффективному числу людей",
        "en": "on the effective number of people",
    },
    "finite": {
        "kk": "бас жиынтық мөлшері ескерілген",
        "ru": "с учётом размера совокупности",
        "en": "the population's size is taken into account",
    },
    # what is missing
    "all answered": {
        "kk": "Жауапсыз қалдырғандар жоқ",
        "ru": "Пропусков нет",
        "en": "Nobody left this out",
    },
    "missing": {"kk": "Жауапсыз: {kinds}", "ru": "Без ответа: {kinds}", "en": "No answer: {kinds}"},
    "skipped": {"kk": "өткізіп жіберген", "ru": "пропустили", "en": "skipped"},
    "refused": {"kk": "жауап беруден бас тартқан", "ru": "отказались отвечать", "en": "refused"},
    "does_not_know": {"kk": "жауабын білмейді", "ru": "не знают", "en": "do not know"},
    "not_asked": {"kk": "сұралмаған", "ru": "не спрашивали", "en": "were not asked"},
    "withheld": {
        "kk": "жасырындық үшін ашылмаған",
        "ru": "скрыто ради анонимности",
        "en": "withheld to protect people",
    },
    # parts of charts
    "people": {"kk": "{count} адам", "ru": "{count} чел.", "en": "{count}"},
    "range": {"kk": "аралығы {low}–{high}", "ru": "интервал {low}–{high}", "en": "interval {low}–{high}"},
    "total": {"kk": "Барлығы", "ru": "Всего", "en": "Total"},
    "nets": {"kk": "Біріктірілген жауаптар", "ru": "Объединённые ответы", "en": "Answers taken together"},
    "nobody": {"kk": "жауап жоқ", "ru": "нет ответов", "en": "no answers"},
    "first place": {"kk": "Бірінші орынға қойғандар", "ru": "Поставили на первое место", "en": "Put first"},
    "mean rank": {"kk": "Орташа орын", "ru": "Среднее место", "en": "Mean rank"},
    "mean rank is": {
        "kk": "орташа орын {rank}",
        "ru": "среднее место {rank}",
        "en": "mean rank {rank}",
    },
    "never ranked": {"kk": "таңдалмаған", "ru": "не выбирали", "en": "never chosen"},
    "reference": {
        "kk": "Тік сызық — барлығы: {percent}",
        "ru": "Вертикальная линия — всего: {percent}",
        "en": "The vertical line is the total: {percent}",
    },
    "sums": {
        "kk": "Шеттегі қою сан — сол жақтың қосындысы",
        "ru": "Жирное число с краю — сумма этой стороны",
        "en": "The bold number at either end is the sum of that side",
    },
    "middle apart": {
        "kk": "ортаңғы жауап оң жақта бөлек тұр",
        "ru": "средний ответ стоит отдельно справа",
        "en": "the middle answer stands apart on the right",
    },
    "sides": {
        "kk": "сол жағы {against}, оң жағы {favour}",
        "ru": "слева {against}, справа {favour}",
        "en": "left side {against}, right side {favour}",
    },
    "too narrow": {
        "kk": "Тар бөлікке сыймаған сандар кестеде тұр",
        "ru": "Числа, не вместившиеся в узкие части, есть в таблице",
        "en": "Numbers that do not fit into narrow parts stand in the table",
    },
    "residual": {
        "kk": "Ұяшықтағы сан — түзетілген қалдық. Плюс: күтілгеннен көп. Минус (штрих): күтілгеннен аз. "
        "Қою сан: шамасы кемінде 2",
        "ru": "Число в клетке — скорректированный остаток. Плюс: больше ожидаемого. "
        "Минус (штриховка): меньше ожидаемого. Жирное число: не меньше 2 по модулю",
        "en": "The number in a cell is the adjusted residual. Plus: more than expected. "
        "Minus (hatched): fewer than expected. Bold: at least 2 in size",
    },
    "residuals are": {
        "kk": "Түзетілген қалдықтар (плюс — күтілгеннен көп, минус — аз)",
        "ru": "Скорректированные остатки (плюс — больше ожидаемого, минус — меньше)",
        "en": "Adjusted residuals (plus: more than expected, minus: fewer)",
    },
    "statistic mean": {"kk": "орташа мәні", "ru": "среднее", "en": "mean"},
    "statistic sd": {"kk": "стандартты ауытқу", "ru": "стандартное отклонение", "en": "standard deviation"},
    "statistic median": {"kk": "медианасы", "ru": "медиана", "en": "median"},
    "statistic min": {"kk": "ең кішісі", "ru": "наименьшее", "en": "smallest"},
    "statistic max": {"kk": "ең үлкені", "ru": "наибольшее", "en": "largest"},
    # refusals
    "nothing": {
        "kk": "«{title}»: сурет салатын жауап жоқ.",
        "ru": "«{title}»: нет ответов, рисовать нечего.",
        "en": "“{title}”: there are no answers to draw.",
    },
    "no chart": {
        "kk": "«{kind}» диаграммасы бұл нәтижеге келмейді. Келетіні: {kinds}.",
        "ru": "Диаграмма «{kind}» не подходит к этому результату. Подходят: {kinds}.",
        "en": "The chart “{kind}” does not suit this result. These do: {kinds}.",
    },
    "no wish": {
        "kk": "{what}: «{value}» деген жоқ. Болатыны: {known}.",
        "ru": "{what}: нет значения «{value}». Есть: {known}.",
        "en": "{what}: there is no “{value}”. Known: {known}.",
    },
}
