"""The words of a report on a scale: English -> (Kazakh, Russian)."""

from __future__ import annotations

NOBODY = "Nobody answered every item, so the reliability of the scale is not known."
TOO_FEW = "One person who answered every item is too few for a reliability."
NO_SPREAD = "The sum of the items is the same for everybody, so the reliability is not defined."
ALPHA = "Cronbach's alpha {alpha}, at {level} % between {low} and {high} (Feldt)."
KIN = "Standardized alpha {standardized}; mean correlation of the items {average_r}; omega {omega}."
WEIGHTED = "Covariances are weighted; the interval is that of the effective number of people, {effective}."
PROCESS = "Reliability is about the process behind the people who answered every item."
SCORE = (
    "The score is the mean of the answered items, for the {scored} people who answered at least {minimum} % "
    "of them."
)
NO_OMEGA = (
    "Omega is not given: it needs three items, and one factor that leaves each of them an error of its own."
)
NEGATIVE = "Alpha below 0: items contradict each other; is one of them to be turned around?"
TURNED = "Turned around: {items}."
FINITE = (
    "The mean score lies between {low} and {high} at {level} %, with finite population correction, "
    "N = {population}."
)
INFINITE = "The mean score lies between {low} and {high} at {level} %, about the process behind these people."

SCALES: dict[str, tuple[str, str]] = {
    NOBODY: (
        "Барлық тармаққа ешкім жауап берген жоқ, сондықтан шкаланың сенімділігі белгісіз.",
        "На все пункты не ответил никто, поэтому надёжность шкалы неизвестна.",
    ),
    TOO_FEW: (
        "Барлық тармаққа бір ғана адам жауап берді: сенімділікті бағалауға бұл аз.",
        "На все пункты ответил один человек: для оценки надёжности этого мало.",
    ),
    NO_SPREAD: (
        "Тармақтардың қосындысы бәрінде бірдей, сондықтан сенімділік анықталмайды.",
        "Сумма пунктов у всех одинакова, поэтому надёжность не определена.",
    ),
    ALPHA: (
        "Кронбах альфасы {alpha}, {level} % сенімділікпен {low} мен {high} арасында (Фельдт).",
        "Альфа Кронбаха {alpha}, при {level} % между {low} и {high} (по Фельдту).",
    ),
    KIN: (
        "Стандартталған альфа {standardized}; тармақтардың орташа корреляциясы {average_r}; омега {omega}.",
        "Стандартизованная альфа {standardized}; средняя корреляция пунктов {average_r}; омега {omega}.",
    ),
    WEIGHTED: (
        "Ковариациялар салмақталған; аралық адамдардың тиімді санына сай: {effective}.",
        "Ковариации взвешены; интервал — по эффективному числу людей, {effective}.",
    ),
    PROCESS: (
        "Сенімділік барлық тармаққа жауап берген адамдардың артындағы үдеріс туралы.",
        "Надёжность — о процессе, стоящем за людьми, ответившими на все пункты.",
    ),
    SCORE: (
        "Балл — жауап берілген тармақтардың орташасы; олардың кемінде {minimum} %-ына жауап бергендер: "
        "{scored} адам.",
        "Балл — среднее отвеченных пунктов у тех, кто ответил не менее чем на {minimum} % из них: "
        "{scored} чел.",
    ),
    NO_OMEGA: (
        "Омега берілмейді: оған үш тармақ пен әрқайсысына өз қатесін қалдыратын бір фактор керек.",
        "Омега не приводится: нужны три пункта и один фактор, оставляющий каждому из них свою ошибку.",
    ),
    NEGATIVE: (
        "Альфа нөлден төмен: тармақтар бір-біріне қайшы; біреуін кері бағытта есептеу керек емес пе?",
        "Альфа меньше нуля: пункты противоречат друг другу; не перевернуть ли один из них?",
    ),
    TURNED: ("Кері бағытта есептелгендер: {items}.", "Перевёрнуты: {items}."),
    FINITE: (
        "Орташа балл {level} % сенімділікпен {low} мен {high} арасында; шекті жиынтық түзетуімен, "
        "N = {population}.",
        "Средний балл при {level} % между {low} и {high}, с поправкой на конечную совокупность, "
        "N = {population}.",
    ),
    INFINITE: (
        "Орташа балл {level} % сенімділікпен {low} мен {high} арасында; "
        "осы адамдардың артындағы үдеріс туралы.",
        "Средний балл при {level} % между {low} и {high}; о процессе, стоящем за этими людьми.",
    ),
    "item": ("тармақ", "пункт"),
    "item-rest correlation": ("қалғандарымен корреляция", "корреляция с остальными"),
    "alpha without it": ("онсыз альфа", "альфа без него"),
    "score": ("балл", "балл"),
}
"""Every word and sentence that only a scale's report needs."""
