"""The words that LimeSurvey puts on the page itself, in the languages that we write; English for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "other": {"en": "Other", "ru": "Другое", "kk": "Басқа", "de": "Sonstiges", "fr": "Autre", "es": "Otro"},
    "Y": {"en": "Yes", "ru": "Да", "kk": "Иә", "de": "Ja", "fr": "Oui", "es": "Sí"},
    "N": {"en": "No", "ru": "Нет", "kk": "Жоқ", "de": "Nein", "fr": "Non", "es": "No"},
    "U": {
        "en": "Uncertain",
        "ru": "Затрудняюсь ответить",
        "kk": "Жауап беру қиын",
        "de": "Unsicher",
        "fr": "Incertain",
        "es": "No está seguro",
    },
    "I": {
        "en": "Increase",
        "ru": "Увеличение",
        "kk": "Артуы",
        "de": "Zunahme",
        "fr": "Augmentation",
        "es": "Aumentar",
    },
    "S": {
        "en": "Same",
        "ru": "Без изменений",
        "kk": "Өзгеріссіз",
        "de": "Gleich",
        "fr": "Sans changement",
        "es": "Igual",
    },
    "D": {
        "en": "Decrease",
        "ru": "Уменьшение",
        "kk": "Кемуі",
        "de": "Abnahme",
        "fr": "Diminution",
        "es": "Disminuir",
    },
    "F": {"en": "Female", "ru": "Женский", "kk": "Әйел", "de": "Weiblich", "fr": "Féminin", "es": "Femenino"},
    "M": {"en": "Male", "ru": "Мужской", "kk": "Ер", "de": "Männlich", "fr": "Masculin", "es": "Masculino"},
    "comment": {
        "en": "Please comment on your choice:",
        "ru": "Поясните свой выбор:",
        "kk": "Таңдауыңызды түсіндіріңіз:",
        "de": "Bitte erläutern Sie Ihre Auswahl:",
        "fr": "Commentez votre choix :",
        "es": "Comente su elección:",
    },
    "check": {
        "en": "Please check this answer.",
        "ru": "Проверьте, пожалуйста, этот ответ.",
        "kk": "Осы жауапты тексеріңізші.",
        "de": "Bitte überprüfen Sie diese Antwort.",
        "fr": "Veuillez vérifier cette réponse.",
        "es": "Compruebe esta respuesta, por favor.",
    },
    "time": {"en": "Time", "ru": "Время", "kk": "Уақыты", "de": "Uhrzeit", "fr": "Heure", "es": "Hora"},
}


def word(key: str, languages: Iterable[str]) -> dict[str, str]:
    """A word by language, languages as the file names them."""
    known = WORDS[key]
    return {one: known.get(one.split("-")[0].split("_")[0], known["en"]) for one in languages}
