"""Why something is not published, in words: what a rule of disclosure control says when it refuses."""

from __future__ import annotations

from typing import Any

from analysis.codebook import Text, text

REASONS: dict[str, Text] = {
    "text": {
        "kk": "Мәтіндер ешқашан жарияланбайды.",
        "ru": "Тексты никогда не публикуются.",
        "en": "Texts are never published.",
    },
    "exact": {
        "kk": "Адам туралы дәл сандар ешқашан жарияланбайды; олардан жасалған аралықтар жарияланады.",
        "ru": "Точные числа о человеке никогда не публикуются; публикуются составленные из них интервалы.",
        "en": "Exact numbers about a person are never published; the bands made from them are.",
    },
    "few asked": {
        "kk": "Бұл сұрақ 10-нан аз адамға қойылған немесе 10-нан аз адамға ғана қойылмаған.",
        "ru": "Этот вопрос задан менее чем 10 людям или не задан менее чем 10.",
        "en": "Fewer than 10 people were asked this, or all but fewer than 10.",
    },
    "few new": {
        "kk": "Алдыңғы шығарылымнан кейін бұған 1–9 адам жауап берді: айырмасы олардың не айтқанын "
        "білдіріп қояр еді. Бұл шығарылымға кірмейді.",
        "ru": "После прошлого выпуска на это ответили от 1 до 9 человек: разность выдала бы, что они "
        "сказали. В этот выпуск вопрос не входит.",
        "en": "1 to 9 people have answered this since an earlier release: the difference would tell what "
        "they said. It stays out of this release.",
    },
    "one class": {
        "kk": "Кемінде 10 адамнан тұратын топтарды ажырату үшін адам тым аз.",
        "ru": "Людей слишком мало, чтобы различить группы не менее чем из 10 человек.",
        "en": "There are too few people to tell groups of at least 10 apart.",
    },
    "no choice": {
        "kk": "Топтар тек бір жауапты таңдау сұрақтарынан құралады.",
        "ru": "Группы образуются только из вопросов с выбором одного ответа.",
        "en": "Groups are made from questions with one choice only.",
    },
    "nobody": {
        "kk": "Бұған ешкім жауап бермеді.",
        "ru": "На это никто не ответил.",
        "en": "Nobody answered this.",
    },
    "fact": {
        "kk": "Адамдар туралы мәліметтер бір-бірімен қиыстырылмайды.",
        "ru": "Сведения о людях не сопоставляются друг с другом.",
        "en": "Facts about people are not crossed with each other.",
    },
    "number": {
        "kk": "Сандар топтарға бөлінбейді.",
        "ru": "Числа не разбиваются по группам.",
        "en": "Numbers have no breakdown.",
    },
    "few": {
        "kk": "Мұнда немесе қалғандарының арасында 10-нан аз жауап бар, немесе сонша кестеге адам тым аз.",
        "ru": "Здесь или среди остальных менее 10 ответов, или для стольких таблиц слишком мало людей.",
        "en": "Fewer than 10 answers are here or among the others, or too few people for so many tables.",
    },
    "small": {
        "kk": "Топта 10-нан аз жауап бар.",
        "ru": "В группе менее 10 ответов.",
        "en": "The group holds fewer than 10 answers.",
    },
    "rest": {
        "kk": "Топтан тыс, бірақ оның айналасында 10-нан аз жауап қалады: оларды азайту арқылы табуға болар "
        "еді.",
        "ru": "Вокруг группы остаётся менее 10 ответов: их можно было бы найти вычитанием.",
        "en": "Fewer than 10 answers remain around the group: a subtraction would tell them.",
    },
    "siblings": {
        "kk": "Көрсетілмейтін көрші топтарда барлығы 10-нан аз жауап болар еді: оларды азайту арқылы табуға "
        "болар еді.",
        "ru": "В соседних скрытых группах вместе было бы менее 10 ответов: их можно было бы найти "
        "вычитанием.",
        "en": "The hidden groups beside it would hold fewer than 10 answers together: a subtraction would "
        "tell them.",
    },
    "parent": {
        "kk": "Бұл топты қамтитын топ көрсетілмейді.",
        "ru": "Не показана группа, в которую входит эта.",
        "en": "A group that contains this one is not shown.",
    },
    "near": {
        "kk": "Басқа топтың бұл топтан айырмасы 10-нан аз адам: олардың жауабы айырмасынан белгілі болар "
        "еді.",
        "ru": "Другая группа отличается от этой менее чем 10 людьми: разность выдала бы их ответы.",
        "en": "Another group differs from this one in fewer than 10 people: the difference would tell their "
        "answers.",
    },
    "recoverable": {
        "kk": "Онымен бірге жасырын топты көрсетілген топтардан есептеп шығаруға болар еді.",
        "ru": "С ней скрытую группу можно было бы вычислить по показанным.",
        "en": "With it a hidden group could be computed from those that are shown.",
    },
    "many": {
        "kk": "Екі мәлімет бойынша топтар тым көп болар еді: кесте көп болған сайын жеке жауапты жобалап "
        "білу оңайлайды. Әр 10 адамға ең көбі бір топ, алдымен ең үлкендері көрсетіледі.",
        "ru": "Групп по двум сведениям было бы слишком много: чем больше таблиц, тем легче угадать "
        "отдельный ответ. Показывается не больше одной группы на каждые 10 человек, сначала самые большие.",
        "en": "There would be too many groups of two facts: the more tables, the easier an answer is "
        "guessed. At most one group is shown for every 10 people, the largest first.",
    },
    "question": {
        "kk": "{name} деген сұрақ жоқ.",
        "ru": "Вопроса {name} нет.",
        "en": "There is no question named {name}.",
    },
    "not publishable": {
        "kk": "{name} жарияланбайды. {because}",
        "ru": "{name} нельзя опубликовать. {because}",
        "en": "{name} cannot be published. {because}",
    },
    "no questions": {
        "kk": "Жариялау үшін кемінде бір сұрақ таңдаңыз.",
        "ru": "Выберите для публикации хотя бы один вопрос.",
        "en": "Choose at least one question to publish.",
    },
    "variable": {
        "kk": "{name} бойынша бөлу жоқ.",
        "ru": "Разбивки по {name} нет.",
        "en": "There is no breakdown by {name}.",
    },
    "no variable": {
        "kk": "{name} бойынша бөлуге болмайды. {because}",
        "ru": "Разбить по {name} нельзя. {because}",
        "en": "Nothing can be broken down by {name}. {because}",
    },
    "too many filters": {
        "kk": "Жауаптар ең көбі {most} мәлімет бойынша бөлінеді: одан көп болса, жеке жауапты "
        "жобалап білу оңайлайды.",
        "ru": "Ответы разбиваются не более чем по {most} сведениям: чем их больше, тем легче "
        "угадать отдельный ответ.",
        "en": "Answers are broken down by at most {most} facts: with more, answers are easier to guess.",
    },
    "filter": {
        "kk": "{name} деген топ жоқ.",
        "ru": "Группы {name} нет.",
        "en": "There is no group {name}.",
    },
    "terms": {
        "kk": "Топ ең көбі екі түрлі мәлімет бойынша анықталады.",
        "ru": "Группа определяется не более чем двумя разными сведениями.",
        "en": "A group is told by at most two different facts.",
    },
    "line": {
        "kk": "{name} деген жол жоқ.",
        "ru": "Строки {name} нет.",
        "en": "There is no line {name}.",
    },
    "old schema": {
        "kk": "Бұл шығарылым бұрынғы ережемен жасалған және енді көрсетілмейді; кезеңді қайта жариялау "
        "керек.",
        "ru": "Этот выпуск сделан по прежним правилам и больше не показывается; волну нужно опубликовать "
        "снова.",
        "en": "This release was made by earlier rules and is not shown any more; the wave must be published "
        "again.",
    },
}
"""Reason -> its sentence in each language. From "rest" to "many" only researchers read them: the
public is told "few", since which rule refuses tells more."""


class NotPublished(ValueError):
    """What a rule does not let be published or served; `reason` is a key of REASONS, `values` fill its
    places (`because` is a key itself). Its own text is English."""

    def __init__(self, reason: str, **values: Any) -> None:
        self.reason, self.values = reason, values
        super().__init__(self.words("en"))

    @property
    def unknown(self) -> bool:
        """Whether what was asked for is not there at all, rather than not served."""
        return self.reason in ("question", "filter", "variable", "line")

    def words(self, language: str) -> str:
        """The refusal as a sentence."""
        return say(self.reason, language, **self.values)


def say(reason: str, language: str, **values: Any) -> str:
    """The sentence of a reason in a language, its places filled."""
    told = {key: say(one, language) if key == "because" else one for key, one in values.items()}
    return text(REASONS[reason], language).format(**told)
