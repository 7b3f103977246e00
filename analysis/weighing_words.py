"""The words of weighing: English -> (Kazakh, Russian)."""

from __future__ import annotations

METHODS = {
    "post-stratification": "Post-stratification.",
    "rake": "Raking.",
    "linear": "Linear calibration.",
    "logit": "Logit calibration.",
}
"""What the method of a weighing is called."""

FACTORS = "Weights were multiplied by {low} to {high}."
EFFECTIVE = "Effective number of people {effective} of {n}; design effect of unequal weights {effect} (Kish)."
TRIMMED = "{trimmed} people had their weight trimmed to the limits; the totals then agree only nearly."

WEIGHING: dict[str, tuple[str, str]] = {
    METHODS["post-stratification"]: ("Постстратификация.", "Постстратификация."),
    METHODS["rake"]: (
        "Рейкинг: салмақтар шеткі үлестерге кезекпен келтірілді.",
        "Рейкинг: веса поочерёдно подогнаны к маргинальным долям.",
    ),
    METHODS["linear"]: ("Сызықты калибрлеу.", "Линейная калибровка."),
    METHODS["logit"]: ("Логит-калибрлеу.", "Логит-калибровка."),
    FACTORS: ("Салмақтар {low}–{high} есе өзгерді.", "Веса изменены в {low}–{high} раза."),
    EFFECTIVE: (
        "Адамдардың тиімді саны {effective} ({n} ішінен); салмақтардың тең болмауынан туған дизайн-эффект "
        "{effect} (Киш).",
        "Эффективное число людей {effective} из {n}; дизайн-эффект неравных весов {effect} (Киш).",
    ),
    TRIMMED: (
        "{trimmed} адамның салмағы шекке дейін қысқартылды; енді жиынтықтар шамамен ғана сәйкес келеді.",
        "Веса {trimmed} чел. урезаны до границ; итоги теперь совпадают лишь приблизительно.",
    ),
    "Weights": ("Салмақтар", "Веса"),
    "category": ("санат", "категория"),
    "before, %": ("бұрын, %", "до, %"),
    "after, %": ("кейін, %", "после, %"),
    "factor": ("көбейткіш", "множитель"),
}
