"""The words of comparisons: English -> (Kazakh, Russian)."""

from __future__ import annotations

TOO_FEW_TO_COMPARE = "The comparison needs two groups with people enough in each."
ALIKE = "Everybody, or everybody of a group, gave the same value, so there is nothing to compare."
RANKS = "Compared by ranks; people of the same value share the mean of their ranks."
MEANS = "Compared by means, each group with a variance of its own (Welch)."
BY_DESIGN = "Weighted, with the standard errors of the design."
PAIRS = "p of pairs: adjusted by Holm for all pairs."
CHOICES = "Each option is tested on its own; p adjusted by Holm for all options."

REASONS = {
    "dependence shown": "{test}: {p}. {effect} = {value}, at {level} % between {low} and {high}.",
    "independence shown within the margin": "At {level} % {effect} lies between {low} and {high}, within "
    "the margin of {margin} either way: any difference is smaller than that. ({test}: {p}.)",
    "cannot tell": "The test does not reject equality ({test}: {p}). {effect} = {value}, at {level} % "
    "between {low} and {high}; the margin is {margin}, and the smallest difference that so many people "
    "would show with 80 % power is {detectable}.",
}
"""Why a verdict is what it is."""

COMPARISON: dict[str, tuple[str, str]] = {
    TOO_FEW_TO_COMPARE: (
        "Салыстыру үшін әрқайсысында адамы жеткілікті екі топ керек.",
        "Для сравнения нужны две группы, в каждой из которых достаточно людей.",
    ),
    ALIKE: (
        "Барлығы немесе бір топтың барлығы бірдей мән берді, салыстыратын ештеңе жоқ.",
        "Все, или все в одной из групп, дали одно и то же значение: сравнивать нечего.",
    ),
    RANKS: (
        "Рангтер бойынша салыстырылды; мәні бірдей адамдар рангтерінің орташасын бөліседі.",
        "Сравнение по рангам; люди с одинаковым значением делят средний ранг.",
    ),
    MEANS: (
        "Орташалар бойынша салыстырылды, әр топтың дисперсиясы өз алдына (Уэлч).",
        "Сравнение по средним, у каждой группы своя дисперсия (Уэлч).",
    ),
    BY_DESIGN: (
        "Салмақталған, стандарт қателер іріктеу жоспарына сай.",
        "Взвешено, стандартные ошибки — по плану выборки.",
    ),
    PAIRS: (
        "Жұптардың p мәндері барлық жұп үшін Холм бойынша түзетілген.",
        "p пар скорректированы по Холму для всех пар.",
    ),
    CHOICES: (
        "Әр нұсқа жеке сыналады; p мәндері барлық нұсқа үшін Холм бойынша түзетілген.",
        "Каждый вариант проверяется отдельно; p скорректированы по Холму для всех вариантов.",
    ),
    REASONS["dependence shown"]: (
        "{test}: {p}. {effect} = {value}, {level} % сенімділікпен {low} мен {high} арасында.",
        "{test}: {p}. {effect} = {value}, при {level} % между {low} и {high}.",
    ),
    REASONS["independence shown within the margin"]: (
        "{level} % сенімділікпен {effect} {low} мен {high} арасында, екі жаққа да {margin} шегінің ішінде: "
        "айырмашылық болса, одан кіші. ({test}: {p}.)",
        "При {level} % {effect} лежит между {low} и {high}, в пределах допуска {margin} в обе стороны: если "
        "различие и есть, оно меньше. ({test}: {p}.)",
    ),
    REASONS["cannot tell"]: (
        "Сынақ теңдікті теріске шығармайды ({test}: {p}). {effect} = {value}, {level} % сенімділікпен "
        "{low} мен {high} арасында; шек — {margin}, осынша адам 80 % қуатпен көрсете алатын ең кіші "
        "айырмашылық — {detectable}.",
        "Критерий не отвергает равенство ({test}: {p}). {effect} = {value}, при {level} % между {low} и "
        "{high}; допуск {margin}, а наименьшее различие, которое столько людей покажут с мощностью 80 %, — "
        "{detectable}.",
    ),
    "group": ("топ", "группа"),
    "option": ("нұсқа", "вариант"),
    "adjusted p": ("түзетілген p", "скорр. p"),
    "trend across the groups": ("топтар бойынша бағыт", "тренд по группам"),
    "Cliff's delta": ("Клифф дельтасы", "дельта Клиффа"),
    "Cohen's d": ("Коэн d", "d Коэна"),
    "epsilon": ("эпсилон", "эпсилон"),
    "eta": ("эта", "эта"),
    "Mann-Whitney": ("Манн — Уитни сынағы", "критерий Манна — Уитни"),
    "Mann-Whitney, exact": ("Манн — Уитнидің дәл сынағы", "точный критерий Манна — Уитни"),
    "Kruskal-Wallis": ("Краскел — Уоллис сынағы", "критерий Краскела — Уоллиса"),
    "Welch's t": ("Уэлчтің t сынағы", "t-критерий Уэлча"),
    "Welch's analysis of means": ("Уэлч бойынша орташалар талдауы", "анализ средних по Уэлчу"),
    "Jonckheere-Terpstra z": ("Джонкхир — Терпстра z", "z Джонкхира — Терпстры"),
    "design-based t": ("іріктеу жоспары бойынша t", "t по плану выборки"),
    "design-based F": ("іріктеу жоспары бойынша F", "F по плану выборки"),
    "design-based rank test": ("іріктеу жоспары бойынша ранг сынағы", "ранговый критерий по плану выборки"),
    "design-based F of ranks": ("іріктеу жоспары бойынша рангтердің F сынағы", "F рангов по плану выборки"),
}
