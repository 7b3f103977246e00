"""The words of all pairs of variables at once: English -> (Kazakh, Russian)."""

from __future__ import annotations

PAIRS = "Pairs of variables"
SHOWN = "The {shown} strongest of {pairs} pairs, by Cramer's V."
TESTED = "{test}; the last p is adjusted for all {pairs} tests (Holm)."
UNTESTED = "A design with clusters, strata with weights or replicates leaves no test to sums; take crosstab."
SMALL = "*: expected counts are too small for this p; crosstab tests such a table exactly."
REFUSED = "{refused} pairs have no test: {reason}"

PAIR_WORDS: dict[str, tuple[str, str]] = {
    PAIRS: ("Айнымалылар жұптары", "Пары переменных"),
    SHOWN: (
        "Крамердің V шамасы бойынша {pairs} жұптың ең күшті {shown} жұбы.",
        "Самые сильные пары по V Крамера: {shown} из {pairs}.",
    ),
    TESTED: (
        "{test}; соңғы p барлық {pairs} тест үшін түзетілген (Холм).",
        "{test}; последнее p исправлено на все тесты, их {pairs} (Холм).",
    ),
    UNTESTED: (
        "Кластерлері, салмақталған қабаттары немесе репликалары бар дизайнда қосындылар бойынша тест жоқ; "
        "crosstab командасын алыңыз.",
        "При дизайне с кластерами, взвешенными стратами или репликами по суммам проверить нельзя; возьмите "
        "crosstab.",
    ),
    SMALL: (
        "*: күтілетін жиіліктер бұл p үшін тым аз; crosstab мұндай кестені дәл тексереді.",
        "*: ожидаемые частоты слишком малы для этого p; crosstab проверяет такую таблицу точно.",
    ),
    REFUSED: ("{refused} жұпта тест жоқ: {reason}", "Пар без теста: {refused}. {reason}"),
    "pair": ("жұп", "пара"),
    "V": ("V", "V"),
    "p, Holm": ("p, Холм", "p, Холм"),
}
