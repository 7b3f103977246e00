"""The words of rankings: English -> (Kazakh, Russian)."""

from __future__ import annotations

NOBODY_RANKED = "Nobody ranked anything."
UNBOUNDED = "Some options always stand before the others, or always behind them: their worth has no bound."
ONE_OF_A_STRATUM = "Too few units were drawn for a standard error."
MODEL = (
    "Worth: the chance, in per cent, to be put first (Plackett-Luce); intervals at {level} % about the "
    "process behind these people."
)
MODEL_BY_DESIGN = (
    "Worth: the chance, in per cent, to be put first (Plackett-Luce), weighted; intervals at {level} % with "
    "the standard errors of the design, about the process behind it."
)
EQUAL = "{group}{test}: {p}."
GROUP_BASE = "{group}: {base} people ranked."

RANKING: dict[str, tuple[str, str]] = {
    NOBODY_RANKED: ("Ешкім ештеңеге орын берген жоқ.", "Никто ничего не ранжировал."),
    UNBOUNDED: (
        "Кейбір нұсқалар қалғандарынан үнемі бұрын не үнемі кейін тұр: олардың құндылығының шегі жоқ.",
        "Некоторые варианты всегда стоят впереди остальных или всегда позади: их ценность не ограничена.",
    ),
    ONE_OF_A_STRATUM: (
        "Стандарт қатені есептеу үшін іріктелген бірліктер тым аз.",
        "Отобрано слишком мало единиц для стандартной ошибки.",
    ),
    MODEL: (
        "Құндылық — бірінші орынға қойылу ықтималдығы, пайызбен (Плакетт — Люс моделі); {level} %-дық "
        "аралықтар осы адамдардың артындағы үдеріс туралы.",
        "Ценность — вероятность оказаться на первом месте, в процентах (модель Плакетта — Льюса); интервалы, "
        "{level} %, о процессе, стоящем за этими людьми.",
    ),
    MODEL_BY_DESIGN: (
        "Құндылық — бірінші орынға қойылу ықтималдығы, пайызбен (Плакетт — Люс моделі), салмақталған; "
        "{level} %-дық аралықтар іріктеу жоспарының стандарт қателерімен, оның артындағы үдеріс туралы.",
        "Ценность — вероятность оказаться на первом месте, в процентах (модель Плакетта — Льюса), взвешенно; "
        "интервалы, {level} %, со стандартными ошибками плана выборки, о процессе, стоящем за ним.",
    ),
    EQUAL: ("{group}{test}: {p}.", "{group}{test}: {p}."),
    GROUP_BASE: ("{group}: {base} адам орын берді.", "{group}: ранжировали {base} чел."),
    "worth, %": ("құндылық, %", "ценность, %"),
    "log worth": ("құндылық логарифмі", "логарифм ценности"),
    "likelihood ratio of equal worths": (
        "құндылықтардың теңдігі, шындыққа ұқсастық қатынасы",
        "равенство ценностей, отношение правдоподобия",
    ),
}
