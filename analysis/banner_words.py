"""The words of banner tables: English -> (Kazakh, Russian)."""

from __future__ import annotations

LETTERS = (
    "A letter after a share: it is higher than that of the class with this letter at {level} % confidence "
    "(p adjusted: {adjust})."
)
ONE_CLASS = "One class only: there is nothing to compare."
TOTAL = "everybody"
VERDICT = "{label}: {verdict} (V {value}, {low}–{high})."
NO_TEST = "{label}: there is no test."

BANNER: dict[str, tuple[str, str]] = {
    LETTERS: (
        "Үлестен кейінгі әріп: ол осы әріппен белгіленген топтың үлесінен {level} % сенімділікпен жоғары "
        "(p түзетуі: {adjust}).",
        "Буква после доли: она выше, чем в группе с этой буквой, с надёжностью {level} % "
        "(поправка p: {adjust}).",
    ),
    ONE_CLASS: ("Топ біреу ғана: салыстыратын ештеңе жоқ.", "Группа только одна: сравнивать не с чем."),
    TOTAL: ("барлығы", "все"),
    VERDICT: (
        "{label}: {verdict} (V {value}, {low}–{high}).",
        "{label}: {verdict} (V {value}, {low}–{high}).",
    ),
    NO_TEST: ("{label}: сынақ жасалмады.", "{label}: критерия нет."),
}
