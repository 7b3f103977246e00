"""The words of changes between waves: English -> (Kazakh, Russian)."""

from __future__ import annotations

INDEPENDENT = "Independent samples; intervals at {level} %, about the process behind these people."
LINKED = (
    "People who answered in both waves count with their covariance ({both}); intervals at {level} %, about "
    "the process behind these people."
)
FINITE = "Intervals at {level} % with finite population correction, N = {first} and {second}."
FINITE_LINKED = (
    "People who answered in both waves count with their covariance ({both}); intervals at {level} % with "
    "finite population correction, N = {first} and {second}."
)
NEWCOMBE = "The interval of the difference is that of independent samples (Newcombe 1998)."
PUT_FIRST = "The shares are of those who put it first."
WORDING = "The question has changed: {differences}."
SAME_WORDING = "The question has not changed."
MOVED = "Regions that were redrawn in between: {moves}."

CHANGES: dict[str, tuple[str, str]] = {
    INDEPENDENT: (
        "Тәуелсіз іріктемелер; {level} %-дық аралықтар осы адамдардың артындағы үдеріс туралы.",
        "Независимые выборки; интервалы, {level} %, о процессе, стоящем за этими людьми.",
    ),
    LINKED: (
        "Екі кезеңде де жауап бергендердің ковариациясы ескерілді ({both} адам); {level} %-дық аралықтар "
        "осы адамдардың артындағы үдеріс туралы.",
        "Учтена ковариация ответивших в обеих волнах ({both} чел.); интервалы, {level} %, о процессе, "
        "стоящем за этими людьми.",
    ),
    FINITE: (
        "{level} %-дық аралықтар шекті жиынтық түзетуімен, N = {first} және {second}.",
        "Интервалы, {level} %, с поправкой на конечную совокупность, N = {first} и {second}.",
    ),
    FINITE_LINKED: (
        "Екі кезеңде де жауап бергендердің ковариациясы ескерілді ({both} адам); {level} %-дық аралықтар "
        "шекті жиынтық түзетуімен, N = {first} және {second}.",
        "Учтена ковариация ответивших в обеих волнах ({both} чел.); интервалы, {level} %, с поправкой на "
        "конечную совокупность, N = {first} и {second}.",
    ),
    NEWCOMBE: (
        "Айырманың аралығы тәуелсіз іріктемелердікі (Ньюкомб, 1998).",
        "Интервал разности — для независимых выборок (Ньюкомб, 1998).",
    ),
    PUT_FIRST: ("Үлес – бірінші орынға қойғандардікі.", "Доли — тех, кто поставил на первое место."),
    WORDING: ("Сұрақ өзгерген: {differences}.", "Вопрос изменился: {differences}."),
    SAME_WORDING: ("Сұрақ өзгермеген.", "Вопрос не изменился."),
    MOVED: ("Осы аралықта облысы өзгергендер: {moves}.", "За это время сменили область: {moves}."),
    "first wave": ("бірінші кезең", "первая волна"),
    "second wave": ("екінші кезең", "вторая волна"),
    "difference": ("айырма", "разность"),
    "change": ("өзгеріс", "изменение"),
    "label": ("мәтіні", "текст"),
    "level": ("өлшем деңгейі", "уровень измерения"),
    "code": ("жауап коды", "код ответа"),
    "code label": ("жауаптың мәтіні", "текст ответа"),
    "variable": ("айнымалы", "переменная"),
}
