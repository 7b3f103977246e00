"""The words of tables themselves in Kazakh, Russian and English, and numbers as each language writes them.

An English entry is the key. Per cents are rounded half up, so that printed sums may differ from 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal

from analysis.association_words import ASSOCIATION
from analysis.audit_words import AUDIT
from analysis.banner_words import BANNER
from analysis.change_words import CHANGES
from analysis.comparison_words import COMPARISON
from analysis.error_words import ERRORS
from analysis.open_words import OPEN
from analysis.pair_words import PAIR_WORDS
from analysis.ranking_words import RANKING
from analysis.regression_words import REGRESSION
from analysis.scale_words import SCALES
from analysis.table_audit_words import TABLE_AUDIT
from analysis.tables import Association, Crosstab, Tally, Test
from analysis.verdict_words import BASES, OPEN_INTERVALS, REASONS, VERDICT
from analysis.weighing_words import WEIGHING

DASH = "–"
FEWER_THAN_TWO = "Independence needs at least two rows and two columns with people."
TOO_MANY_EMPTY = "The weighted table has too many empty cells for a test of independence."

METHODS = {
    "wilson": "Wilson intervals at {level} %, about the process behind these people.",
    "wilson_finite": "Wilson intervals at {level} % with finite population correction, N = {population}.",
    "wilson_weighted": "Weighted shares; Wilson intervals at {level} % on the effective number of people, "
    "about the process behind these people.",
    "wilson_finite_weighted": "Weighted shares; Wilson intervals at {level} % on the effective number "
    "of people, with finite population correction, N = {population}.",
    "wilson_design": "Shares under the design; Wilson intervals at {level} % on the people that they are "
    "worth by it, about the process behind these people.",
    "wilson_finite_design": "Shares under the design; Wilson intervals at {level} % on the people that they "
    "are worth by it, with finite population correction, N = {population}.",
    "count": "Texts are counted, not shown.",
    "protected": "Groups are protected: the numbers of people bear small random noise and go to the "
    "nearest 5, per cents are whole. Parts need not add up.",
}
"""The sentences behind the method keys of tallies and cross-tabs."""

WORDS: dict[str, tuple[str, str]] = {
    "all": ("барлығы", "всего"),
    "answer": ("жауап", "ответ"),
    "answers": ("таңдаулар", "выборы"),
    "base": ("негіз", "база"),
    "column per cents": ("бағандағы пайыз", "проценты по столбцу"),
    "count": ("саны", "число"),
    "expected": ("күтілетін", "ожидаемое"),
    "adjusted residuals": ("түзетілген қалдықтар", "скорректированные остатки"),
    "first place": ("бірінші орын", "первое место"),
    "mean rank": ("орташа орын", "средний ранг"),
    "mean": ("орташа", "среднее"),
    "sd": ("стандарт ауытқу", "стандартное отклонение"),
    "q1": ("төменгі ширек", "нижний квартиль"),
    "median": ("медиана", "медиана"),
    "q3": ("жоғарғы ширек", "верхний квартиль"),
    "min": ("ең азы", "минимум"),
    "max": ("ең көбі", "максимум"),
    "missing": ("жауап жоқ", "нет ответа"),
    "{kind} {count}": ("{kind} – {count}", "{kind} – {count}"),
    "none": ("жоқ", "нет"),
    "row per cents": ("жолдағы пайыз", "проценты по строке"),
    "% of people": ("адамдардың %-ы", "% людей"),
    "% of answers": ("таңдаулардың %-ы", "% выборов"),
    "%": ("%", "%"),
    "interval": ("аралық", "интервал"),
    "net": ("жиынтық", "сводная группа"),
    "nets": ("жиынтықтар", "сводные группы"),
    "people": ("адам", "чел."),
    "ranked": ("орын бергендер", "поставили на место"),
    "skipped": ("жауапсыз қалдырды", "пропустили"),
    "refused": ("жауап беруден бас тартты", "отказались"),
    "does_not_know": ("білмейді", "не знают"),
    "not_asked": ("сұралмады", "не спрашивали"),
    "withheld": ("қорғау үшін ашылмайды", "скрыто для защиты"),
    "weighted base": ("салмақталған негіз", "взвешенная база"),
    "effective number": ("тиімді сан", "эффективное число"),
    "dependence shown": ("байланыс көрсетілді", "зависимость показана"),
    "independence shown within the margin": (
        "шек ішінде тәуелсіздік көрсетілді",
        "независимость в пределах допуска показана",
    ),
    "cannot tell": ("шешім шығаруға болмайды", "сказать нельзя"),
    "verdict": ("қорытынды", "вывод"),
    "Cramer's V": ("Крамер V", "V Крамера"),
    "Pearson chi-square": ("Пирсон хи-квадраты", "хи-квадрат Пирсона"),
    "Freeman-Halton exact": ("Фримен — Халтонның дәл сынағы", "точный критерий Фримена — Холтона"),
    "Monte-Carlo chi-square": ("Монте-Карло хи-квадраты", "хи-квадрат методом Монте-Карло"),
    "Rao-Scott F": ("Рао — Скотт F сынағы", "F-критерий Рао — Скотта"),
    METHODS["wilson"]: (
        "{level} %-дық Уилсон аралықтары; осы адамдардың артындағы үдеріс туралы.",
        "Интервалы Уилсона, {level} %; о процессе, стоящем за этими людьми.",
    ),
    METHODS["wilson_finite"]: (
        "{level} %-дық Уилсон аралықтары, шекті жиынтық түзетуімен, N = {population}.",
        "Интервалы Уилсона, {level} %, с поправкой на конечную совокупность, N = {population}.",
    ),
    METHODS["wilson_weighted"]: (
        "Салмақталған үлестер; адамдардың тиімді саны бойынша {level} %-дық Уилсон аралықтары; "
        "осы адамдардың артындағы үдеріс туралы.",
        "Взвешенные доли; интервалы Уилсона, {level} %, по эффективному числу людей; "
        "о процессе, стоящем за этими людьми.",
    ),
    METHODS["wilson_finite_weighted"]: (
        "Салмақталған үлестер; адамдардың тиімді саны бойынша {level} %-дық Уилсон аралықтары, "
        "шекті жиынтық түзетуімен, N = {population}.",
        "Взвешенные доли; интервалы Уилсона, {level} %, по эффективному числу людей, "
        "с поправкой на конечную совокупность, N = {population}.",
    ),
    METHODS["wilson_design"]: (
        "Іріктеу дизайны бойынша үлестер; дизайн бойынша тең келетін адам саны негізіндегі {level} %-дық "
        "Уилсон аралықтары; осы адамдардың артындағы үдеріс туралы.",
        "Доли по дизайну выборки; интервалы Уилсона, {level} %, по числу людей, которому они по нему "
        "равноценны; о процессе, стоящем за этими людьми.",
    ),
    METHODS["wilson_finite_design"]: (
        "Іріктеу дизайны бойынша үлестер; дизайн бойынша тең келетін адам саны негізіндегі {level} %-дық "
        "Уилсон аралықтары, шекті жиынтық түзетуімен, N = {population}.",
        "Доли по дизайну выборки; интервалы Уилсона, {level} %, по числу людей, которому они по нему "
        "равноценны, с поправкой на конечную совокупность, N = {population}.",
    ),
    METHODS["count"]: (
        "Мәтіндер саналады, көрсетілмейді.",
        "Тексты подсчитываются, но не показываются.",
    ),
    METHODS["protected"]: (
        "Топтар қорғалған: адам санына шағын кездейсоқ ауытқу қосылып, сандар 5-ке дейін, пайыздар бүтінге "
        "дейін дөңгелектелген. Сондықтан бөліктердің қосындысы дәл келмеуі мүмкін.",
        "Группы защищены: к числу людей добавлено небольшое случайное отклонение, числа округлены до 5, "
        "проценты — до целых. Части могут не давать в сумме целого.",
    ),
    FEWER_THAN_TWO: (
        "Тәуелсіздікті сынау үшін адамы бар кемінде екі жол мен екі баған керек.",
        "Для проверки независимости нужны хотя бы две строки и два столбца, в которых есть люди.",
    ),
    TOO_MANY_EMPTY: (
        "Салмақталған кестеде тәуелсіздікті сынау үшін бос ұяшық тым көп.",
        "Во взвешенной таблице слишком много пустых клеток для проверки независимости.",
    ),
    "Nobody answered this question.": (
        "Бұл сұраққа ешкім жауап берген жоқ.",
        "На этот вопрос никто не ответил.",
    ),
    "Not in the test, because nobody is there: {codes}.": (
        "Сынаққа кірмеді, өйткені онда ешкім жоқ: {codes}.",
        "В проверку не вошли, потому что там никого нет: {codes}.",
    ),
    "p from {replicates} random tables, standard error {error}, seed {seed}.": (
        "p мәні {replicates} кездейсоқ кестеден алынды, стандарт қатесі {error}, бастапқы сан {seed}.",
        "p по {replicates} случайным таблицам, стандартная ошибка {error}, начальное число {seed}.",
    ),
    "The test is about the process behind these people.": (
        "Сынақ осы адамдардың артындағы үдеріс туралы.",
        "Критерий говорит о процессе, стоящем за этими людьми.",
    ),
    "People may give several answers; the base is the people who answered.": (
        "Бір адам бірнеше жауап бере алады; негіз — жауап берген адамдар.",
        "Можно дать несколько ответов; база — ответившие люди.",
    ),
    "The share is of people who put it first; the mean rank is among those who ranked it.": (
        "Үлес — бірінші орынға қойғандар; орташа орын — оған орын бергендер арасында.",
        "Доля — поставившие на первое место; средний ранг — среди тех, кто ранжировал.",
    ),
    **ASSOCIATION,
    **BANNER,
    **AUDIT,
    **CHANGES,
    **COMPARISON,
    **ERRORS,
    **OPEN,
    **PAIR_WORDS,
    **RANKING,
    **REGRESSION,
    **SCALES,
    **VERDICT,
    **WEIGHING,
    **TABLE_AUDIT,
}
"""English -> (Kazakh, Russian)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of WORDS with the `values` that stand in its {places}; "" says nothing."""

    sentence: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def word(text: str, language: str, **values: object) -> str:
    """The English `text` in a language ("en" for any that is not known here), its {places} filled.

    >>> word("count", "ru")
    'число'
    """
    if language in ("kk", "ru"):
        kazakh, russian = WORDS[text]
        text = kazakh if language == "kk" else russian
    elif text in ("does_not_know", "not_asked"):
        text = text.replace("_", " ")
    return text.format(**values) if values else text


def said(told: Said, language: str) -> str:
    """A sentence with its values in a language, sentences among them too; "" for nothing said."""
    values = {name: _spoken(value, language) for name, value in told.values.items()}
    return word(told.sentence, language, **values) if told.sentence else ""


def _spoken(value: object, language: str) -> object:
    if isinstance(value, Said):
        return said(value, language)
    if isinstance(value, tuple):
        return "; ".join(str(_spoken(one, language)) for one in value)
    if isinstance(value, Decimal):
        return f"{value:f}" if language == "en" else f"{value:f}".replace(".", ",")
    return value


_ALL_DIGITS = Context(prec=400)


def number(value: float, language: str, decimals: int = 1) -> str:
    """A number rounded half up, with the language's decimal sign.

    >>> number(24.05, "kk"), number(-0.04, "en")
    ('24,1', '0.0')
    >>> len(number(1e300, "en"))
    303
    """
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ALL_DIGITS)
    written = f"{abs(exact) if exact == 0 else exact:f}"
    return written if language == "en" else written.replace(".", ",")


def whole(value: float, language: str) -> str:
    """A count, or a weighted count with one decimal where it is not whole."""
    return str(int(value)) if float(value).is_integer() else number(value, language)


def p_value(p: float, language: str) -> str:
    """p with three decimals, or what it is below.

    >>> p_value(0.00001, "en")
    'p < 0.001'
    """
    return f"p < {number(0.001, language, 3)}" if p < 0.0005 else f"p = {number(p, language, 3)}"


def percent_of_level(level: float) -> str:
    """0.95 as "95"."""
    return f"{100 * level:.10g}"


def method(result: Tally | Crosstab, language: str) -> str:
    """The sentence that says how the intervals of a table were made, and why they are open where they are."""
    level = percent_of_level(result.level)
    made = word(METHODS[result.method], language, level=level, population=result.population)
    return f"{made} {word(OPEN_INTERVALS, language)}" if result.unbounded else made


def reason(association: Association, test: Test, level: float, language: str) -> str:
    """The base, and why the verdict is what it is, in a few sentences with the numbers."""
    base = "plain" if association.design_effect is None else "design"
    values = {
        "people": association.people,
        "effect": number(association.design_effect or 1, language, 2),
        "test": word(test.name, language),
        "p": p_value(test.p, language),
        "cautious": p_value(test.p if association.cautious_p is None else association.cautious_p, language),
        "level": percent_of_level(level),
        "value": number(association.value, language, 2),
        "low": number(association.low, language, 2),
        "high": number(association.high, language, 2),
        "margin": number(association.margin, language, 2),
        "detectable": number(association.smallest_detectable, language, 2),
    }
    sentences = BASES[base], REASONS[_ground(association, test, level)]
    return " ".join(word(sentence, language, **values) for sentence in sentences)


def _ground(association: Association, test: Test, level: float) -> str:
    """The key of the sentence in REASONS."""
    if association.verdict != "cannot tell":
        return association.verdict
    if test.p < 1 - level:
        return "too ready"
    return "too few" if association.high < association.margin else "cannot tell"
